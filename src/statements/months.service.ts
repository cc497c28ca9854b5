import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { appendEntry } from '../ledger/append-entries.js';
import { holdBook } from '../ledger/balances.js';
import type { Month } from '../ledger/entry-rules.js';
import { sealedText } from '../ledger/sealed-month.js';
import { sha256 } from '../ledger/sha256.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { MonthClosing } from './month-closing.entity.js';
import { monthGround } from './month-ground.js';
import { MonthSignature } from './month-signature.entity.js';
import { signingRefusals } from './months.js';
import { publicDigest, publicStatement } from './public-statement.js';
import { statementOf, type Statement } from './statement.js';
import { statementFacts } from './statement-facts.js';

/** What a signature did: `first` waits for another's, `closed` was the second. */
export type Signed = 'first' | 'closed';

/** Closes months by two signatures. */
@Injectable()
export class MonthsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Signs a month's statement; the second account to sign the same figures closes the month for ever.
   * @param seen the digest of the statement that was on her page
   * @throws Refused when the month cannot be closed yet, says something else by now, or has her signature already
   */
  sign(centreId: Id, month: Month, seen: string, options: UnitOptions): Promise<Signed> {
    return this.unitOfWork.run((tx) => signMonth(tx, centreId, month, seen), options);
  }
}

/** What a signature stands for. */
export function digestOf(statement: Statement): string {
  return sha256([statement]);
}

async function signMonth(tx: Tx, centreId: Id, month: Month, seen: string): Promise<Signed> {
  const { accountId } = tx.actor;
  if (accountId === null) throw new NotThere('account');
  // First of all: from now on nobody else writes into the book until this unit ends, and what is read is what counts.
  await holdBook(tx, centreId);
  refuseFor(signingRefusals(await monthGround(tx.manager, centreId, month, tx.now)));
  const facts = await statementFacts(tx.manager, centreId, month);
  const statement = statementOf(facts);
  const digest = digestOf(statement);
  if (digest !== seen) throw new Refused({ reason: 'statements:refusals.changed' });
  const signatures = await tx.manager.findBy(MonthSignature, { centreId, month, digest });
  if (signatures.some((signature) => signature.accountId === accountId)) throw new Refused({ reason: 'statements:refusals.signed' });
  await tx.insert(MonthSignature, { id: newId(), centreId, month, accountId, digest, signedAt: tx.now });
  if (signatures.length === 0) return 'first';
  await close(tx, centreId, statement, facts.sums);
  return 'closed';
}

async function close(tx: Tx, centreId: Id, statement: Statement, sums: Parameters<typeof sealedText>[0]['sums']): Promise<void> {
  const { month } = statement;
  const published = publicStatement(statement);
  const sealed = sealedText({ month, statement: publicDigest(published), nonce: randomBytes(16).toString('hex'), sums });
  const entry = await appendEntry(tx, centreId, { kind: 'month-close', reference: `month:${month}`, lines: [], sealed });
  await tx.execute('UPDATE ledger_books SET closed_through = ? WHERE centre_id = ?', [month, centreId]);
  await tx.insert(MonthClosing, { id: newId(), centreId, month, entryId: entry.id, statement, published, closedAt: tx.now });
}
