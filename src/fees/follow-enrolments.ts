import { In, IsNull, LessThan } from 'typeorm';
import type { Edition } from '../courses/edition.entity.js';
import type { Enrolment } from '../groups/enrolment.entity.js';
import { inChunks } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { cancelCharge } from './cancel-charge.js';
import { chargeEnrolments } from './charge-enrolments.js';
import { withdrawsFree } from './charge-rules.js';
import { Charge } from './charge.entity.js';
import { FEE_RULE_DEFAULTS, FeeRule } from './fee-rule.entity.js';
import { useCredits } from './use-credits.js';

/** Who comes to an edition owes its fee from then on; what the centre holds for her settles it at once. */
export async function chargeForComing(tx: Tx, edition: Edition, enrolments: readonly Enrolment[]): Promise<void> {
  const charges = await chargeEnrolments(tx, edition, enrolments);
  if (charges.length > 0) await useCredits(tx, edition.centreId, charges.map(({ personId }) => personId));
}

/** Who waited for a seat has as long to pay as whoever comes that day, if her fee was due before. */
export async function postponeUntilSeated(tx: Tx, enrolments: readonly Enrolment[]): Promise<void> {
  const today = localDateAt(tx.now);
  for (const ids of inChunks(enrolments.map(({ id }) => id))) {
    const charges = await tx.manager.findBy(Charge, { enrolmentId: In([...ids]), cancelledAt: IsNull(), dueOn: LessThan(today) });
    for (const charge of charges) await tx.update(Charge, charge, { dueOn: today });
  }
}

/** Who withdraws in time by the edition's rule owes nothing, and what she had paid settles what she owes otherwise; after that the charge stays. */
export async function settleWithdrawal(tx: Tx, edition: Edition, { id }: Enrolment): Promise<void> {
  const charge = await tx.manager.findOneBy(Charge, { enrolmentId: id, cancelledAt: IsNull() });
  if (!charge) return;
  const { freeWithdrawalDays } = await tx.manager.findOneBy(FeeRule, { editionId: edition.id }) ?? FEE_RULE_DEFAULTS;
  if (!withdrawsFree({ startsOn: edition.startsOn, freeWithdrawalDays }, localDateAt(tx.now))) return;
  await cancelCharge(tx, charge, 'withdrawn');
  await useCredits(tx, charge.centreId, [charge.personId]);
}

/** When two records become one person, she owes one fee for one enrolment: of two charges the one stays of which more is settled, then the older one. */
export async function settleMerged(tx: Tx, { keptId }: { keptId: Id }): Promise<void> {
  const charges = await tx.manager.findBy(Charge, { personId: keptId, cancelledAt: IsNull() });
  for (const double of groupBy(charges, ({ enrolmentId }) => enrolmentId).values()) {
    const [, ...others] = double.toSorted((a, b) => settledOf(b) - settledOf(a) || a.chargedAt - b.chargedAt || (a.id < b.id ? -1 : 1));
    for (const other of others) await cancelCharge(tx, other, 'merged');
  }
  for (const centreId of new Set(charges.map((charge) => charge.centreId))) await useCredits(tx, centreId, [keptId]);
}

function settledOf({ amountCents, openCents }: Charge): number {
  return amountCents - openCents;
}
