import type { Month } from '../ledger/entry-rules.js';
import { monthInSentence, monthName } from '../ledger/paging.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { listLinks } from '../shared/web/list-links.js';
import { dateWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type Cell } from '../shared/web/tables.js';
import { lastDayOf } from '../ledger/book-months.js';
import type { MonthsOverview, Seal, Signature } from './months.repository.js';
import { listedCells, listedColumns, statementParts, statementSpan, statementView } from './statement.presenter.js';
import type { Amount, Statement } from './statement.js';

export const MONTHS = '/months';

/** The months of the books, the newest first, and what each waits for. */
export function monthsView(t: Translate, { months, seals, signatures, published }: MonthsOverview, { today, settingsUrl, publicUrl }: { today: LocalDate; settingsUrl: string | null; publicUrl: string | null }): object {
  const closed = new Map(seals.map((seal) => [seal.month, seal]));
  const figures = new Map(published.map((one) => [one.month, one.published]));
  return {
    publicUrl, settingsUrl, addsUp: seals.length > 0 ? t('statements:adds-up') : null,
    table: table({
      id: 'months', caption: t('statements:list.title'), captionHidden: true,
      columns: [...['month', 'state'].map((name) => ({ text: t(`statements:columns.${name}`) })), ...listedColumns(t)],
      rows: months.map((month): Cell[] => [
        { text: monthName(t, month), href: `${MONTHS}/${month}` }, { badge: stateOf(t, month, { seal: closed.get(month), today, signed: signatures.some((signature) => signature.month === month) }) },
        ...listedCells(figures.get(month)),
      ]),
      empty: { title: t('statements:list.empty-title'), text: t('statements:list.empty-text'), icon: 'calendar', href: '/ledger', action: t('statements:list.empty-action') },
    }),
  };
}

function stateOf(t: Translate, month: Month, { seal, today, signed }: { seal: Seal | undefined; today: LocalDate; signed: boolean }): { text: string; kind?: string } {
  if (seal) return { text: t('statements:states.closed'), kind: 'success' };
  if (lastDayOf(month) >= today) return { text: t('statements:states.running') };
  return signed ? { text: t('statements:states.signed'), kind: 'warning' } : { text: t('statements:states.to-close'), kind: 'warning' };
}

/** A month as it is looked at. */
export interface MonthSeen {
  month: Month;
  statement: Statement;
  /** What of it changed the money beside the result. */
  asides: readonly Amount[];
  digest: string;
  seal: Seal | null;
  signatures: readonly Signature[];
  /** Why it cannot be signed now. */
  refusals: readonly Refusal[];
  accountId: string | null;
}

/** The signatures of these very figures. */
export function countingSignatures({ signatures, digest }: MonthSeen): Signature[] {
  return signatures.filter((signature) => signature.digest === digest);
}

/** True where nothing keeps the viewer from signing what she sees. */
export function maySign(seen: MonthSeen): boolean {
  return !seen.seal && seen.refusals.length === 0 && !countingSignatures(seen).some(({ accountId }) => accountId === seen.accountId);
}

/** The statement of a month, who signed it, and the form to sign it with. */
export function monthView(t: Translate, seen: MonthSeen, faults: readonly string[] = []): object {
  const { month, statement, asides, digest, seal, signatures, refusals, accountId } = seen;
  const counting = countingSignatures(seen);
  const signedByViewer = counting.some((signature) => signature.accountId === accountId);
  return {
    back: { href: MONTHS, text: t('statements:list.title') }, title: monthName(t, month), lead: statementSpan(t, month), faults,
    files: listLinks(t, `${MONTHS}/${month}`, {}, t('statements:files')), ...statementView(t, statement, statementParts(t, statement, asides)),
    signatures: signatures.map((signature) => ({ text: signatureWords(t, signature, digest) })),
    seal: seal && { words: t('statements:sealed', { number: seal.number, ...whenParams(t, seal.closedAt) }), hash: seal.hash },
    waits: seal ? [] : refusals.map((refusal) => refusalWords(t, refusal)).filter((words) => !faults.includes(words)),
    sign: !maySign(seen) ? null : {
      href: `${MONTHS}/${month}/signatures?seen=${digest}`, text: t(counting.length > 0 ? 'statements:sign.second' : 'statements:sign.first'),
      about: t(counting.length > 0 ? 'statements:sign.second-about' : 'statements:sign.first-about', { name: counting[0]?.name ?? '' }),
    },
    waitsForOther: !seal && signedByViewer ? t('statements:sign.waits') : null,
  };
}

/** Why a month cannot be signed. */
export function refusalWords(t: Translate, { reason, params }: Refusal): string {
  return t(reason, { ...params, ...(params?.month ? { month: monthInSentence(t, String(params.month)) } : {}) });
}

/** What a file says under its heading: of which days it is, who signed it, and whether it is closed. */
export function aboutFile(t: Translate, { month, digest, seal, signatures }: MonthSeen): string {
  const signed = signatures.filter((signature) => signature.digest === digest).map((signature) => signatureWords(t, signature, digest));
  return [statementSpan(t, month), seal ? t('statements:sealed', { number: seal.number, ...whenParams(t, seal.closedAt) }) : t('statements:not-closed'), ...signed].join(' · ');
}

function signatureWords(t: Translate, { digest, name, signedAt }: Signature, current: string): string {
  return t(digest === current ? 'statements:signed-by' : 'statements:signed-before', { name, ...whenParams(t, signedAt) });
}

/** The day and the time that a sentence names. */
function whenParams(t: Translate, instant: number): { date: string; time: string } {
  return { date: dateWords(t, localDateAt(instant)), time: localTimeAt(instant) };
}
