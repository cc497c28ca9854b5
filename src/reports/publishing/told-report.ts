import { FEWEST } from '../../shared/kernel/small-cells.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { listWords } from '../../shared/web/date-words.js';
import type { Locale, Translate } from '../../shared/web/i18n.js';
import { decimals } from '../figures/figure-words.js';
import { valueWord } from '../indicators/indicator-words.js';
import type { Dimension, Slice } from '../indicators/indicator.js';
import type { ReportContent, ReportDefinition, ReportFigure, ReportIndicator, ReportResult } from './report-content.js';
import { figureSaid, numberOf, statedWords } from './told-numbers.js';
import { toldTargets, type ToldTarget } from './told-targets.js';

/** A value and its day, in words. */
export interface ToldValue {
  value: string;
  date: string;
}

/** An indicator of the framework in the words of one language. */
export interface ToldIndicator {
  id: string;
  code: string | null;
  slice: Slice | null;
  title: string;
  unit: string;
  level: string;
  criteria: string;
  baseline: string | null;
  target: string | null;
  /** The same apart, for a table: `64 %` over `31/03/2013`. */
  baselineAt: ToldValue | null;
  targetAt: ToldValue | null;
  /** `64 %`, and what it is a part of: `640 de 1000`. */
  figure: string;
  parts: string | null;
  /** How it stands to its target, and what was counted for it where that is not the figure. */
  standing: string | null;
  /** Other targets whose days meet the period, a line each. */
  further: string[];
  targets: ToldTarget[];
  /** Why the figure is not shown; null where it is. */
  why: string | null;
  /** Whether the target is reached; null where nothing can be held against it. */
  reached: boolean | null;
  /** In the unit that the words say: what was counted, and what of it is held against the target; no target where nothing is. */
  numbers: { actual: number | null; measured: number | null; target: number | null; baseline: number | null; percent: boolean };
  definition: string;
  denominator: string | null;
  /** What it rests on, with the version of its definition or the document that proves it. */
  rests: string;
}

export interface ToldResult {
  id: string;
  kind: ReportResult['kind'];
  kindWord: string;
  title: string;
  description: string | null;
  /** What it leads to, in words. */
  leadsTo: string | null;
  indicators: ToldIndicator[];
}

/** A result as it is read: what is done for it, and is measured by nothing of its own, stands with it. */
export interface ToldChapter extends ToldResult {
  activities: string[];
}

/** A report with what speaking of it takes: its language, and the names of what it holds. */
export interface Speech {
  t: Translate;
  locale: Locale;
  content: ReportContent;
}

export function toldResults(speech: Speech): ToldResult[] {
  const { t, content } = speech;
  const english = speech.locale === 'en';
  const titleIn = (result: ReportResult): string => (english ? result.english?.title : undefined) ?? result.title;
  const titles = new Map(content.results.map((result) => [result.id, titleIn(result)]));
  return content.results.map(({ indicators, ...result }) => ({ ...result, title: titleIn({ ...result, indicators }), indicators })).map(({ id, kind, leadsToId, title, description, indicators, english: words }) => ({
    id, kind, kindWord: t(`reports:kinds.${kind}`), title, description: (english ? words?.description : undefined) ?? description, leadsTo: leadsToId === null ? null : titles.get(leadsToId) ?? null,
    indicators: indicators.map((indicator) => toldIndicator(speech, indicator)),
  }));
}

/** The results that have something to say of themselves; an activity without indicators is a line of what it leads to. */
export function toldChapters(speech: Speech): ToldChapter[] {
  const results = toldResults(speech);
  const parents = new Map(speech.content.results.map(({ id, leadsToId }) => [id, leadsToId]));
  const isLine = ({ id, kind, indicators, description }: ToldResult): boolean => (
    kind === 'activity' && indicators.length === 0 && description === null && results.some((other) => other.id === parents.get(id)));
  return results.filter((result) => !isLine(result))
    .map((result) => ({ ...result, activities: results.filter((other) => isLine(other) && parents.get(other.id) === result.id).map(({ title }) => title) }));
}

function toldIndicator(speech: Speech, indicator: ReportIndicator): ToldIndicator {
  const { t, content } = speech;
  const { id, code, slice, form, figure, typed, baseline, criteria } = indicator;
  const said = { form, unit: figure?.unit ?? null, word: indicator.unit };
  const actual = figure ? (figure.total && numberOf(figure.total, figure)) : typed?.value ?? null;
  const words = definitionOf(speech, code);
  // What its keepers defined themselves is said in English where they wrote it.
  const own = (speech.locale === 'en' ? indicator.english : null) ?? {};
  const targets = toldTargets(speech, indicator);
  const [first, ...further] = targets;
  const aim = first?.standing ? first : null;
  return {
    id, code, slice, title: titleOf(speech, indicator), unit: indicator.unit, level: t(`reports:levels.${indicator.level}`),
    criteria: listWords(t, criteria.map((criterion) => t(`reports:criteria.${criterion}`))),
    baseline: baseline && t('reports:stated-on', { value: statedWords(t, baseline.value, said), date: formatLocalDate(baseline.on) }),
    target: first ? t('reports:stated-for', { value: first.value, days: first.daysWords }) : null,
    baselineAt: baseline && { value: statedWords(t, baseline.value, said), date: formatLocalDate(baseline.on) },
    targetAt: first ? { value: first.value, date: first.daysWords } : null,
    figure: figure ? figureSaid(t, figure.total, figure) : typed ? statedWords(t, typed.value, said) : t('reports:no-figure'),
    parts: figure && partsOf(t, figure), why: figure && figure.total === null ? t('reports:why-hidden', { fewest: FEWEST }) : null,
    targets, standing: first ? comparedWords(t, first) : null, further: further.map((one) => t('reports:further-target', { value: one.value, days: one.daysWords, words: comparedWords(t, one) ?? t('reports:no-figure') })),
    reached: aim && isReached(aim), numbers: { actual, measured: aim?.actual ?? null, target: aim?.told.value ?? null, baseline: baseline?.value ?? null, percent: form === 'ratio' },
    definition: words?.definition ?? own.definition ?? indicator.definition, denominator: words ? words.denominator : own.denominator ?? indicator.denominator,
    rests: restsOn(speech, indicator, words?.source ?? own.source ?? indicator.source, content),
  };
}

/** In the language of the project as its keepers wrote it; in another one as the catalogue calls it, where it has a name for it. */
export function titleOf(speech: Speech, { code, slice, title, english }: ReportIndicator): string {
  if (speech.locale === 'en' && english?.title) return english.title;
  const words = speech.locale === 'es' ? undefined : definitionOf(speech, code);
  if (!words) return title;
  return slice === null ? words.name : `${words.name} (${sliceWords(speech, slice)})`;
}

function sliceWords({ t, content }: Speech, slice: Slice): string {
  return (Object.entries(slice) as [Dimension, string][]).map(([dimension, value]) => valueWord(t, dimension, value, namesIn(content))).join(', ');
}

/** The project as its keepers call it in a language. */
export function projectTitle({ locale, content: { project } }: Speech): string {
  return (locale === 'en' ? project.english?.title : undefined) ?? project.title;
}

/** What the report itself calls the values that only records know. */
export function namesIn({ centres }: ReportContent): ReadonlyMap<string, string> {
  return new Map(centres.map(({ id, name }) => [id, name]));
}

function definitionOf({ locale, content }: Speech, code: string | null): ReportDefinition['words'][Locale] | undefined {
  return code === null ? undefined : content.definitions.find((definition) => definition.code === code)?.words[locale];
}

/** The name of a figure of the catalogue, as the report keeps it. */
export function nameOf(speech: Speech, code: string): string {
  return definitionOf(speech, code)?.name ?? code;
}

function partsOf(t: Translate, { form, total, unit }: ReportFigure): string | null {
  if (form !== 'ratio' || total === null || total.of === 0 || unit === 'minutes') return null;
  return t('reports:parts', { value: decimals(total.value, 2), of: decimals(total.of, 2) });
}

/** How it stands; what was counted stands before it where that is not the report's own figure. */
function comparedWords(t: Translate, { counted, words }: ToldTarget): string | null {
  return [counted && t('reports:counted', counted), words].filter((part) => part !== null).join('. ') || null;
}

function isReached({ standing }: ToldTarget): boolean {
  return standing?.state === 'reached' || standing?.state === 'surpassed';
}

function restsOn({ t }: Speech, { code, version, typed }: ReportIndicator, source: string, { period }: ReportContent): string {
  if (code !== null) return t('reports:rests.computed', { source, version: version ?? '' });
  if (typed === null) return source;
  const days = typed.startsOn === period.from && typed.endsOn === period.to ? '' : t('reports:rests.days', { from: formatLocalDate(typed.startsOn), to: formatLocalDate(typed.endsOn) });
  const proof = typed.attachment ? t('reports:rests.attachment', { name: typed.attachment.name, hash: typed.attachment.hash }) : t('reports:rests.none');
  return [typed.source, days, proof].filter((part) => part !== '').join('. ');
}
