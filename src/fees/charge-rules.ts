import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';

/** By what an edition takes its fee back from whoever withdraws. */
export interface WithdrawalTerms {
  startsOn: LocalDate;
  /** Null: whenever she withdraws. */
  freeWithdrawalDays: number | null;
}

/** The last day on which whoever withdraws owes nothing, the day itself included; null: there is no last one. */
export function lastFreeDay({ startsOn, freeWithdrawalDays }: WithdrawalTerms): LocalDate | null {
  return freeWithdrawalDays === null ? null : addDays(startsOn, freeWithdrawalDays);
}

export function withdrawsFree(terms: WithdrawalTerms, today: LocalDate): boolean {
  const last = lastFreeDay(terms);
  return last === null || today <= last;
}

/** How a charge stands: what of it is owed, and what was waived. The rest was paid, with money or with credit. */
export interface ChargeStanding {
  amountCents: Cents;
  openCents: Cents;
  waivedCents: Cents;
}

/**
 * What becomes of a charge when somebody withdraws. `cancelled`: the whole charge is taken back, with it what had been
 * waived of it, and what had been paid is hers as credit; `stays`: nothing changes, and she owes `openCents`.
 */
export type WithdrawalOutcome =
  | { kind: 'cancelled'; creditCents: Cents; waivedCents: Cents; openCents: Cents }
  | { kind: 'stays'; openCents: Cents };

export function withdrawalOutcome(charge: ChargeStanding, terms: WithdrawalTerms, today: LocalDate): WithdrawalOutcome {
  const { openCents, waivedCents } = charge;
  if (!withdrawsFree(terms, today)) return { kind: 'stays', openCents };
  return { kind: 'cancelled', creditCents: paidOf(charge), waivedCents, openCents };
}

/** What was paid of a charge, with money or with credit. @throws Error for a charge that cannot be */
export function paidOf({ amountCents, openCents, waivedCents }: ChargeStanding): Cents {
  const paid = amountCents - openCents - waivedCents;
  if (paid < 0 || openCents < 0 || waivedCents < 0) throw new Error('more is open or waived of a charge than it ever was');
  return paid;
}
