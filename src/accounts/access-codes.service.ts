import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Actor, Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import type { Submission } from '../shared/web/submission.js';
import { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { readCode } from './card-code.js';
import { codeHash, derivedCode, hashSecret, secretMatches } from './hashing.js';
import { OneTimeCode } from './one-time-code.entity.js';
import { passwordRefusals } from './secret-rules.js';
import { codeGuess, Throttle, type Guess } from './throttle.js';

type Purpose = OneTimeCode['purpose'];

/** Where a code was typed, and in which form. */
export interface Typed {
  address: string;
  submission: Submission;
}

const HOUR = 3_600_000;
const LIFE: Record<Purpose, number> = { invitation: 14 * 24 * HOUR, reset: 24 * HOUR, station: HOUR };

const WRONG: Refusal = { field: 'code', reason: 'accounts:refusals.access-code' };

/** Codes given at the desk, good once and for a while. Only their hash is kept; a new one ends the one before. */
@Injectable()
export class AccessCodes {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(INSTALLATION_SECRET) private readonly secret: string,
    private readonly accounts: AccountsRepository,
    private readonly throttle: Throttle,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Makes a code inside a unit of work, which holds the account first: of two that are made at once one would not see the other. @returns it for the one page that shows it; the same for the same form */
  async give(tx: Tx, accountId: Id, purpose: Purpose, submission: Pick<Submission, 'key'>): Promise<string> {
    const code = this.codeOf(accountId, submission);
    await this.end(tx, accountId);
    await tx.insert(OneTimeCode, {
      id: newId(), accountId, purpose, codeHash: codeHash(this.secret, code), expiresAt: tx.now + LIFE[purpose], usedAt: null,
      createdBy: tx.actor.accountId, createdAt: tx.now, version: 1,
    });
    return code;
  }

  /** Ends the codes of an account that are out: whoever has one may be allowed no more to come in by it. @returns whether there was one */
  async end(tx: Tx, accountId: Id): Promise<boolean> {
    const known = await tx.manager.findBy(OneTimeCode, { accountId });
    const open = known.filter(({ usedAt, expiresAt }) => usedAt === null && expiresAt > tx.now);
    for (const code of open) await tx.update(OneTimeCode, code, { expiresAt: tx.now });
    return open.length > 0;
  }

  /** The code that a form made: shown again when the form arrives again. */
  codeOf(accountId: Id, submission: Pick<Submission, 'key'>): string {
    return derivedCode(this.secret, `${accountId}:${submission.key}`);
  }

  /**
   * Takes an invitation or a reset: sets the password, ends all sessions of the account. @returns the account as it is now
   * @throws Refused for a code that is wrong, used or too old (one answer for all), and for a weak password
   */
  async setPassword(typed: string, password: string, { address, submission }: Typed): Promise<Account> {
    refuseWeak(password);
    const found = await this.find(typed);
    const earlier = found && await this.unitOfWork.answerTo<Id>({ actor: actorOf(found), submission });
    if (earlier) return this.stillTrue(earlier.answer, password);
    const guess = codeGuess('access', address);
    const { code, account } = await this.look(typed, guess, ['invitation', 'reset']);
    refuseWeak(password, [account.loginName ?? '', account.displayName]);
    const passwordHash = await hashSecret(password);
    const id = await this.unitOfWork.run(async (tx) => {
      await this.use(tx, code, guess);
      await this.throttle.forget(tx, account.id);
      await tx.update(Account, account, { passwordHash, credentialsVersion: account.credentialsVersion + 1 });
      return account.id;
    }, { actor: actorOf(code), submission });
    return this.accounts.existing(id);
  }

  /** The same form once more, from whoever knows the password that it has set. @throws Refused when it is another by now */
  private async stillTrue(accountId: Id, password: string): Promise<Account> {
    const account = await this.accounts.existing(accountId);
    if (account.disabledAt !== null || !(await secretMatches(account.passwordHash, password))) throw new Refused(WRONG);
    return account;
  }

  /** Takes a station's code. @returns the station's account; stations that used an earlier code are none any more */
  async takeStation(typed: string, address: string): Promise<Account> {
    const guess = codeGuess('station', address);
    const { code, account } = await this.look(typed, guess, ['station']);
    return this.unitOfWork.run(async (tx) => {
      await this.use(tx, code, guess);
      return tx.update(Account, account, { credentialsVersion: account.credentialsVersion + 1 });
    }, { actor: actorOf(code) });
  }

  private async look(typed: string, guess: Guess, purposes: readonly Purpose[]): Promise<{ code: OneTimeCode; account: Account }> {
    await this.throttle.begin(guess);
    const code = await this.find(typed);
    if (!code || !purposes.includes(code.purpose)) throw new Refused(WRONG);
    return { code, account: await this.accounts.existing(code.accountId) };
  }

  private async find(typed: string): Promise<OneTimeCode | null> {
    const read = readCode(typed);
    return read ? this.dataSource.manager.findOneBy(OneTimeCode, { codeHash: codeHash(this.secret, read) }) : null;
  }

  private async use(tx: Tx, { id }: OneTimeCode, guess: Guess): Promise<void> {
    const code = await tx.manager.findOneByOrFail(OneTimeCode, { id });
    const account = await tx.manager.findOneByOrFail(Account, { id: code.accountId });
    if (code.usedAt !== null || code.expiresAt <= tx.now || account.disabledAt !== null) throw new Refused(WRONG);
    await tx.update(OneTimeCode, code, { usedAt: tx.now });
    await this.throttle.succeeded(tx, guess);
  }
}

/** Whoever has the code acts for the account. */
function actorOf({ accountId }: OneTimeCode): Actor {
  return { accountId, centreId: null };
}

function refuseWeak(password: string, names: string[] = []): void {
  const refusals = passwordRefusals(password, names);
  if (refusals.length > 0) throw new Refused(...refusals);
}
