import { field, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pagination, table, type Cell as TableCell, type Column, type TableView } from '../../shared/web/tables.js';
import { filterView, scopeWords } from '../figures/figure-filter.presenter.js';
import { figuresAddress, type FigureQuery } from '../figures/figure-query.js';
import type { FigureGround } from '../figures/figure-ground.repository.js';
import { amountWords, cellWords, dividedWords, unitOfParts } from '../figures/figure-words.js';
import { FIGURES, partsWords, untilWords } from '../figures/figures.presenter.js';
import { type Cell, type IndicatorDefinition, isProvenByPeople } from '../indicators/indicator.js';
import { indicatorWords } from '../indicators/indicator-words.js';
import { hasPeople } from './proof-kinds.js';
import type { ProofFilter } from './proof-reading.js';
import { COUNTS, PAGE_SIZE, type ProofRow } from './proof-rows.js';
import type { FoundProof } from './proof.service.js';

/** A page of the rows behind a cell. */
export interface ProofSeen extends FoundProof {
  definition: IndicatorDefinition;
  asked: FigureQuery;
  ground: FigureGround;
  /** What the figure says. */
  figure: Cell;
  filter: ProofFilter;
}

/** The very rows behind a cell, and that they add up to it. */
export function proofView(t: Translate, seen: ProofSeen, form: FormView): object {
  const { definition, asked, ground, figure, sum, rows, filtered } = seen;
  const path = `${FIGURES}/${definition.code}/proof`;
  const address = (more: Record<string, string | number | null>): string => figuresAddress(path, asked, { ...filterOf(seen.filter), ...more });
  const same = figure.value === sum.value && figure.of === sum.of && figure.people === sum.people;
  return {
    back: { href: figuresAddress(`${FIGURES}/${definition.code}`, asked), text: t('figures:proof.back') }, form,
    eyebrow: t('figures:proof.title'), title: indicatorWords(t, definition).name, lead: scopeWords(t, asked, ground), until: untilWords(t, ground),
    value: cellWords(t, figure, definition), parts: partsWords(t, { definition, total: figure }),
    counts: [t('figures:proof.sum', { count: rows }), ...isProvenByPeople(definition) ? [t('figures:proof.people', { count: sum.people })] : []].join(' · '),
    partly: partlyView(t, seen),
    same: same ? t('figures:proof.equal') : null, differs: same ? null : t('figures:proof.differs'),
    filter: filterView(t, { path, asked, ground, form, definition, also: proofFields(t, seen, form) }), narrowed: filtered === rows ? null : t('figures:proof.shown', { shown: filtered, count: rows }),
    table: rowsTable(t, seen), pages: pagination(t, { page: seen.page, pageSize: PAGE_SIZE, total: filtered, url: (page) => address({ page }) }),
    others: asked.together && hasPeople(seen.definition.proof) ? { href: `/account/centre?${new URLSearchParams({ return: address({}) }).toString()}` } : null,
  };
}

function filterOf({ name, counts }: ProofFilter): Record<string, string> {
  return { ...name ? { name } : {}, ...counts === 'all' ? {} : { counts } };
}

/** The other part of a measure is people's, and proved by itself. */
function partlyView(t: Translate, { partly, asked }: ProofSeen): object | null {
  if (partly === null) return null;
  return { href: figuresAddress(`${FIGURES}/${partly}`, asked), text: t('figures:proof.partly', { name: t(`indicators:${partly}.name`) }) };
}

function proofFields(t: Translate, { definition, filter }: ProofSeen, form: FormView): Field[] {
  const choices = COUNTS.map((value) => ({ value, label: t(`figures:proof.counts-${value}`) }));
  return [
    ...hasPeople(definition.proof) ? [field(form, t, { name: 'name', type: 'search', label: 'figures:proof.name', value: filter.name, maxlength: 80 })] : [],
    ...definition.form === 'ratio' && hasPeople(definition.proof) ? [field(form, t, { name: 'counts', type: 'select', label: 'figures:proof.counts', value: filter.counts, choices })] : [],
  ];
}

function rowsTable(t: Translate, seen: ProofSeen): TableView {
  const { definition, shown } = seen;
  const person = hasPeople(definition.proof);
  const ofSessions = definition.proof === 'sessions' && definition.shares !== undefined;
  const column = (name: string, numeric = false): Column => ({ text: t(`figures:proof.columns.${name}`), numeric });
  const columns = [
    ...person ? [column('person')] : [], ...definition.proof === 'people' ? [] : [{ text: t(`figures:proof.kinds.${definition.proof}`) }],
    ...ofSessions ? [column('people', true)] : [], ...numberColumns(definition).map((name) => column(name === 'value' && definition.unit === 'cents' ? 'amount' : name, true)),
  ];
  return table({
    id: 'proof', caption: t(`figures:proof.kinds.${definition.proof}`), captionHidden: true, columns,
    rows: shown.map((row) => [
      ...person ? [personCell(t, row, seen)] : [], ...definition.proof === 'people' ? [] : [recordCell(t, row, seen)],
      ...ofSessions ? [{ text: row.people }] : [], ...numberCells(t, row, definition),
    ]),
    empty: { title: t('figures:proof.empty.title'), text: t('figures:proof.empty.text'), icon: 'search' },
  });
}

function personCell(t: Translate, { personId }: ProofRow, { names }: ProofSeen): TableCell {
  const name = personId === null ? undefined : names.get(personId);
  if (name === null) return { text: t('figures:proof.withdrawn') };
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
function numberColumns({ form, once, proof }: IndicatorDefinition): string[] {
  if (form === 'count') return once ? [] : ['value'];
  // An entry is a part of the cost alone: people and hours are proved by themselves.
  if (proof === 'entries') return ['value'];
  return form === 'ratio' && once ? ['state'] : ['value', 'of'];
}

function numberCells(t: Translate, { value, of }: ProofRow, definition: IndicatorDefinition): TableCell[] {
  if (definition.form === 'ratio' && definition.once) return [{ text: t(`figures:proof.${value > 0 ? 'yes' : 'no'}`) }];
  const words = { value: dividedWords(t, value, definition), of: amountWords(t, of, unitOfParts(definition)) };
  return numberColumns(definition).map((name) => ({ text: words[name as 'value' | 'of'] }));
}
