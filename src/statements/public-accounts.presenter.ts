import { monthAfter } from '../ledger/book-months.js';
import { CHART } from '../ledger/chart.js';
import { monthInSentence, monthName } from '../ledger/paging.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { FEWEST } from '../shared/kernel/small-cells.js';
import { listLinks } from '../shared/web/list-links.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type Cell } from '../shared/web/tables.js';
import type { OpenCentre } from './centre-pages.js';
import type { PublishedMonth, Seal } from './months.repository.js';
import { missingMonths, type MissingMonths } from './months.js';
import type { PublicStatement } from './public-statement.js';
import type { Amount } from './statement.js';
import { listedCells, listedColumns, publicParts, statementSpan, statementView } from './statement.presenter.js';

/** The centres whose accounts anybody may see. */
export function openCentresView(t: Translate, centres: readonly OpenCentre[]): object {
  return { centres: centres.map(({ name, path }) => ({ href: path, text: t('statements:public.title', { centre: name }) })), none: t('statements:public.no-centres') };
}

/** The closed months of a centre, which months are missing among them and why, the closing hash of its book, and how to check it. */
export function accountsView(t: Translate, { name, path }: OpenCentre, seals: readonly Seal[], published: readonly PublishedMonth[], today: LocalDate): object {
  const [last] = seals;
  const missing = missingMonths(published.map(({ month }) => month), today);
  return {
    centre: name, addsUp: published.length > 0 ? t('statements:adds-up') : null,
    closing: last && { words: t('statements:public.closing', { month: monthInSentence(t, last.month), number: last.number }), hash: last.hash, file: `${path}/ledger.jsonl` },
    table: table({
      id: 'months', caption: t('statements:public.months'),
      columns: [{ text: t('statements:columns.month') }, ...listedColumns(t)],
      rows: [
        ...missing.filter(({ why }) => why === 'open').map((months) => missingRow(t, months)),
        ...published.flatMap((closed): Cell[][] => [
          [{ text: monthName(t, closed.month), href: `${path}/${closed.month}` }, ...listedCells(closed.published)],
          ...missing.filter(({ why, to }) => why === 'empty' && monthAfter(to) === closed.month).map((months) => missingRow(t, months)),
        ]),
      ],
      empty: { title: t('statements:public.empty-title'), text: t('statements:public.empty-text'), icon: 'calendar' },
    }),
  };
}

/** `De agosto de 2026 a octubre de 2026: todavía no están cerrados` */
function missingRow(t: Translate, { from, to, why }: MissingMonths): Cell[] {
  const words = from === to ? monthName(t, from) : t('statements:public.months-span', { from: monthInSentence(t, from), to: monthInSentence(t, to) });
  return [{ text: words, detail: t(`statements:public.missing-${why}`, { count: from === to ? 1 : 2 }) }, ...listedCells(undefined)];
}

export function publicMonthView(t: Translate, { name, path }: OpenCentre, statement: PublicStatement, { hash, number }: Seal, asides: readonly Amount[]): object {
  return {
    back: { href: path, text: t('statements:public.title', { centre: name }) }, title: monthName(t, statement.month), lead: statementSpan(t, statement.month),
    files: listLinks(t, `${path}/${statement.month}`, {}, t('statements:files')),
    ...statementView(t, statement, publicParts(t, statement, asides)), hash, sealed: t('statements:public.sealed', { number }), hidden: t('statements:public.hidden', { fewest: FEWEST }),
  };
}

/** What a file of a closed month says under its heading. */
export function aboutPublicFile(t: Translate, { name }: OpenCentre, { month }: PublicStatement, { hash, number }: Seal): string {
  return [name, statementSpan(t, month), `${t('statements:public.sealed', { number })} ${hash}`, t('statements:public.hidden', { fewest: FEWEST })].join(' · ');
}

/** How the file of the book is checked without Minka, a sentence a step. */
export function howToCheck(t: Translate): string[] {
  return ['digests', 'chain', 'hash', 'body', 'seal', 'statement', 'closing', 'amounts'].map((step) => t(`statements:public.how.${step}`));
}

/** What each account of the book is called. */
export function accountNames(t: Translate): Record<string, string> {
  return Object.fromEntries(CHART.map(({ code }) => [code, t(`ledger:accounts.${code}`)]));
}
