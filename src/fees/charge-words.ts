import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { dateWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { lastFreeDay, type WithdrawalOutcome, type WithdrawalTerms } from './charge-rules.js';

/** `Debe S/ 10.00 desde el 07/12/2026`, or when it will be due. @param dueOn null while she waits for a seat */
export function owesWords(t: Translate, cents: Cents, dueOn: LocalDate | null, today: LocalDate): string {
  if (dueOn === null) return t('fees:owes.waiting', { amount: formatSoles(cents) });
  return t(dueOn < today ? 'fees:owes.since' : 'fees:owes.until', { amount: formatSoles(cents), date: formatLocalDate(dueOn) });
}

/** The rule of an edition, as somebody would say it who withdraws. */
export function freeWithdrawalWords(t: Translate, terms: WithdrawalTerms): string {
  const last = lastFreeDay(terms);
  return last === null ? t('fees:rule.free-always') : t('fees:rule.free-until', { date: dateWords(t, last), count: terms.freeWithdrawalDays });
}

/** What becomes of her fee when somebody withdraws today, for the page that asks why. */
export function withdrawalWords(t: Translate, outcome: WithdrawalOutcome, terms: WithdrawalTerms): string {
  if (outcome.kind === 'stays') {
    const date = formatLocalDate(lastFreeDay(terms) as LocalDate);
    return outcome.openCents === 0 ? t('fees:withdrawal.stays-paid', { date }) : t('fees:withdrawal.stays', { amount: formatSoles(outcome.openCents), date });
  }
  return outcome.creditCents === 0 ? t('fees:withdrawal.cancelled') : t('fees:withdrawal.credit', { amount: formatSoles(outcome.creditCents) });
}
