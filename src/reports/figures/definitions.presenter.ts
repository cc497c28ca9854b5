import { listLinks } from '../../shared/web/list-links.js';
import { listWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { dimensionWord, indicatorWords } from '../indicators/indicator-words.js';
import { codesOf, FIGURE_GROUPS } from './figure-groups.js';
import { DEFINITIONS, FIGURES } from './figures.presenter.js';

const FIELDS = ['definition', 'formula', 'numerator', 'denominator', 'unit', 'source', 'proof', 'level', 'criteria', 'dimensions'] as const;

/** The whole catalogue, in the groups of the page of figures. @param readsFigures whether the way back is to that page */
export function definitionsView(t: Translate, definitions: readonly IndicatorDefinition[], readsFigures: boolean): object {
  return {
    lead: t('figures:definitions.lead'), back: readsFigures ? { href: FIGURES, text: t('figures:title') } : { href: '/', text: t('web:nav.home') }, files: listLinks(t, DEFINITIONS, {}, t('figures:definitions.take')),
    groups: FIGURE_GROUPS.map((group) => ({
      id: group.name, title: t(`figures:groups.${group.name}`),
      items: definitions.filter(({ code }) => codesOf(group).includes(code)).map(({ code, version }) => ({
        name: t(`indicators:${code}.name`), href: `${DEFINITIONS}/${code}`, text: t(`indicators:${code}.definition`), version: t('figures:definition-of', { version }),
      })),
    })).filter(({ items }) => items.length > 0),
  };
}

/** One indicator: all that an evaluator asks of it. @param readsFigures whether it leads to its figure */
export function definitionView(t: Translate, definition: IndicatorDefinition, readsFigures: boolean): object {
  const words = definitionWords(t, definition);
  return {
    back: { href: DEFINITIONS, text: t('figures:definitions.back') }, lead: words.definition, figure: readsFigures ? { href: `${FIGURES}/${definition.code}`, text: t('figures:definitions.figure') } : null,
    facts: ['code', 'version'].map((name) => ({ label: t(`figures:definitions.fields.${name}`), text: String(definition[name as 'code' | 'version']) }))
      .concat(FIELDS.slice(1).filter((name) => words[name] !== null).map((name) => ({ label: t(`figures:definitions.fields.${name}`), text: String(words[name]) }))),
  };
}

/** The catalogue as a list. */
export function definitionsList(t: Translate, definitions: readonly IndicatorDefinition[]): ListContent {
  return {
    headings: ['name', 'code', 'version', ...FIELDS].map((name) => t(`figures:definitions.fields.${name}`)),
    rows: definitions.map((definition) => {
      const words = definitionWords(t, definition);
      return [t(`indicators:${definition.code}.name`), definition.code, definition.version, ...FIELDS.map((name) => words[name])];
    }),
  };
}

/** What a definition says of itself; null for the denominator of a count. */
function definitionWords(t: Translate, indicator: IndicatorDefinition): Record<(typeof FIELDS)[number], string | null> {
  const { form, unit, proof, level, criteria, dimensions } = indicator;
  const { definition, numerator, denominator, source } = indicatorWords(t, indicator);
  return {
    definition, formula: t(`figures:definitions.formulas.${form}`), numerator, denominator, unit: t(`figures:definitions.units.${unit}`), source, proof: t(`figures:proof.kinds.${proof}`), level: t(`figures:definitions.levels.${level}`),
    criteria: listWords(t, criteria.map((one) => t(`figures:definitions.criteria.${one}`))),
    dimensions: listWords(t, dimensions.map((one) => dimensionWord(t, one).toLowerCase())),
  };
}
