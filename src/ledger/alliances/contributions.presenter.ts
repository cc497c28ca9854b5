import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { listLinks } from '../../shared/web/list-links.js';
import { addressWith } from '../../shared/web/addresses.js';
import { emptyForm, field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { suggestField } from '../../shared/web/suggest-field.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import { accountChoices } from '../account-choices.js';
import { amountText } from '../amount.form.js';
import { entryPath } from '../books/entry-path.js';
import { byWords } from '../by-words.js';
import { aboutFile, dayKeyText, monthChoices } from '../paging.js';
import { documentField, type TakenDocument } from '../../shared/files/document-files.js';
import { promiseWords } from './alliance.presenter.js';
import type { Alliance } from './alliance.entity.js';
import { ALLIANCES, giftFields, giftTabs } from './alliances.presenter.js';
import type { PromiseFound } from './alliances.repository.js';
import type { Contribution } from './contribution.entity.js';
import type { ContributionFilter, ContributionFound } from './contributions.repository.js';
import { GIFT_KINDS } from './gift-kinds.js';
import { quantityText, valueOf } from './gift-value.js';

export const CONTRIBUTIONS = '/contributions';
export const PAGE_SIZE = 50;

/** What came, the newest first. @param rows one more than a page has, where there are more */
export function contributionsView(
  t: Translate, rows: readonly Contribution[], filter: ContributionFilter,
  { today, alliances, mayKeep }: { today: LocalDate; alliances: readonly Alliance[]; mayKeep: boolean },
): object {
  const shown = rows.slice(0, PAGE_SIZE);
  const asked = { month: filter.month, kind: filter.kind, alliance: filter.allianceId };
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
  return {
    tabs: giftTabs(t, CONTRIBUTIONS), mayKeep, filter: { action: CONTRIBUTIONS, fields: filterFields(t, filter, today, alliances) },
    files: shown.length > 0 ? listLinks(t, CONTRIBUTIONS, asked) : null, table: contributionsTable(t, shown, Boolean(filter.month ?? filter.kind ?? filter.allianceId)),
    newest: filter.before ? addressWith(CONTRIBUTIONS, asked) : null,
    older: last ? addressWith(CONTRIBUTIONS, { ...asked, before: dayKeyText({ date: last.cameOn, id: last.id }) }) : null,
  };
}

function filterFields(t: Translate, { month, kind, allianceId }: ContributionFilter, today: LocalDate, alliances: readonly Alliance[]): Field[] {
  const form = emptyForm();
  const choices = (key: string, list: readonly Choice[]): Choice[] => [{ value: '', label: t(key) }, ...list];
  return [
    field(form, t, { name: 'month', type: 'select', label: 'ledger:filter.month', value: month, choices: choices('ledger:filter.any-month', monthChoices(t, today, 24, month)) }),
    field(form, t, { name: 'kind', type: 'select', label: 'contributions:fields.kind', value: kind, choices: choices('contributions:filter.any-kind', kindChoices(t)) }),
    field(form, t, {
      name: 'alliance', type: 'select', label: 'contributions:fields.alliance', value: allianceId,
      choices: choices('contributions:filter.any-alliance', alliances.map(({ id, ally }) => ({ value: id, label: ally }))),
    }),
  ];
}

function contributionsTable(t: Translate, rows: readonly Contribution[], filtered: boolean): TableView {
  return table({
    id: 'contributions', caption: t('contributions:list.title'), captionHidden: true,
    columns: [
      { text: t('contributions:fields.giver') }, { text: t('contributions:fields.date') }, { text: t('contributions:fields.kind') },
      { text: t('contributions:fields.amount'), numeric: true }, { text: t('contributions:fields.state') },
    ],
    rows: rows.map((row): Cell[] => [
      { text: row.giver, href: `${CONTRIBUTIONS}/${row.id}`, detail: row.note }, { text: formatLocalDate(row.cameOn) },
      { text: t(`contributions:kinds.${row.kind}`), detail: howMuch(t, row) }, { text: formatSoles(row.amountCents) }, { badge: stateOf(t, row) },
    ]),
    empty: filtered ? { title: t('contributions:list.none-such'), href: CONTRIBUTIONS, action: t('contributions:list.all') }
      : { title: t('contributions:list.none'), text: t('contributions:list.none-text'), icon: 'people' },
  });
}

function stateOf(t: Translate, { reversalEntryId }: Contribution): { text: string; kind: string } {
  return reversalEntryId ? { text: t('contributions:booked.reversed'), kind: 'info' } : { text: t('contributions:booked.booked'), kind: 'success' };
}

function howMuch(t: Translate, { quantityHundredths, unit, unitValueCents }: Contribution): string | null {
  if (quantityHundredths === null || unit === null || unitValueCents === null) return null;
  return promiseWords(t, { quantityHundredths, unit, unitValueCents });
}

/** The same to take away. @param alliance what it is narrowed to, in words */
export function contributionsList(t: Translate, rows: readonly Contribution[], { kind, alliance }: { kind: ContributionFilter['kind']; alliance: string | null }): ListContent {
  const words = ['date', 'giver', 'kind', 'quantity', 'unit', 'unitValue', 'amount', 'note', 'state'];
  return {
    about: aboutFile(t, rows.length, [kind && t(`contributions:kinds.${kind}`), alliance]), headings: words.map((name) => t(`contributions:fields.${name}`)),
    rows: rows.map((row) => [
      { date: row.cameOn }, row.giver, t(`contributions:kinds.${row.kind}`), row.quantityHundredths === null ? null : row.quantityHundredths / 100, row.unit,
      row.unitValueCents === null ? null : { cents: row.unitValueCents }, { cents: row.amountCents }, row.note, stateOf(t, row).text,
    ]),
  };
}

/** What stands around the form of a contribution. */
export interface GiftSurroundings {
  today: LocalDate;
  kept: TakenDocument['file'];
  /** What it was promised by. */
  promised: PromiseFound | null;
  money: boolean;
  /** Who has given before. */
  givers: readonly string[];
}

/** The form of what came: of a promise, or of anybody. */
export function newContributionView(t: Translate, form: FormView, { today, kept, promised, money, givers }: GiftSurroundings): object {
  const proof = documentField(form, t, kept);
  const back = promised ? { href: `${ALLIANCES}/${promised.alliance.id}`, text: promised.alliance.ally } : { href: CONTRIBUTIONS, text: t('contributions:list.title') };
  return {
    back, form, lead: t(money ? 'contributions:new.lead-money' : 'contributions:new.lead-in-kind'), facts: promised ? promiseFacts(t, promised) : null,
    action: CONTRIBUTIONS, files: true, submit: t('contributions:new.submit'), cancelUrl: back.href,
    fields: [
      ...promised ? [] : [suggestField(form, t, { name: 'giver', label: 'contributions:fields.giver', hint: 'contributions:hints.giver', maxlength: 160 }, givers)],
      field(form, t, { name: 'date', type: 'date', label: 'contributions:fields.date', value: formatLocalDate(today) }),
      ...money ? moneyFields(t, form, promised) : inKindFields(t, form, promised),
      field(form, t, { name: 'note', label: 'contributions:fields.note', hint: 'contributions:hints.note', maxlength: 300 }), proof.field,
    ],
    hidden: [...proof.hidden, ...promised ? [{ name: 'promise', value: promised.promise.id }] : money ? [{ name: 'money', value: 'yes' }] : []],
  };
}

function promiseFacts(t: Translate, { alliance, promise }: PromiseFound): object[] {
  return [
    { label: t('contributions:fields.ally'), text: alliance.ally }, { label: t('contributions:fields.kind'), text: t(`contributions:kinds.${promise.kind}`) },
    { label: t('contributions:fields.aMonth'), text: promiseWords(t, promise) },
  ];
}

function moneyFields(t: Translate, form: FormView, promised: PromiseFound | null): Field[] {
  const value = promised ? amountText(valueOf(promised.promise.quantityHundredths, promised.promise.unitValueCents)) : null;
  return [
    field(form, t, { name: 'amount', type: 'money', label: 'contributions:fields.amount', value }),
    field(form, t, { name: 'account', type: 'radios', label: 'contributions:fields.account', choices: accountChoices(t) }),
  ];
}

function inKindFields(t: Translate, form: FormView, promised: PromiseFound | null): Field[] {
  if (!promised) return giftFields(t, form, kindChoices(t).filter(({ value }) => value !== 'money'));
  const { quantityHundredths, unit } = promised.promise;
  return [field(form, t, {
    name: 'quantity', label: 'contributions:fields.quantityOf', params: { unit }, hint: 'contributions:hints.quantity', width: 'short', value: quantityText(quantityHundredths),
  })];
}

function kindChoices(t: Translate): Choice[] {
  return GIFT_KINDS.map((kind) => ({ value: kind, label: t(`contributions:kinds.${kind}`) }));
}

/** One contribution. */
export function contributionView(t: Translate, { contribution, ...found }: ContributionFound, mayKeep: boolean): object {
  const path = `${CONTRIBUTIONS}/${contribution.id}`;
  const fact = (name: string, text: string | null, href?: string): object[] => (text === null ? [] : [{ label: t(`contributions:fields.${name}`), text, href }]);
  const entry = (name: string, number: number | null): object[] => fact(name, number === null ? null : t('ledger:entry.title', { number }), entryPath(number ?? 0));
  return {
    back: { href: CONTRIBUTIONS, text: t('contributions:list.title') }, title: `${contribution.giver}: ${formatSoles(contribution.amountCents)}`,
    reversal: mayKeep && !contribution.reversalEntryId ? `${path}/reversal` : null,
    facts: [
      { label: t('contributions:fields.state'), badge: stateOf(t, contribution) }, ...fact('reason', contribution.reason),
      ...fact('kind', t(`contributions:kinds.${contribution.kind}`)), ...fact('quantity', howMuch(t, contribution)), ...fact('amount', formatSoles(contribution.amountCents)),
      ...fact('account', contribution.accountCode && t(`ledger:accounts.${contribution.accountCode}`)), ...fact('date', formatLocalDate(contribution.cameOn)),
      ...fact('note', contribution.note), ...contribution.fileId ? fact('document', t('common:document.show'), `${path}/document`) : [],
      ...contribution.allianceId ? fact('alliance', contribution.giver, `${ALLIANCES}/${contribution.allianceId as Id}`) : [],
      ...fact('enteredBy', byWords(t, found.enteredByName, contribution.enteredAt)), ...entry('entry', found.entryNumber), ...entry('reversalEntry', found.reversalNumber),
    ],
  };
}

/** The form that takes one back. */
export function contributionReversalView(t: Translate, { contribution }: ContributionFound, form: FormView): object {
  const path = `${CONTRIBUTIONS}/${contribution.id}`;
  return {
    back: { href: path, text: contribution.giver }, form, lead: t('contributions:reversal.lead'), action: `${path}/reversal`, submit: t('contributions:reversal.submit'), cancelUrl: path,
    facts: [{ label: t('contributions:fields.amount'), text: formatSoles(contribution.amountCents) }, { label: t('contributions:fields.date'), text: formatLocalDate(contribution.cameOn) }],
    fields: [field(form, t, { name: 'reason', label: 'ledger:reversal.reason', hint: 'ledger:reversal.hint', maxlength: 300 })],
  };
}
