import { localDateAt, localTimeAt } from '../../shared/kernel/local-date.js';
import { dateWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import { UNKNOWN, type Dimension, type IndicatorDefinition } from '../indicators/indicator.js';
import { dimensionWord, indicatorWords } from '../indicators/indicator-words.js';
import { amountWords, cellWords, dividedWords, unitOfParts } from './figure-words.js';
import { filterView, scopeWords, type FilterSeen } from './figure-filter.presenter.js';
import { FIGURE_GROUPS } from './figure-groups.js';
import { figuresAddress, type FigureQuery } from './figure-query.js';
import type { SeenFigure } from './seen-figure.js';
import type { FigureGround } from './figure-ground.repository.js';

export const FIGURES = '/figures';

/** The figures of a centre in groups, each with its parts in words and what proves it. */
export function figuresView(t: Translate, figures: readonly SeenFigure[], seen: FilterSeen & { opens: (definition: IndicatorDefinition) => boolean }): object {
  const { asked, ground, opens } = seen;
  return {
    lead: scopeWords(t, asked, ground), until: untilWords(t, ground), filter: filterView(t, seen), form: seen.form, definitionsUrl: DEFINITIONS,
    groups: FIGURE_GROUPS.map(({ name, codes, more = [] }) => ({
      id: name, title: t(`figures:groups.${name}`),
      more: more.map((code) => ({ href: figuresAddress(`${FIGURES}/${code}`, asked), text: t(`indicators:${code}.name`) })),
      figures: figures.filter(({ definition }) => codes.includes(definition.code)).map((figure) => figureCard(t, figure, asked, opens(figure.definition))),
    })).filter((group) => group.figures.length > 0),
    left: leftOutWords(t, figures),
  };
}

/** Figures that cannot be narrowed as was asked: nothing is said of them, and it is said that there are such. */
function leftOutWords(t: Translate, figures: readonly SeenFigure[]): string | null {
  const told = new Set(figures.map(({ definition }) => definition.code));
  const left = FIGURE_GROUPS.flatMap(({ codes }) => codes).filter((code) => !told.has(code));
  return left.length === 0 ? null : t('figures:left-out', { names: left.map((code) => t(`indicators:${code}.name`)).join('; ') });
}

export const DEFINITIONS = '/definitions';

/** Until when the figures hold: the records of after are not in them yet. */
export function untilWords(t: Translate, { followedUntil }: FigureGround): string {
  if (followedUntil === null) return t('figures:until.never');
  return t('figures:until.then', { date: dateWords(t, localDateAt(followedUntil)), time: localTimeAt(followedUntil) });
}

/** What is longer does not fit into a card in the type of a figure. */
const LONGEST = 8;

/** One figure: its value, which opens to its proof, and in words what it is a part of. */
export function figureCard(t: Translate, figure: SeenFigure, asked: FigureQuery, opens: boolean): object {
  const { definition, total } = figure;
  const page = figuresAddress(`${FIGURES}/${definition.code}`, asked);
  const proof = figuresAddress(`${FIGURES}/${definition.code}/proof`, asked);
  const value = cellWords(t, total, definition);
  return {
    name: indicatorWords(t, definition).name, value, long: value.length > LONGEST, href: opens ? proof : page, parts: partsWords(t, figure), unknown: unknownWords(t, figure),
    links: [
      { href: page, text: t('figures:links.page') },
      ...opens ? [{ href: proof, text: t('figures:links.proof') }] : [],
      { href: `${DEFINITIONS}/${definition.code}`, text: t('figures:links.definition') },
    ],
  };
}

/** A ratio's numerator and denominator, each as how many of what; of a mean from how many. */
export function partsWords(t: Translate, { definition, total }: Pick<SeenFigure, 'definition' | 'total'>): { figure: string; text: string }[] {
  const { form } = definition;
  const { numerator, denominator } = indicatorWords(t, definition);
  if (form === 'count') return [{ figure: '', text: numerator }];
  const of = { figure: amountWords(t, total.of, unitOfParts(definition)), text: denominator ?? '' };
  return [{ figure: dividedWords(t, total.value, definition), text: numerator }, of];
}

/** By which dimensions something is not known, and of how many. */
function unknownWords(t: Translate, { by, definition }: SeenFigure): string | null {
  const unknown = by.flatMap(({ dimension, cells }) => {
    const cell = cells.find(({ value }) => value === UNKNOWN)?.cell;
    const amount = cell ? cell[definition.form === 'count' ? 'value' : 'of'] : 0;
    return amount > 0 ? [`${dimensionWord(t, dimension).toLowerCase()} ${amountWords(t, amount, unitOfParts(definition))}`] : [];
  });
  return unknown.length > 0 ? t('figures:unknowns', { of: unknown }) : null;
}

/** By which the page of all figures looks for what is not known. */
export const LOOKED_FOR: readonly Dimension[] = ['sex', 'age', 'access'];
