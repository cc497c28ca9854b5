import { postWord } from '../../organisations/post-words.js';
import { monthWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import { type Dimension, type IndicatorDefinition, UNKNOWN } from './indicator.js';

export interface IndicatorWords {
  name: string;
  definition: string;
  numerator: string;
  /** Null for a count, which is divided by nothing. */
  denominator: string | null;
  source: string;
}

/** What an indicator is called and how it is counted. */
export function indicatorWords(t: Translate, { code, form }: Pick<IndicatorDefinition, 'code' | 'form'>): IndicatorWords {
  const say = (part: string): string => t(`indicators:${code}.${part}`);
  return {
    name: say('name'), definition: say('definition'), numerator: say('numerator'), denominator: form === 'count' ? null : say('denominator'), source: say('source'),
  };
}

export function dimensionWord(t: Translate, dimension: Dimension): string {
  return t(`indicators:dimensions.${dimension}`);
}

/**
 * A value of a dimension as people read it.
 * @param names of centres, by their ids
 */
export function valueWord(t: Translate, dimension: Dimension, value: string, names: ReadonlyMap<string, string> = new Map()): string {
  return value === UNKNOWN ? t('indicators:unknown') : WORDS[dimension](t, value, names);
}

type Word = (t: Translate, value: string, names: ReadonlyMap<string, string>) => string;

const asWritten: Word = (_, value) => value;

const WORDS: Record<Dimension, Word> = {
  sex: (t, value) => t(`effect:groups.${value}`),
  age: (t, value) => t(`effect:groups.${value}`),
  access: (t, value) => t(`indicators:accesses.${value}`),
  district: asWritten,
  sector: asWritten,
  organisationType: (t, value) => t(`organisations:types.${value}`),
  centre: (_, value, names) => names.get(value) ?? value,
  course: (t, value) => t('indicators:course', { number: value }),
  level: (t, value) => t(`levels:names.${value}`),
  kind: (t, value) => t(`people:kinds.${value}`),
  month: (t, value) => monthWords(t, `${value}-01`),
  actionKind: (t, value) => t(`actions:kinds.${value}`),
  post: (t, value) => postWord(t, value, null),
};
