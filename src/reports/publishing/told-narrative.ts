import { goingOn } from '../../shared/kernel/text.js';
import { listWords } from '../../shared/web/date-words.js';
import type { ReportLogEntry } from './report-content.js';
import { textIn, TEXT_KEYS, type TextKey } from './report-texts.js';
import { toldResults, type Speech, type ToldIndicator } from './told-report.js';
import { toldSplits } from './told-sections.js';

/** What the log says of the period in sentences: what was done, what was reached and what was not, what may go wrong. */
export function toldNarrative({ t, content: { log } }: Speech): string[] {
  const of = (kind: ReportLogEntry['kind'], ...states: (string | null)[]): ReportLogEntry[] => log.filter((entry) => entry.kind === kind && states.includes(entry.state));
  const sentence = (name: string, entries: readonly ReportLogEntry[]): string[] => (
    entries.length === 0 ? [] : [t(`reports:narrative.${name}`, { count: entries.length, titles: listWords(t, entries.map(({ title }) => `«${title}»`)) })]);
  const activities = log.filter(({ kind }) => kind === 'activity');
  return [
    ...activities.length === 0 ? [] : [t('reports:narrative.activities', { count: activities.length }), ...came({ t }, activities)],
    ...sentence('reached', of('milestone', 'reached')), ...sentence('missed', of('milestone', 'missed')), ...sentence('planned', of('milestone', 'planned')),
    ...sentence('open', of('risk', 'open')), ...sentence('closed', of('risk', 'closed')),
  ];
}

/** A sum is said only where no part of it is hidden: who knows the others would know that one. */
function came({ t }: Pick<Speech, 't'>, activities: readonly ReportLogEntry[]): string[] {
  const counted = activities.filter(({ people }) => people !== undefined);
  if (counted.length === 0 || counted.some(({ people }) => people === null)) return [];
  const people = counted.reduce((sum, entry) => sum + (entry.people ?? 0), 0);
  return [t(counted.length === activities.length ? 'reports:narrative.came' : 'reports:narrative.came-some', { people, count: counted.length })];
}

/** A part of a funder's template: what the records say of it, and what the project's keepers wrote. */
export interface ToldText {
  key: TextKey;
  records: string[];
  /** Paragraphs. */
  text: string[];
}

export function toldTexts(speech: Speech): ToldText[] {
  const records: Record<TextKey, string[]> = {
    achievements: outputsReached(speech), problems: problemsOf(speech), lessons: [], sustainability: sustainabilityOf(speech), gender: genderOf(speech),
  };
  return TEXT_KEYS.map((key) => ({ key, records: records[key], text: (textIn(speech.content.texts, speech.locale, key) ?? '').split('\n').filter((line) => line.trim() !== '') }));
}

/** Each output against its plan. */
function outputsReached(speech: Speech): string[] {
  return toldResults(speech).filter(({ kind }) => kind === 'output').flatMap(({ title, indicators }) => {
    const aimed = indicators.filter(({ numbers }) => numbers.target !== null);
    const of = (reached: boolean | null): string[] => aimed.filter((one) => one.reached === reached).map(standingWords);
    return aimed.length === 0 ? [] : [[speech.t('reports:narrative.output', { title, reached: of(true).length, aimed: aimed.length }), ...[...of(true), ...of(false)].map((words) => `${words}.`)].join(' ')];
  });
}

/** `Asistencia al curso 1: 64 % (en camino …)` */
function standingWords({ title, figure, standing }: ToldIndicator): string {
  return standing === null ? `${title}: ${figure}` : `${title}: ${figure} (${goingOn(standing)})`;
}

/** What may go wrong and what is done about it, and what was not reached in time. */
function problemsOf({ t, content: { log } }: Speech): string[] {
  return log.flatMap(({ kind, state, title, measures, text }) => {
    const told = (name: string): string => t(`reports:narrative.${name}`, { title, state: t(`reports:log-states.${state}`), text: measures ?? text });
    if (kind === 'risk') return [told(measures === undefined ? 'risk' : 'risk-measures')];
    return kind === 'milestone' && state === 'missed' ? [told('late')] : [];
  });
}

/** What the indicators that serve sustainability say. */
function sustainabilityOf(speech: Speech): string[] {
  const told = new Map(toldResults(speech).flatMap(({ indicators }) => indicators).map((indicator) => [indicator.id, indicator]));
  return speech.content.results.flatMap(({ indicators }) => indicators).filter(({ criteria }) => criteria.includes('sustainability')).flatMap(({ id }) => {
    const indicator = told.get(id);
    return indicator && indicator.numbers.actual !== null ? [`${standingWords(indicator)}.`] : [];
  });
}

/** More lines than these are read in the table by sex. */
const MOST_LINES = 8;

/** Women and men side by side, for each indicator of the framework that tells them apart. */
function genderOf(speech: Speech): string[] {
  const split = toldSplits(speech).find(({ dimension }) => dimension === 'sex');
  return (split?.rows ?? []).filter(({ hidden }) => hidden.some((one) => !one)).slice(0, MOST_LINES).map(({ label, cells }) => `${label}: ${cells.flatMap((cell, index) => (cell === '' ? [] : [`${split?.columns[index]}: ${cell}`])).join('; ')}`);
}
