import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../../shared/kernel/money.js';
import { field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { accountChoices } from '../account-choices.js';
import { MONEY_ACCOUNTS } from '../money-accounts.js';
import { openingField } from './moves.form.js';

/** What is moved by hand: the words of its catalogue and its address. */
export const MOVES = { transfer: '/ledger/transfers', opening: '/ledger/openings', income: '/ledger/other-income' } as const;
export type Move = keyof typeof MOVES;

/** The form of one of them. @param there what each account holds */
export function moveView(t: Translate, move: Move, form: FormView, { today, there }: { today: LocalDate; there: ReadonlyMap<string, Cents> }): object {
  const when = field(form, t, { name: 'date', type: 'date', label: 'ledger:fields.date', value: formatLocalDate(today) });
  return {
    back: { href: '/ledger', text: t('ledger:journal.title') }, form, lead: t(`ledger:${move}.lead`), action: MOVES[move], submit: t(`ledger:${move}.submit`), cancelUrl: '/ledger',
    fields: [...FIELDS[move](t, form, there), when, ...move === 'opening' ? [] : [memoField(t, form, move)]],
  };
}

const FIELDS: Readonly<Record<Move, (t: Translate, form: FormView, there: ReadonlyMap<string, Cents>) => Field[]>> = {
  transfer: (t, form, there) => [
    field(form, t, { name: 'from', type: 'radios', label: 'ledger:fields.from', choices: choicesWith(t, there) }),
    field(form, t, { name: 'to', type: 'radios', label: 'ledger:fields.to', choices: accountChoices(t) }),
    field(form, t, { name: 'amount', type: 'money', label: 'ledger:fields.amount' }),
  ],
  opening: (t, form) => MONEY_ACCOUNTS.map((code) => (
    field(form, t, { name: openingField(code), type: 'money', label: `ledger:accounts.${code}`, optional: true }))),
  income: (t, form) => [
    field(form, t, { name: 'account', type: 'radios', label: 'ledger:fields.account', choices: accountChoices(t) }),
    field(form, t, { name: 'amount', type: 'money', label: 'ledger:fields.amount' }),
  ],
};

function memoField(t: Translate, form: FormView, move: 'transfer' | 'income'): Field {
  return field(form, t, { name: 'memo', label: 'ledger:fields.memo', hint: `ledger:${move}.memo-hint`, optional: move === 'transfer', maxlength: 300 });
}

function choicesWith(t: Translate, there: ReadonlyMap<string, Cents>): Choice[] {
  return accountChoices(t).map((choice) => ({ ...choice, hint: t('ledger:there', { amount: formatSoles(there.get(choice.value) ?? 0) }) }));
}
