import type { Instant } from '../../shared/kernel/clock.js';
import { formatLocalDate, localDateAt } from '../../shared/kernel/local-date.js';
import type { Id } from '../../shared/kernel/ids.js';
import { hasText, type Translate } from '../../shared/web/i18n.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { dimensionWord, indicatorWords, valueWord } from '../indicators/indicator-words.js';
import type { Dimension, Slice } from '../indicators/indicator.js';
import { formatValue } from './figure-value.js';
import type { Span } from './framework-rules.js';
import type { Framework, FrameworkIndicator, FrameworkResult } from './framework.js';
import type { ProjectIndicator } from './project-indicator.entity.js';

export const PROJECTS = '/projects';

export function projectPath(id: Id): string {
  return `${PROJECTS}/${id}`;
}

export function resultPath(projectId: Id, id: Id): string {
  return `${projectPath(projectId)}/results/${id}`;
}

export function indicatorPath(projectId: Id, id: Id): string {
  return `${projectPath(projectId)}/indicators/${id}`;
}

/** All results with their indicators, at one of them. */
export function promisesPath(projectId: Id, resultId?: Id): string {
  return `${projectPath(projectId)}/indicators${resultId === undefined ? '' : `#r-${resultId}`}`;
}

/** `01/01/2026 al 31/12/2026` */
export function periodWords(t: Translate, { startsOn, endsOn }: Span): string {
  return t('projects:period', { from: formatLocalDate(startsOn), to: formatLocalDate(endsOn) });
}

/** `Irma Choque Peña, 23/11/2026` */
export function byWords(t: Translate, name: string | null, at: Instant): string {
  return t('projects:by', { name: name ?? t('projects:nobody'), date: formatLocalDate(localDateAt(at)) });
}

/** In what an indicator is counted: the catalogue's unit in words, with céntimos said in soles and minutes in hours, or what the project calls it. @param value that stands before it: of one it is the word for one */
export function unitWord(t: Translate, { code, unit }: Pick<ProjectIndicator, 'code' | 'unit'>, value?: number): string {
  if (code === null || !hasText(`indicators:units.${unit}`)) return unit;
  return t(value === 1 ? `indicators:unit.${unit}` : `indicators:units.${unit}`);
}

/** `250 personas`, `1 punto`, `64 %` */
export function valueWords(t: Translate, value: number, indicator: Pick<ProjectIndicator, 'code' | 'unit' | 'form'>): string {
  const said = formatValue(value, indicator.form);
  return indicator.form === 'ratio' ? said : t('projects:value', { value: said, unit: unitWord(t, indicator, value) });
}

/** `64 % (al 31/03/2013)` */
export function baselineWords(t: Translate, indicator: Pick<FrameworkIndicator, 'baseline' | 'baselineOn' | 'code' | 'unit' | 'form'>): string {
  if (indicator.baseline === null || indicator.baselineOn === null) return t('projects:gaps.no-baseline');
  return t('projects:on-day', { value: valueWords(t, indicator.baseline, indicator), date: formatLocalDate(indicator.baselineOn) });
}

/** What an indicator is made of, as the catalogue or the project says it; null where nobody has said it. */
export function wordsOfIndicator(t: Translate, { code, definition, denominator, source, form }: Pick<ProjectIndicator, 'code' | 'definition' | 'denominator' | 'source' | 'form'>): {
  definition: string | null; denominator: string | null; source: string | null;
} {
  const known = code === null ? undefined : CATALOGUE.get(code);
  return known ? indicatorWords(t, known) : { definition, denominator: form === 'count' ? null : denominator, source };
}

/** `Sexo: Mujeres; Curso: 1`; null for one that counts everybody. */
export function sliceWords(t: Translate, slice: Slice | null, centres: ReadonlyMap<string, string>): string | null {
  const parts = Object.entries(slice ?? {}).map(([dimension, value]) => t('projects:slice', { dimension: dimensionWord(t, dimension as Dimension), value: valueWord(t, dimension as Dimension, value, centres) }));
  return parts.length === 0 ? null : parts.join('; ');
}

export function centreNames({ centres }: Pick<Framework, 'centres'>): ReadonlyMap<string, string> {
  return new Map(centres.map(({ id, name }) => [id, name]));
}

/** What an indicator lacks before anybody can say whether it was reached, in words. */
export function gapsOf(t: Translate, { baseline, baselineFrozenAt, targets }: Pick<FrameworkIndicator, 'baseline' | 'baselineFrozenAt' | 'targets'>): { text: string; kind: string }[] {
  return [
    ...baseline === null ? ['no-baseline'] : baselineFrozenAt === null ? ['not-frozen'] : [], ...targets.length === 0 ? ['no-target'] : [],
  ].map((gap) => ({ text: t(`projects:gaps.${gap}`), kind: 'warning' }));
}

/** Every indicator of a framework with the result that it is of. */
export function indicatorsIn({ results }: Pick<Framework, 'results'>): { indicator: FrameworkIndicator; result: FrameworkResult }[] {
  return results.flatMap((result) => result.indicators.map((indicator) => ({ indicator, result })));
}
