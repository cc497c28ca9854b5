import { fileLinks } from '../../ledger/files.presenter.js';
import { listWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { FIGURE_GROUPS } from './figure-groups.js';
import { DEFINITIONS, FIGURES } from './figures.presenter.js';

const FIELDS = ['definition', 'formula', 'numerator', 'denominator', 'unit', 'source', 'proof', 'level', 'criteria', 'dimensions'] as const;

/** The whole catalogue, in the groups of the page of figures. */
export function definitionsView(t: Translate, definitions: readonly IndicatorDefinition[]): object {
  return {
    lead: t('figures:definitions.lead'), back: { href: FIGURES, text: t('figures:title') }, files: fileLinks(t, DEFINITIONS, {}, t('figures:definitions.take')),
    groups: FIGURE_GROUPS.map(({ name, codes }) => ({
      id: name, title: t(`figures:groups.${name}`),
      items: definitions.filter(({ code }) => codes.includes(code)).map(({ code, version }) => ({
        name: t(`indicators:${code}.name`), href: `${DEFINITIONS}/${code}`, text: t(`indicators:${code}.definition`), version: t('figures:definition-of', { version }),
      })),
    })).filter(({ items }) => items.length > 0),
  };
}

/** One indicator: all that an evaluator asks of it. */
export function definitionView(t: Translate, definition: IndicatorDefinition): object {
  const words = definitionWords(t, definition);
  return {
    back: { href: DEFINITIONS, text: t('figures:definitions.back') }, lead: words.definition, figure: { href: `${FIGURES}/${definition.code}`, text: t('figures:definitions.figure') },
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
function definitionWords(t: Translate, { code, form, unit, proof, level, criteria, dimensions }: IndicatorDefinition): Record<(typeof FIELDS)[number], string | null> {
  const own = (name: string): string => t(`indicators:${code}.${name}`);
  return {
    definition: own('definition'), formula: t(`figures:definitions.formulas.${form}`), numerator: own('numerator'), denominator: form === 'count' ? null : own('denominator'),
    unit: t(`figures:definitions.units.${unit}`), source: own('source'), proof: t(`figures:proof.kinds.${proof}`), level: t(`figures:definitions.levels.${level}`),
    criteria: listWords(t, criteria.map((one) => t(`figures:definitions.criteria.${one}`))),
    dimensions: listWords(t, dimensions.map((one) => t(`figures:dimensions.${one}`).toLowerCase())),
  };
}
