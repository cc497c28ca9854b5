import { amountText } from '../ledger/amount.form.js';
import { surnamesFirst } from '../people/person-names.js';
import { formatLocalDate, localTimeAt } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { field, type Choice, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type TableView } from '../shared/web/tables.js';
import { PAYMENT_METHODS } from './payment.entity.js';
import { changeOf } from './payment-rules.js';
import { receiptsAddress } from './receipt-filters.js';
import type { ReceiptView } from './receipts.repository.js';
import { receiptNumber } from './receipt-numbers.js';
import type { Debtor, DebtorToday, DebtorView } from './till.repository.js';
import type { TillSession } from './till-session.entity.js';

/** The end of a DNI: enough to tell two people of one name apart. */
function dniEnd(t: Translate, dni: string | null): string | null {
  return dni === null ? null : t('till:people.dni-end', { digits: dni.slice(-3) });
}

/**
 * What `fees/till/open` shows: nobody takes money before her till is open.
 * @param back the page that needed it, where she goes on
 * @param elsewhere the centre where hers is open: until it is closed she opens none here
 */
export function openingView(t: Translate, form: FormView, { back, elsewhere }: { back: string | null; elsewhere: string | null }): object {
  const cannot = elsewhere === null ? null : t('till:refusals.open-already', { centre: elsewhere });
  const offersMissing = Boolean(form.errors.float) || form.values.bookMissing !== undefined;
  return {
    form, action: '/till', submit: t('till:open.submit'), hidden: back === null ? [] : [{ name: 'back', value: back }],
    asks: cannot === null, cannot: form.summary.some(({ text }) => text === cannot) ? null : cannot,
    fields: [
      field(form, t, { name: 'float', type: 'money', label: 'till:open.float', hint: 'till:open.float-hint', focus: form.summary.length === 0 }),
      ...(offersMissing ? [field(form, t, { name: 'bookMissing', type: 'checkbox', label: 'till:open.book-missing', hint: 'till:open.book-missing-hint' })] : []),
    ],
  };
}

/** What stands on the till's page. */
export interface QueueShown {
  till: TillSession;
  today: string;
  debtors: readonly DebtorToday[];
  /** Who is at the till. */
  debtor: DebtorView | null;
  form: FormView;
  /** What was written just now. */
  receipt: ReceiptView | null;
  /** What its payer still owes. */
  leftCents: Cents;
  /** What the drawer held to give change of, where that is less than what goes back. */
  changeFrom: Cents | null;
  /** What was searched for without JavaScript, and who was found. */
  search: { q: string; found: readonly Debtor[] } | null;
}

/** What `fees/till/queue` shows. */
export function queueView(t: Translate, { till, today, debtors, debtor, form, receipt, leftCents, changeFrom, search }: QueueShown): object {
  return {
    form,
    about: t('till:queue.about', { date: formatLocalDate(till.openedOn), time: localTimeAt(till.openedAt), float: formatSoles(till.floatCents) }),
    countUrl: `/till-sessions/${till.id}/count`, receiptsUrl: receiptsAddress({ from: today, to: today }),
    search: { action: '/till', label: t('till:queue.search'), hint: t('till:queue.search-hint'), q: search?.q ?? '', id: 'till-search', focus: debtor === null },
    found: search ? foundView(t, search.found) : null,
    debtor: debtor ? debtorView(t, debtor, form) : null,
    receipt: receipt && !debtor ? receiptCard(t, receipt, leftCents, changeFrom) : null,
    debtors: debtorsTable(t, debtors.filter(({ personId }) => personId !== debtor?.personId), today),
  };
}

/** As many as are shown at once. */
const QUICK = 8;

/** What the quick-find shows while one types. */
export function foundDebtors(t: Translate, people: readonly Debtor[]): object {
  const results = people.slice(0, QUICK).map((person) => ({ href: personPath(person.personId), text: surnamesFirst(person), detail: debtorWords(t, person) }));
  return { results, words: foundWords(t, people) };
}

function foundWords(t: Translate, people: readonly Debtor[]): string {
  return people.length > QUICK ? t('people:list.more-found', { count: QUICK }) : t('people:list.found', { count: people.length });
}

/** `DNI …123 · Debe S/ 10.00` */
export function debtorWords(t: Translate, { dni, owedCents }: Debtor): string {
  return [dniEnd(t, dni), owedWords(t, owedCents)].filter(Boolean).join(' · ');
}

export function personPath(personId: string): string {
  return `/till?person=${personId}`;
}

export function searchPath(q: string): string {
  return `/till?${new URLSearchParams({ q })}`;
}

function foundView(t: Translate, found: readonly Debtor[]): object {
  return {
    words: found.length === 0 ? t('till:queue.not-found') : foundWords(t, found),
    people: found.slice(0, QUICK).map((person) => ({ text: surnamesFirst(person), href: personPath(person.personId), about: debtorWords(t, person) })),
  };
}

function owedWords(t: Translate, cents: Cents): string {
  return cents > 0 ? t('till:people.owes', { amount: formatSoles(cents) }) : t('till:people.owes-nothing');
}

function debtorView(t: Translate, debtor: DebtorView, form: FormView): object {
  const { owedCents, creditCents, charges } = debtor;
  return {
    name: surnamesFirst(debtor), dni: dniEnd(t, debtor.dni), owed: owedWords(t, owedCents),
    credit: creditCents > 0 ? t('till:people.credit', { amount: formatSoles(creditCents) }) : null,
    payoutUrl: creditCents > 0 ? `/people/${debtor.personId}/payout` : null,
    hidden: [{ name: 'person', value: debtor.personId }], action: '/till/payments', submit: t('till:pay.submit'), cancelUrl: '/till', cancel: t('till:pay.cancel'),
    charge: charges.length === 1 && charges[0] ? chargeWords(t, charges[0]) : null,
    fields: paymentFields(t, debtor, form),
  };
}

function chargeWords(t: Translate, { edition, openCents, dueOn, waiting, asked }: DebtorView['charges'][number]): string {
  const owed = t(waiting ? 'till:pay.charge-waiting' : 'till:pay.charge', { edition, amount: formatSoles(openCents), date: formatLocalDate(dueOn) });
  return asked ? `${owed} · ${t('fees:waivers.asked')}` : owed;
}

function paymentFields(t: Translate, { charges, owedCents }: DebtorView, form: FormView): Field[] {
  const failed = form.summary.length > 0;
  const chargeChoices: Choice[] = charges.map((charge) => ({ value: charge.id, label: chargeWords(t, charge) }));
  const offersRest = owedCents === 0 || Boolean(form.errors.amount) || form.values.keepRest !== undefined;
  return [
    ...(charges.length > 1 ? [field(form, t, {
      name: 'charges', type: 'checkboxes', label: 'till:pay.charges', hint: 'till:pay.charges-hint', choices: chargeChoices,
      value: failed ? [] : charges.map(({ id }) => id),
    })] : []),
    field(form, t, { name: 'amount', type: 'money', label: 'till:pay.amount', value: owedCents > 0 ? amountText(owedCents) : '', focus: !failed }),
    ...(offersRest ? [field(form, t, { name: 'keepRest', type: 'checkbox', label: 'till:pay.keep-rest' })] : []),
    field(form, t, { name: 'method', type: 'radios', inline: true, label: 'till:pay.method', value: 'cash', choices: PAYMENT_METHODS.map((method) => ({ value: method, label: t(`till:methods.${method}`) })) }),
    field(form, t, { name: 'tendered', type: 'money', label: 'till:pay.tendered', hint: 'till:pay.tendered-hint', optional: true }),
    field(form, t, { name: 'operation', label: 'till:pay.operation', hint: 'till:pay.operation-hint', width: 'medium', maxlength: 40, autocomplete: 'off' }),
    ...(form.errors.otherOperation || form.values.otherOperation !== undefined ? [field(form, t, { name: 'otherOperation', type: 'checkbox', label: 'till:pay.other-operation' })] : []),
  ];
}

/** The receipt that was written just now, with what goes back and what is still owed. */
function receiptCard(t: Translate, receipt: ReceiptView, leftCents: Cents, changeFrom: Cents | null): object {
  const change = changeOf(receipt);
  return {
    title: t('till:receipt.title', { number: receiptNumber(receipt) }), href: `/receipts/${receipt.id}`,
    words: t('till:receipt.words', { name: receipt.personName, amount: formatSoles(receipt.cents), method: t(`till:methods.${receipt.method}`) }),
    change: change > 0 ? t('till:receipt.change', { amount: formatSoles(change) }) : null,
    changeFrom: changeFrom === null ? null : t('till:receipt.change-from', { amount: formatSoles(changeFrom) }),
    left: leftCents > 0 ? t('till:receipt.left', { amount: formatSoles(leftCents) }) : null,
    printUrl: `/receipts/${receipt.id}/prints`,
  };
}

function debtorsTable(t: Translate, debtors: readonly DebtorToday[], today: string): TableView {
  return table({
    id: 'debtors', caption: t('till:queue.today', { date: formatLocalDate(today) }),
    columns: [{ text: t('till:queue.person') }, { text: t('till:queue.comes') }, { text: t('till:queue.owes'), numeric: true }],
    rows: debtors.map((person) => [
      { text: surnamesFirst(person), href: personPath(person.personId), detail: dniEnd(t, person.dni) },
      { text: person.startsAt, detail: person.groupName }, { text: formatSoles(person.owedCents) },
    ]),
    empty: { title: t('till:queue.nobody'), text: t('till:queue.nobody-text'), icon: 'check' },
  });
}

