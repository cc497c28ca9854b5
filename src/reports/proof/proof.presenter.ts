import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { hoursWords } from '../../shared/web/date-words.js';
import { field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pagination, table, type Cell as TableCell, type Column, type TableView } from '../../shared/web/tables.js';
import { scopeWords } from '../figures/figure-filter.presenter.js';
import { figuresAddress, type FigureQuery } from '../figures/figure-query.js';
import type { FigureGround } from '../figures/figure-ground.repository.js';
import { amountWords, cellWords } from '../figures/figure-words.js';
import { FIGURES, partsWords, untilWords } from '../figures/figures.presenter.js';
import type { Cell, IndicatorDefinition } from '../indicators/indicator.js';
import { indicatorWords } from '../indicators/indicator-words.js';
import type { RecordWords } from './proof-record-words.js';
import { COUNTS, type Counts, type ProofRow } from './proof-rows.js';

export const PAGE_SIZE = 50;

/** A page of the rows behind a cell. */
export interface ProofSeen {
  definition: IndicatorDefinition;
  asked: FigureQuery;
  ground: FigureGround;
  /** What the figure says. */
  figure: Cell;
  /** What all rows add up to. */
  sum: Cell;
  /** Of how many, before they were filtered. */
  rows: number;
  /** Of those that are looked at. */
  filtered: number;
  shown: readonly ProofRow[];
  page: number;
  filter: ProofFilter;
  /** Names of people of the viewer's centre. */
  names: ReadonlyMap<Id, string>;
  records: ReadonlyMap<Id, RecordWords>;
}

export interface ProofFilter {
  name: string;
  counts: Counts;
}

/** The very rows behind a cell, and that they add up to it. */
export function proofView(t: Translate, seen: ProofSeen, form: FormView): object {
  const { definition, asked, ground, figure, sum, rows, filtered } = seen;
  const address = (more: Record<string, string | number | null> = {}): string => figuresAddress(`${FIGURES}/${definition.code}/proof`, asked, { ...filterOf(seen.filter), ...more });
  const same = figure.value === sum.value && figure.of === sum.of && figure.people === sum.people;
  return {
    back: { href: figuresAddress(`${FIGURES}/${definition.code}`, asked), text: t('figures:proof.back') }, form,
    eyebrow: t('figures:proof.title'), title: indicatorWords(t, definition).name, lead: scopeWords(t, asked, ground), until: untilWords(t, ground),
    value: cellWords(t, figure, definition), parts: partsWords(t, { definition, total: figure, by: [] }),
    counts: [t(`figures:proof.sum`, { count: rows }), t('figures:proof.people', { count: sum.people })].join(' · '),
    same: same ? t('figures:proof.equal') : null, differs: same ? null : t('figures:proof.differs'),
    filter: filterView(t, seen, form), narrowed: filtered === rows ? null : t('figures:proof.shown', { shown: filtered, count: rows }),
    table: rowsTable(t, seen), pages: pagination(t, { page: seen.page, pageSize: PAGE_SIZE, total: filtered, url: (page) => address({ page }) }),
    others: asked.together && byPerson(seen) ? t('figures:proof.others') : null,
  };
}

function filterOf({ name, counts }: ProofFilter): Record<string, string> {
  return { ...name ? { name } : {}, ...counts === 'all' ? {} : { counts } };
}

function filterView(t: Translate, seen: ProofSeen, form: FormView): object | null {
  const { definition, asked } = seen;
  const fields = [
    ...byPerson(seen) ? [field(form, t, { name: 'name', type: 'search', label: 'figures:proof.name', value: seen.filter.name, maxlength: 80 })] : [],
    ...definition.form === 'ratio' ? [field(form, t, {
      name: 'counts', type: 'select', label: 'figures:proof.counts', value: seen.filter.counts, choices: COUNTS.map((value) => ({ value, label: t(`figures:proof.counts-${value}`) })),
    })] : [],
  ];
  const [path = '', query] = figuresAddress(`${FIGURES}/${definition.code}/proof`, asked).split('?');
  return fields.length === 0 ? null : { action: path, fields, hidden: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })) };
}

/** Sessions are of many people; answers of surveys are read without the names of those who gave them. */
function byPerson({ definition: { proof } }: ProofSeen): boolean {
  return proof !== 'sessions' && proof !== 'surveys' && proof !== 'organisations' && proof !== 'receipts' && proof !== 'entries';
}

function rowsTable(t: Translate, seen: ProofSeen): TableView {
  const { definition, shown } = seen;
  const person = byPerson(seen);
  const column = (name: string, numeric = false): Column => ({ text: t(`figures:proof.columns.${name}`), numeric });
  const columns = [
    ...person ? [column('person')] : [], ...definition.proof === 'people' ? [] : [{ text: t(`figures:proof.kinds.${definition.proof}`) }],
    ...definition.proof === 'sessions' ? [column('people', true)] : [], ...numberColumns(definition).map((name) => column(name, true)),
  ];
  return table({
    id: 'proof', caption: t(`figures:proof.kinds.${definition.proof}`), captionHidden: true, columns,
    rows: shown.map((row) => [
      ...person ? [personCell(t, row, seen)] : [], ...definition.proof === 'people' ? [] : [recordCell(t, row, seen)],
      ...definition.proof === 'sessions' ? [{ text: row.people }] : [], ...numberCells(t, row, definition),
    ]),
    empty: { title: t('figures:proof.empty.title'), text: t('figures:proof.empty.text'), icon: 'search' },
  });
}

function personCell(t: Translate, { personId }: ProofRow, { names }: ProofSeen): TableCell {
  const name = personId === null ? undefined : names.get(personId);
  return name === undefined ? { text: t('figures:proof.elsewhere') } : { text: name, href: `/people/${personId}` };
}

/** So many records of a row are named. */
const MOST_NAMED = 3;

function recordCell(t: Translate, { records }: ProofRow, seen: ProofSeen): TableCell {
  const words = records.map((id) => seen.records.get(id)).filter((one) => one !== undefined);
  const [first, ...more] = words;
  if (!first) return { text: t('figures:proof.gone') };
  const others = more.slice(0, MOST_NAMED - 1).map(({ text }) => text).concat(words.length > MOST_NAMED ? ['…'] : []);
  return { text: first.text, href: first.href, detail: [first.detail, ...others].filter(Boolean).join('; ') || null };
}

/** A row that is one of so many says yes or no; where it can be more, the numbers stand there. */
function numberColumns({ form, once }: IndicatorDefinition): string[] {
  if (form === 'count') return once ? [] : ['value'];
  return form === 'ratio' && once ? ['state'] : ['value', 'of'];
}

function numberCells(t: Translate, { value, of }: ProofRow, definition: IndicatorDefinition): TableCell[] {
  if (definition.form === 'ratio' && definition.once) return [{ text: t(`figures:proof.${value > 0 ? 'yes' : 'no'}`) }];
  const words = { value: amountWords(t, value, definition), of: definition.form === 'mean' ? String(of) : amountWords(t, of, definition) };
  return numberColumns(definition).map((name) => ({ text: words[name as 'value' | 'of'] }));
}

/** `lunes 23/11/2026, 10:00 a 11:30` */
export function whenWords(t: Translate, { date, startsAt, endsAt }: { date: string; startsAt: string; endsAt: string }): string {
  return `${formatLocalDate(date)}, ${hoursWords(t, startsAt, endsAt)}`;
}
