import { bandsOf } from '../shared/kernel/availability.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { formatLocalDate, isLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { pagination, table, type TableView } from '../shared/web/tables.js';
import { fieldsOf, LIST_KINDS, type ListKind } from './columns.js';
import type { ImportRow } from './import-row.entity.js';
import type { Import } from './import.entity.js';
import { choiceKey, ROW_STATUSES, type FieldChange, type RowDoubt, type RowPlan, type RowStatus } from './plan.js';

export const PAGE_SIZE = 50;

const KINDS: Record<RowStatus, string | undefined> = {
  new: 'success', changed: 'info', here: undefined, doubtful: 'warning', repeated: undefined, faulty: 'danger',
};

/** Lists that came in, the newest first. */
export function importsTable(t: Translate, imports: readonly Import[]): TableView {
  return table({
    id: 'imports', caption: t('imports:list.caption'), captionHidden: true,
    columns: [t('imports:list.file'), t('imports:list.kind'), t('imports:list.when'), t('imports:list.rows'), t('imports:list.state')].map((text) => ({ text })),
    rows: imports.map((one) => [
      { text: one.fileName, href: `/imports/${one.id}` }, { text: t(`imports:kinds.${one.kind}`) },
      { text: `${formatLocalDate(localDateAt(one.createdAt))} ${localTimeAt(one.createdAt)}` },
      { text: one.counts?.rows ?? null }, { badge: { text: t(`imports:states.${one.status}`), kind: one.status === 'done' ? 'success' : undefined } },
    ]),
    empty: { title: t('imports:list.empty'), text: t('imports:list.empty-about') },
  });
}

export function fileFields(t: Translate, form: FormView): Field[] {
  return [field(form, t, { name: 'file', type: 'file', label: 'imports:send.file', hint: 'imports:send.file-hint', accept: '.csv,.txt,.tsv' })];
}

/** One choice of a column for each field of the kind, with what the column holds in the first rows. */
export function columnFields(t: Translate, found: Import, kind: ListKind, sample: readonly ImportRow[], form: FormView): Field[] {
  const choices = [
    { value: '', label: t('imports:columns.none') },
    ...found.headings.map((heading, index) => ({ value: String(index), label: columnLabel(t, heading, index, sample) })),
  ];
  const kindField = field(form, t, {
    name: 'kind', type: 'radios', label: 'imports:columns.kind', inline: true, value: kind,
    choices: LIST_KINDS.map((each) => ({ value: each, label: t(`imports:kinds.${each}`) })),
  });
  const mapping = kind === found.kind ? found.mapping : {};
  return [kindField, ...fieldsOf(kind).map((name) => field(form, t, {
    name, type: 'select', label: `imports:fields.${name}`, choices, value: mapping[name] === undefined ? '' : String(mapping[name]),
  }))];
}

function columnLabel(t: Translate, heading: string, index: number, sample: readonly ImportRow[]): string {
  const example = sample.map(({ cells }) => cells[index]).find((cell) => cell);
  const name = heading || t('imports:columns.nameless', { number: index + 1 });
  return example ? `${name} — ${example.slice(0, 40)}` : name;
}

export interface PreviewFacts {
  found: Import;
  status: RowStatus;
  rows: readonly ImportRow[];
  page: number;
  organisations: ReadonlyMap<string, string>;
}

/** The status that was asked for, else the first that wants a look, else what is new. */
export function statusFrom(asked: unknown, counts: Import['counts']): RowStatus {
  const known = ROW_STATUSES.find((status) => status === asked);
  const order: RowStatus[] = ['doubtful', 'faulty', 'new', 'changed', 'repeated', 'here'];
  return known ?? order.find((status) => (counts?.[status] ?? 0) > 0) ?? 'new';
}

/** What a list will do, or did: counts, and row by row. */
export function previewPage(t: Translate, { found, status, rows, page, organisations }: PreviewFacts): object {
  const counts = found.counts as NonNullable<Import['counts']>;
  const url = (number: number): string => `/imports/${found.id}?status=${status}&page=${number}`;
  const undecided = found.status === 'planned';
  const leftOut = counts.faulty + counts.doubtful;
  return {
    back: { href: '/imports', text: t('imports:list.title') },
    about: t('imports:preview.about', { encoding: found.encoding, rows: counts.rows }),
    stats: { items: (['new', 'changed', 'here', 'doubtful', 'repeated', 'faulty'] as const).map((each) => ({ label: t(`imports:statuses.${each}`), value: counts[each] })) },
    tabs: {
      label: t('imports:preview.tabs'),
      items: ROW_STATUSES.filter((each) => counts[each] > 0 || each === status).map((each) => ({
        href: `/imports/${found.id}?status=${each}`, text: t(`imports:statuses.${each}`), current: each === status, count: counts[each] || null,
      })),
    },
    explanation: t(`imports:explanations.${status}`),
    rows: rows.map((row) => rowView(t, row, organisations, undecided)),
    asks: undecided && rows.some((row) => row.detail?.doubts.some(({ options }) => options.length > 0)),
    choicesAction: `/imports/${found.id}/choices`,
    pagination: pagination(t, { page, pageSize: PAGE_SIZE, total: counts[status], url }),
    confirm: undecided ? { action: `/imports/${found.id}/confirmation`, text: t(`imports:preview.confirm-${found.kind}`, { count: counts.new + counts.changed + counts.doubtful }) } : null,
    compareAgain: undecided ? `/imports/${found.id}/choices` : null,
    cancel: undecided ? { action: `/imports/${found.id}/cancellation` } : null,
    columnsUrl: undecided ? `/imports/${found.id}/columns` : null,
    faultyUrl: leftOut > 0 ? `/imports/${found.id}/left-out.csv` : null,
    state: { text: t(`imports:states.${found.status}`), kind: found.status === 'done' ? 'success' : 'info' },
  };
}

function rowView(t: Translate, { rowNumber, detail, cells }: ImportRow, organisations: ReadonlyMap<string, string>, undecided: boolean): object {
  const plan = detail as RowPlan;
  return {
    number: rowNumber,
    label: plan.label || cells.filter(Boolean).slice(0, 3).join(' · '),
    badge: { text: t(`imports:statuses.${plan.status}`), kind: KINDS[plan.status] },
    repeats: plan.repeats === null ? null : t('imports:repeats', { row: plan.repeats }),
    faults: plan.faults.map((fault) => ({ field: t(`imports:fields.${fault.field}`), text: explain(t, fault), value: fault.value })),
    changes: plan.changes.map((change) => changeView(t, change)),
    doubts: plan.doubts.map((doubt) => doubtView(t, plan.row, doubt, organisations, undecided)),
  };
}

/** A fault or a doubt in words, for the page and for the file that goes back. */
export function explain(t: Translate, { reason, params }: Refusal): string {
  return t(reason, params);
}

function changeView(t: Translate, { field: name, from, to }: FieldChange): object {
  return { field: t(`imports:fields.${name}`), from: valueWords(t, name, from), to: valueWords(t, name, to) };
}

/** Codes as words, dates as written here. */
function valueWords(t: Translate, name: string, value: string | number | null): string {
  if (value === null || value === '') return '—';
  const code = String(value);
  if (name === 'availability') return bandsOf(Number(value)).map((band) => t(`diagnosis:questions.hours.answers.${band}`)).join(', ') || '—';
  const group = { sex: 'people:sexes', motherTongue: 'people:motherTongues', computerUse: 'people:computerUses', kind: 'people:kinds', type: 'organisations:types' }[name];
  if (group) return t(`${group}.${code}`);
  return isLocalDate(code) ? formatLocalDate(code) : code;
}

function doubtView(t: Translate, row: number, doubt: RowDoubt, organisations: ReadonlyMap<string, string>, undecided: boolean): object {
  const name = choiceKey(row, doubt.code);
  const options = doubt.options.map((option) => ({
    id: `${name}-${option}`.replace(/[^\w-]/g, '-'), value: option, label: optionWords(t, option, organisations), checked: option === doubt.chosen,
  }));
  const chosen = options.find(({ checked }) => checked);
  return { name, text: explain(t, doubt), value: doubt.value, options: undecided ? options : [], chosen: undecided ? null : chosen?.label ?? null };
}

function optionWords(t: Translate, option: string, organisations: ReadonlyMap<string, string>): string {
  const row = /^row:(\d+)$/.exec(option);
  if (row) return t('imports:options.row', { row: row[1] });
  return organisations.get(option) ?? (['new', 'skip', 'same', 'none'].includes(option) ? t(`imports:options.${option}`) : option);
}
