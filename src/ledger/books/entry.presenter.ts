import { formatLocalDate, localDateAt, localTimeAt } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table } from '../../shared/web/tables.js';
import { monthOf } from '../entry-rules.js';
import { entryPath } from './entry-path.js';
import { accountName, closedMonth, LEDGER } from './journal.presenter.js';
import type { EntryFound } from './journal.repository.js';
import { isMadeByHand } from './move-rules.js';

/** One entry: what it says, and how it hangs together with the others. @param pageUrl of what it is about */
export function entryView(t: Translate, { entry, lines, recordedByName, reversedBy }: EntryFound, { pageUrl, mayReverse }: { pageUrl: string | null; mayReverse: boolean }): object {
  const { number } = entry;
  const fact = (name: string, text: string | null, href?: string): object[] => (text === null ? [] : [{ label: t(`ledger:fields.${name}`), text, href }]);
  const link = (name: string, other: number | null): object[] => fact(name, other === null ? null : t('ledger:entry.title', { number: other }), entryPath(other ?? 0));
  return {
    back: { href: LEDGER, text: t('ledger:journal.title') },
    reversal: mayReverse && reversedBy === null && isMadeByHand(entry) ? `${entryPath(number)}/reversal` : null,
    facts: [
      ...fact('kind', t(`ledger:kinds.${entry.kind}`)), ...fact('date', formatLocalDate(entry.date)), ...fact('memo', closedMonth(t, entry) ?? entry.memo),
      ...pageUrl ? fact('about', t('ledger:entry.about'), pageUrl) : [], ...link('reverses', entry.reverses), ...link('reversedBy', reversedBy),
      ...fact('recorded', t('ledger:recorded', {
        name: recordedByName ?? t('ledger:nobody'), date: formatLocalDate(localDateAt(entry.recordedAt)), time: localTimeAt(entry.recordedAt),
      })),
    ],
    table: table({
      id: 'lines', caption: t('ledger:entry.lines'), columns: [{ text: t('ledger:fields.account') }, { text: t('ledger:fields.debit'), numeric: true }, { text: t('ledger:fields.credit'), numeric: true }],
      rows: lines.map(({ account, cents }) => [
        { text: accountName(t, account), href: `${LEDGER}/accounts/${account}?month=${monthOf(entry.date)}` },
        { text: cents > 0 ? formatSoles(cents) : null }, { text: cents < 0 ? formatSoles(-cents) : null },
      ]),
    }),
    chain: [...fact('hash', entry.hash), ...fact('previousHash', entry.previousHash, number > 1 ? entryPath(number - 1) : undefined)],
  };
}

/** The form that takes an entry back. */
export function entryReversalView(t: Translate, { entry, lines }: EntryFound, form: FormView): object {
  const path = entryPath(entry.number);
  return {
    back: { href: path, text: t('ledger:entry.title', { number: entry.number }) }, form, lead: t('ledger:reversal.lead'), action: `${path}/reversal`,
    submit: t('ledger:reversal.submit'), cancelUrl: path,
    facts: [
      { label: t('ledger:fields.kind'), text: t(`ledger:kinds.${entry.kind}`) }, { label: t('ledger:fields.date'), text: formatLocalDate(entry.date) },
      ...lines.map(({ account, cents }) => ({ label: accountName(t, account), text: formatSoles(cents) })),
    ],
    fields: [field(form, t, { name: 'reason', label: 'ledger:reversal.reason', hint: 'ledger:reversal.hint', maxlength: 300 })],
  };
}
