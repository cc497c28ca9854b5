import { groupBy } from '../../shared/kernel/group-by.js';
import { printable } from '../../shared/kernel/text.js';
import type { Dimension, Form } from '../indicators/indicator.js';
import type { ReportContent, ReportFigure, ReportIndicator, ReportResult, ReportTarget } from '../publishing/report-content.js';
import { inEnglish, narrative, narratives, type IatiNeeds } from './iati-narrative.js';
import { cellsOf, rounded, toldValue, wordsOf, type PlacedCell } from './told.js';
import { element, type Element } from './xml.js';

/** Codelist ResultType. */
const TYPES = { output: '1', outcome: '2', other: '9' } as const;
/** Codelist IndicatorMeasure: unit, percentage. */
const MEASURES: Record<Form, string> = { count: '1', mean: '1', ratio: '2' };
/** Codelist IndicatorVocabulary: the reporting organisation's own. */
const OWN_VOCABULARY = '99';

/**
 * Outputs and outcomes with their indicators. What is done to bring an output about is no result in IATI: indicators of an
 * activity stand under the output that it leads to, and say so; one that leads to none is of the type "other". Results
 * without any indicator cannot be told here, and stand in the activity's description.
 */
export function iatiResults(content: ReportContent, needs: IatiNeeds): Element[] {
  const told = new Set(content.results.filter(({ kind }) => kind !== 'activity').map(({ id }) => id));
  const under = (result: ReportResult): ReportResult[] => content.results.filter(({ kind, leadsToId }) => kind === 'activity' && leadsToId === result.id);
  return content.results.filter(({ kind, leadsToId }) => kind !== 'activity' || leadsToId === null || !told.has(leadsToId)).flatMap((result) => {
    const indicators = [
      ...result.indicators.map((indicator) => indicatorElement(indicator, null, content, needs)),
      ...result.kind === 'activity' ? [] : under(result).flatMap((activity) => activity.indicators.map((indicator) => indicatorElement(indicator, activity, content, needs))),
    ];
    return indicators.length > 0 ? [resultElement(result, indicators)] : [];
  });
}

function resultElement({ kind, title, description, id, english }: ReportResult, indicators: readonly Element[]): Element {
  return element('result', { type: kind === 'activity' ? TYPES.other : TYPES[kind], 'aggregation-status': false },
    element('title', {}, narrative(title, id), inEnglish(english?.title)), description === null ? null : element('description', {}, narrative(description, title)), indicators);
}

function indicatorElement(indicator: ReportIndicator, activity: ReportResult | null, content: ReportContent, needs: IatiNeeds): Element {
  const { code, title, descending, form, baseline, id } = indicator;
  // What its keepers wrote themselves has no English; of an indicator narrowed to some the catalogue's name says too much.
  const english = indicator.slice === null ? wordsOf(content, code, 'en') : undefined;
  const named = activity === null ? title : needs.words.es.text('report-files:iati.of-activity', { indicator: title, activity: activity.title });
  return element('indicator', { measure: MEASURES[form], ascending: !descending, 'aggregation-status': addsUp(indicator) },
    element('title', {}, narrative(named, id), inEnglish(english?.name ?? indicator.english?.title)),
    element('description', {}, narrative(definitionOf(indicator), title), inEnglish(english?.definition)),
    code === null ? null : element('reference', { vocabulary: OWN_VOCABULARY, code, 'indicator-uri': needs.definitions === null ? null : `${needs.definitions}${encodeURIComponent(code)}` }),
    baseline === null ? null : element('baseline', { year: Number(baseline.on.slice(0, 4)), 'iso-date': baseline.on, value: rounded(baseline.value) },
      sliceDimensions(indicator, needs), comment(baseline.source)),
    periods(indicator, content, needs));
}

function definitionOf({ definition, denominator, unit }: ReportIndicator): string {
  return [definition, denominator, unit].filter((text) => text !== null && text.trim() !== '').join('. ');
}

/** Sessions of two periods can be added up; people cannot, for some came in both, and shares and means never can. */
function addsUp({ form, figure }: ReportIndicator): boolean {
  return form === 'count' && figure !== null && ADDABLE.includes(figure.unit);
}

const ADDABLE: readonly ReportFigure['unit'][] = ['participations', 'sessions', 'minutes', 'actions', 'cents'];

interface Said {
  from: string;
  to: string;
  elements: Element[];
}

/** Each value stands in the period that it is of: the target's days, or those since the project began, the days that are held against it, the report's, those of a typed figure. They are one where they agree. */
function periods(indicator: ReportIndicator, { period, centres, project }: ReportContent, needs: IatiNeeds): Element[] {
  const { target, furtherTargets = [], typed, figure } = indicator;
  const said = [
    ...[...target === null ? [] : [target], ...furtherTargets].flatMap((one) => [
      { from: one.fromStart ? project.startsOn : one.startsOn, to: one.endsOn, elements: [element('target', { value: rounded(one.value) }, sliceDimensions(indicator, needs), comment(one.comment))] },
      ...measuredElements(indicator, one, { period, centres }, needs),
    ]),
    figure === null ? [] : { ...period, elements: cellsOf(figure).flatMap((placed) => actualElement(indicator, figure, placed, centres, needs)) },
    typed === null || figure !== null ? [] : { from: typed.startsOn, to: typed.endsOn, elements: [element('actual', { value: rounded(typed.value) }, comment(typed.source))] },
  ].flat().filter(({ elements }) => elements.length > 0);
  const spans = groupBy(said, ({ from, to }) => `${from} ${to}`);
  return [...spans].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, parts]) => element('period', {},
    element('period-start', { 'iso-date': (parts[0] as (typeof parts)[number]).from }), element('period-end', { 'iso-date': (parts[0] as (typeof parts)[number]).to }),
    parts.flatMap(({ elements }) => elements)));
}

/** What is held against a target, where it is of other days than the report and than the typed figure. */
function measuredElements(indicator: ReportIndicator, { measured }: ReportTarget, { period, centres }: Pick<ReportContent, 'period' | 'centres'>, needs: IatiNeeds): Said[] {
  if (!measured) return [];
  const { from, to, figure, typed } = measured;
  const isTold = figure ? from === period.from && to === period.to : indicator.typed?.startsOn === from && indicator.typed.endsOn === to;
  if (isTold) return [];
  const elements = figure ? cellsOf(figure).flatMap((placed) => actualElement(indicator, figure, placed, centres, needs)) : typed === null ? [] : [element('actual', { value: rounded(typed) })];
  return [{ from, to, elements }];
}

/** Hidden cells say nothing, nor do shares of nobody. Categories are named in English: attributes have one language, and the world's readers are many. */
function actualElement(
  indicator: ReportIndicator, figure: ReportFigure, { dimension, value, cell }: PlacedCell, centres: ReportContent['centres'], needs: IatiNeeds,
): Element[] {
  const told = toldValue(figure, cell);
  if (told === null || cell === null) return [];
  const { en } = needs.words;
  return [element('actual', { value: told },
    dimension === 'centre' && centres.some(({ id }) => id === value) ? element('location', { ref: value }) : null,
    sliceDimensions(indicator, needs),
    dimension === null || value === null ? null : element('dimension', { name: en.dimension(dimension), value: en.value(dimension, value) }),
    figure.form === 'count' ? null : element('comment', {}, narratives(needs.words, ({ text }) => text('report-files:iati.parts', { value: cell.value, of: cell.of }))))];
}

/** Those to whom the indicator is narrowed. */
function sliceDimensions({ slice }: ReportIndicator, { words: { en } }: IatiNeeds): Element[] {
  return Object.entries(slice ?? {}).map(([dimension, value]) => element('dimension', { name: en.dimension(dimension as Dimension), value: en.value(dimension as Dimension, value) }));
}

function comment(text: string | null): Element | null {
  return text === null || printable(text).trim() === '' ? null : element('comment', {}, narrative(text, text));
}
