import { listWords, momentWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { pagination, table, type TableView } from '../shared/web/tables.js';
import { fieldsOf, LIST_KINDS, type ListField, type ListKind } from './columns.js';
import type { ImportRow } from './import-row.entity.js';
import type { Import } from './import.entity.js';
import { ROW_STATUSES, type PlanCounts, type RowStatus } from './plan.js';
import { rowView, type RowSurroundings } from './preview-rows.presenter.js';

export const PAGE_SIZE = 50;

/** Lists that came in, the newest first. */
export function importsTable(t: Translate, imports: readonly Import[]): TableView {
  return table({
    id: 'imports', caption: t('imports:list.caption'), captionHidden: true,
    columns: [t('imports:list.file'), t('imports:list.kind'), t('imports:list.when'), t('imports:list.rows'), t('imports:list.state')].map((text) => ({ text })),
    rows: imports.map((one) => [
      { text: one.fileName, href: `/imports/${one.id}` }, { text: t(`imports:kinds.${one.kind}`) },
      { text: momentWords(one.createdAt) },
      { text: one.counts?.rows ?? null }, { badge: { text: t(`imports:states.${one.status}`), kind: one.status === 'done' ? 'success' : undefined } },
    ]),
    empty: { title: t('imports:list.empty'), text: t('imports:list.empty-about') },
  });
}

export function fileFields(t: Translate, form: FormView): Field[] {
  return [field(form, t, { name: 'file', type: 'file', label: 'imports:send.file', hint: 'imports:send.file-hint', accept: '.csv,.txt,.tsv' })];
}

/** Fields of a name: a list needs them in one of the ways in which names are written. */
const NAME_FIELDS: readonly ListField[] = ['fullName', 'fullNameGivenFirst', 'surnames', 'paternalSurname', 'maternalSurname', 'givenNames', 'name'];

/** What a list of each kind needs, and what else it may hold, in the words that head its columns. */
export function columnsHelp(t: Translate): object[] {
  return LIST_KINDS.map((kind) => ({
    title: t(`imports:kinds.${kind}`), needed: t(`imports:send.needed-${kind}`),
    useful: listWords(t, fieldsOf(kind).filter((name) => !NAME_FIELDS.includes(name)).map((name) => t(`imports:fields.${name}`))),
  }));
}

/** One choice of a column for each field of the kind, with what the column holds in the first rows. */
export function columnFields(t: Translate, found: Import, kind: ListKind, sample: readonly ImportRow[], form: FormView): { kind: Field; fields: Field[] } {
  const choices = [
    { value: '', label: t('imports:columns.none') },
    ...found.headings.map((heading, index) => ({ value: String(index), label: columnLabel(t, heading, index, sample) })),
  ];
  const kindField = field(form, t, {
    name: 'kind', type: 'radios', label: 'imports:columns.kind', inline: true, value: kind,
    choices: LIST_KINDS.map((each) => ({ value: each, label: t(`imports:kinds.${each}`) })),
  });
  const mapping = kind === found.kind ? found.mapping : {};
  const fields = fieldsOf(kind).map((name) => field(form, t, {
    name, type: 'select', label: `imports:fields.${name}`, choices, value: mapping[name] === undefined ? '' : String(mapping[name]),
  }));
  return { kind: kindField, fields };
}

function columnLabel(t: Translate, heading: string, index: number, sample: readonly ImportRow[]): string {
  const example = sample.map(({ cells }) => cells[index]).find((cell) => cell);
  const name = heading || t('imports:columns.nameless', { number: index + 1 });
  return example ? `${name} — ${example.slice(0, 40)}` : name;
}

export interface PreviewFacts extends RowSurroundings {
  found: Import;
  status: RowStatus;
  rows: readonly ImportRow[];
  page: number;
  /** It names organisations: none is here (its faults are all one, which no correction of the file mends), or many of these are not. */
  organisationsFirst: 'any' | 'these' | null;
}

/** True for a list of people that names organisations and was refused in part, while it can still be confirmed. */
export function wantsOrganisations({ kind, status, mapping, counts }: Import): boolean {
  return kind === 'people' && status === 'planned' && (counts?.faulty ?? 0) > 0 && (mapping.organisation !== undefined || mapping.registerNumber !== undefined);
}

/** A list of which so large a part is refused or doubted waits for the list of organisations rather than for corrections. */
const MANY = 1 / 4;
/** So few are corrected by hand, whatever their part: the file of what was left out comes back short. */
const FEW = 10;

/** What to say of a list that `wantsOrganisations`. @param someHere whether the centre has any organisation */
export function organisationsMissing({ counts }: Pick<Import, 'counts'>, someHere: boolean): PreviewFacts['organisationsFirst'] {
  if (!someHere) return 'any';
  const open = (counts?.faulty ?? 0) + (counts?.doubtful ?? 0);
  return open > FEW && open > (counts?.rows ?? 0) * MANY ? 'these' : null;
}

/** The status that was asked for, else the first that wants a look, else what is new. */
export function statusFrom(asked: unknown, counts: Import['counts']): RowStatus {
  const known = ROW_STATUSES.find((status) => status === asked);
  const order: RowStatus[] = ['doubtful', 'faulty', 'new', 'changed', 'repeated', 'here'];
  return known ?? order.find((status) => (counts?.[status] ?? 0) > 0) ?? 'new';
}

/** What a list will do, or did: counts, and row by row. */
export function previewPage(t: Translate, { status, rows, page, organisationsFirst, ...surroundings }: PreviewFacts): object {
  const { found } = surroundings;
  const counts = found.counts as NonNullable<Import['counts']>;
  const url = (number: number): string => `/imports/${found.id}?status=${status}&page=${number}`;
  const undecided = found.status === 'planned';
  return {
    back: { href: '/imports', text: t('imports:list.title') },
    about: [t('imports:preview.about', { count: counts.rows }), undecided ? lettersWords(t, found.encoding) : ''].filter(Boolean).join(' '),
    done: undecided ? null : doneView(t, found, counts),
    stats: { items: STATS.map((each) => ({ label: t(`imports:statuses.${each}`, { count: counts[each] }), value: counts[each] })) },
    tabs: {
      label: t(undecided ? 'imports:preview.tabs' : 'imports:done.tabs'),
      items: ROW_STATUSES.filter((each) => counts[each] > 0 || each === status).map((each) => ({
        href: `/imports/${found.id}?status=${each}`, text: t(`imports:statuses.${each}`, { count: counts[each] }), current: each === status, count: counts[each] || null,
      })),
    },
    organisationsFirst: organisationsFirst && t(`imports:preview.organisations-first-${organisationsFirst}`),
    explanation: organisationsFirst === 'any' && status === 'faulty' ? null : t(`imports:${undecided ? 'explanations' : 'done.explanations'}.${status}`),
    rows: rows.map((row) => rowView(t, row, surroundings)),
    asks: undecided && rows.some((row) => row.detail?.doubts.some(({ options }) => options.length > 0)),
    choicesAction: `/imports/${found.id}/choices`,
    pagination: pagination(t, { page, pageSize: PAGE_SIZE, total: counts[status], url }),
    confirm: undecided ? confirmView(t, found, counts) : null,
    nothing: undecided && organisationsFirst !== 'any' && counts.adds + counts.updates === 0 ? t('imports:preview.nothing') : null,
    compareAgain: undecided ? `/imports/${found.id}/choices` : null,
    cancelUrl: undecided ? `/imports/${found.id}/cancellation` : null,
    columnsUrl: undecided ? `/imports/${found.id}/columns` : null,
    faultyUrl: counts.faulty + counts.doubtful > 0 ? `/imports/${found.id}/left-out` : null,
    state: { text: t(`imports:states.${found.status}`), kind: found.status === 'done' ? 'success' : 'info' },
  };
}

/** The question before a list is thrown away. */
export function cancellationView(t: Translate, { id, fileName }: Import): object {
  const url = `/imports/${id}`;
  return { text: t('imports:cancellation.text', { file: fileName }), action: `${url}/cancellation`, submit: t('imports:preview.cancel'), danger: true, backUrl: url, back: t('imports:cancellation.back') };
}

const STATS = ['new', 'changed', 'here', 'doubtful', 'repeated', 'faulty'] as const;

/** Letters that do not say themselves how they were written: somebody should look whether they were read well. */
function lettersWords(t: Translate, encoding: string): string {
  return encoding.startsWith('utf') ? '' : t('imports:preview.letters');
}

/** What the button does, in figures; null where there is nothing to do. */
function confirmView(t: Translate, { id, kind }: Import, { adds, updates }: PlanCounts): object | null {
  if (adds + updates === 0) return null;
  const parts = [...(adds > 0 ? [t(`imports:preview.add-${kind}`, { count: adds })] : []), ...(updates > 0 ? [t(`imports:preview.update-${kind}`, { count: updates })] : [])];
  const text = parts.length === 2 ? t('imports:preview.both', { add: parts[0], update: t('imports:preview.update-short', { count: updates }) }) : parts[0];
  return { action: `/imports/${id}/confirmation`, text };
}

/** What was written, and what comes next. */
function doneView(t: Translate, { kind }: Import, { adds, updates, faulty }: PlanCounts): object {
  const figures = [
    ...(adds > 0 ? [t(`imports:done.added-${kind}`, { count: adds })] : []), ...(updates > 0 ? [t(`imports:done.updated-${kind}`, { count: updates })] : []),
    ...(adds + updates === 0 ? [t('imports:done.nothing')] : []), ...(faulty > 0 ? [t('imports:done.left-out', { count: faulty })] : []),
  ];
  const actions = kind === 'organisations'
    ? [{ href: '/imports', text: t('imports:done.send-people') }, { href: '/organisations', text: t('imports:done.see-organisations'), kind: 'secondary' }]
    : [{ href: '/placement/queue?stage=to-diagnose', text: t('imports:done.diagnose') }, { href: '/people', text: t('imports:done.see-people'), kind: 'secondary' }];
  return { text: figures.join(' '), actions };
}
