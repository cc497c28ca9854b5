import { begun } from '../../shared/kernel/text.js';
import { spanWords } from '../../shared/web/date-words.js';
import { field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { Id } from '../../shared/kernel/ids.js';
import { UNKNOWN, type Dimension, type IndicatorDefinition, type Slice } from '../indicators/indicator.js';
import { dimensionWord, valueWord } from '../indicators/indicator-words.js';
import { figuresAddress, FILTERS, KNOWN_VALUES, type FigureQuery } from './figure-query.js';
import type { FigureGround } from './figure-ground.repository.js';

/** What the page of some figures is asked, and by whom. */
export interface FilterSeen {
  /** The page's own address. */
  path: string;
  asked: FigureQuery;
  ground: FigureGround;
  form: FormView;
  /** The one indicator that the page is of. */
  definition?: IndicatorDefinition;
  /** What else the page is narrowed by. */
  also?: readonly Field[];
}

/** The form that chooses the period, and what figures are narrowed to: the model of `reports/figures/filter`. */
export function filterView(t: Translate, { path, asked, ground, form, definition, also = [] }: FilterSeen): object {
  const names = namesOf(ground);
  const selects = FILTERS.filter((one) => !definition || definition.dimensions.includes(one) || form.errors[one]).map((dimension) => field(form, t, {
    name: dimension, type: 'select', label: `indicators:dimensions.${dimension}`,
    choices: [{ value: '', label: t('figures:filter.all') }, ...choicesOf(t, dimension, ground, asked.slice[dimension], names)],
  }));
  return {
    action: path, was: `${String(form.values.from)}~${String(form.values.to)}`, more: selects, open: FILTERS.some((one) => form.errors[one]) || Object.keys(asked.slice).length > 0,
    fields: [periodField(t, form, ground), ...(['from', 'to'] as const).map((name) => field(form, t, { name, type: 'date', label: `figures:filter.${name}` })), ...also],
    together: togetherField(t, form, ground), active: activeWords(t, path, asked, names),
  };
}

/** In words what figures are of: `Del 1 de enero al 23 de noviembre de 2026 · Mujeres`. */
export function scopeWords(t: Translate, { period, slice, together }: FigureQuery, ground: FigureGround): string {
  const names = namesOf(ground);
  const of = entriesOf(slice).map(([dimension, value]) => `${dimensionWord(t, dimension)}: ${valueWord(t, dimension, value, names)}`);
  return [begun(spanWords(t, period.from, period.to)), ...together ? [t('figures:together', { count: ground.centres.length })] : [], ...of].join(' · ');
}

type CentreNames = ReadonlyMap<Id, string>;

export function namesOf({ centres }: FigureGround): CentreNames {
  return new Map(centres.map(({ id, name }) => [id, name]));
}

function entriesOf(slice: Slice): [Dimension, string][] {
  return Object.entries(slice) as [Dimension, string][];
}

function periodField(t: Translate, form: FormView, { projects }: FigureGround): Field {
  const choices = [
    { value: 'year', label: t('figures:filter.year') }, { value: 'quarter', label: t('figures:filter.quarter') },
    ...projects.map(({ id, title }) => ({ value: id, label: t('figures:filter.project', { title }) })),
    { value: 'free', label: t('figures:filter.free') },
  ];
  return field(form, t, { name: 'period', type: 'select', label: 'figures:filter.period', choices });
}

function togetherField(t: Translate, form: FormView, { centres }: FigureGround): Field | null {
  return centres.length > 1 ? field(form, t, { name: 'together', type: 'checkbox', label: 'figures:filter.together', params: { count: centres.length } }) : null;
}

function choicesOf(t: Translate, dimension: Dimension, ground: FigureGround, present: string | undefined, names: CentreNames): Choice[] {
  const values = KNOWN_VALUES[dimension] ?? placesOf(dimension, ground);
  const all = present === undefined || values.includes(present) ? values : [...values, present];
  return all.map((value) => ({ value, label: valueWord(t, dimension, value, names) }));
}

function placesOf(dimension: Dimension, { districts, sectors, courses }: FigureGround): readonly string[] {
  if (dimension === 'course') return courses.map(({ ordinal }) => String(ordinal));
  return [...dimension === 'district' ? districts : sectors, UNKNOWN];
}

/** What narrows the figures, each with the way back to all. */
function activeWords(t: Translate, path: string, asked: FigureQuery, names: CentreNames): { text: string; href: string; about: string }[] {
  return entriesOf(asked.slice).map(([dimension, value]) => ({
    text: `${dimensionWord(t, dimension)}: ${valueWord(t, dimension, value, names)}`,
    href: figuresAddress(path, asked, { [dimension]: null }), about: t('figures:filter.without'),
  }));
}
