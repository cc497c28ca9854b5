import { spanWords } from '../../shared/web/date-words.js';
import { field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { UNKNOWN, type Dimension, type Slice } from '../indicators/indicator.js';
import { figuresAddress, FILTERS, KNOWN_VALUES, type FigureQuery } from './figure-query.js';
import type { FigureGround } from './figure-ground.repository.js';
import { valueWords, type ValueNames } from './figure-words.js';

/** What the page of some figures is asked, and by whom. */
export interface FilterSeen {
  /** The page's own address. */
  path: string;
  asked: FigureQuery;
  ground: FigureGround;
  form: FormView;
  /** Whether she may narrow the figures: who sees no small cells would find them by comparing. */
  narrows: boolean;
}

/** The form that chooses the period, and what figures are narrowed to: the model of `figures/filter`. */
export function filterView(t: Translate, { path, asked, ground, form, narrows }: FilterSeen): object {
  const names = namesOf(ground);
  const selects = FILTERS.map((dimension) => field(form, t, {
    name: dimension, type: 'select', label: `figures:dimensions.${dimension}`,
    choices: [{ value: '', label: t('figures:filter.all') }, ...choicesOf(t, dimension, ground, asked.slice[dimension], names)],
  }));
  return {
    action: path, form, more: narrows ? selects : [], open: form.summary.length > 0 || Object.keys(asked.slice).length > 0,
    fields: [periodField(t, form, ground, narrows), ...narrows ? (['from', 'to'] as const).map((name) => field(form, t, { name, type: 'date', label: `figures:filter.${name}` })) : []],
    together: togetherField(t, form, ground), active: activeWords(t, path, asked, names),
  };
}

/** In words what figures are of: `del 1 de enero al 23 de noviembre de 2026 · Mujeres`. */
export function scopeWords(t: Translate, { period, slice, together }: FigureQuery, ground: FigureGround): string {
  const names = namesOf(ground);
  const of = entriesOf(slice).map(([dimension, value]) => `${t(`figures:dimensions.${dimension}`)}: ${valueWords(t, dimension, value, names)}`);
  return [spanWords(t, period.from, period.to), ...together ? [t('figures:together', { count: ground.centres.length })] : [], ...of].join(' · ');
}

/** The names of courses and centres. */
export function namesOf({ courses, centres }: FigureGround): ValueNames {
  return {
    course: new Map(courses.flatMap(({ code, ordinal, title }): [string, string][] => [[code, title], [String(ordinal), title]])),
    centre: new Map(centres.map(({ id, name }) => [id, name])),
  };
}

function entriesOf(slice: Slice): [Dimension, string][] {
  return Object.entries(slice) as [Dimension, string][];
}

function periodField(t: Translate, form: FormView, { projects }: FigureGround, narrows: boolean): Field {
  const choices = [
    { value: 'year', label: t(narrows ? 'figures:filter.year' : 'figures:filter.whole-year') }, { value: 'quarter', label: t('figures:filter.quarter') },
    ...projects.map(({ id, title }) => ({ value: id, label: t('figures:filter.project', { title }) })),
    ...narrows ? [{ value: 'free', label: t('figures:filter.free') }] : [],
  ];
  return field(form, t, { name: 'period', type: 'select', label: 'figures:filter.period', choices });
}

function togetherField(t: Translate, form: FormView, { centres }: FigureGround): Field | null {
  return centres.length > 1 ? field(form, t, { name: 'together', type: 'checkbox', label: 'figures:filter.together', params: { count: centres.length } }) : null;
}

function choicesOf(t: Translate, dimension: Dimension, ground: FigureGround, present: string | undefined, names: ValueNames): Choice[] {
  const values = KNOWN_VALUES[dimension] ?? placesOf(dimension, ground);
  const all = present === undefined || values.includes(present) ? values : [...values, present];
  return all.map((value) => ({ value, label: valueWords(t, dimension, value, names) }));
}

function placesOf(dimension: Dimension, { districts, sectors, courses }: FigureGround): readonly string[] {
  if (dimension === 'course') return courses.map(({ ordinal }) => String(ordinal));
  return [...dimension === 'district' ? districts : sectors, UNKNOWN];
}

/** What narrows the figures, each with the way back to all. */
function activeWords(t: Translate, path: string, asked: FigureQuery, names: ValueNames): { text: string; href: string; about: string }[] {
  return entriesOf(asked.slice).map(([dimension, value]) => ({
    text: `${t(`figures:dimensions.${dimension}`)}: ${valueWords(t, dimension, value, names)}`,
    href: figuresAddress(path, asked, { [dimension]: null }), about: t('figures:filter.without'),
  }));
}
