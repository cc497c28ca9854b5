import { In, MoreThan } from 'typeorm';
import { appendEntries } from '../ledger/append-entries.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved } from '../ledger/entry-rules.js';
import type { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { inChunks } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { Charge } from './charge.entity.js';
import { allocate } from './payment-rules.js';
import { PersonCredit } from './person-credit.entity.js';
import { changeCredit, postToCharges } from './post-to-charges.js';

/** Settles what these people owe at a centre with what it holds for them, what was due first before the rest. Two reads for all of them. */
export async function useCredits(tx: Tx, centreId: Id, personIds: readonly Id[]): Promise<void> {
  const credits: PersonCredit[] = [];
  for (const ids of inChunks([...new Set(personIds)])) {
    credits.push(...await tx.manager.findBy(PersonCredit, { centreId, personId: In([...ids]), cents: MoreThan(0) }));
  }
  if (credits.length === 0) return;
  const open = await tx.manager.findBy(Charge, { centreId, personId: In(credits.map(({ personId }) => personId)), openCents: MoreThan(0) });
  const charges = groupBy(open, ({ personId }) => personId);
  const uses = credits.flatMap(({ personId, cents }) => allocate(cents, charges.get(personId) ?? []).parts);
  const entries = await appendEntries(tx, centreId, uses.map(({ charge, cents }) => (
    { kind: 'credit-use', reference: `charge:${charge.id}`, lines: moved(ACCOUNT.feesOwed, ACCOUNT.learnersCredit, cents) })));
  for (const { charge: { personId }, cents } of uses) await changeCredit(tx, { centreId, personId }, -cents);
  await postToCharges(tx, uses.map(({ charge, cents }, index) => ({ charge, kind: 'credit', cents: -cents, entryId: (entries[index] as LedgerEntry).id })));
}
