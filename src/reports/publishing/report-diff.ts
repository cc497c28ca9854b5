import type { TargetDays } from '../framework/target-rules.js';
import type { Dimension, Form, Period, Unit } from '../indicators/indicator.js';
import { canonical } from '../../shared/web/submission.js';
import type { ReportContent, ReportFigure, ReportFinance, ReportIndicator, ReportLogEntry, ReportTarget, ToldCell } from './report-content.js';
import { textIn, TEXT_KEYS, type TextKey } from './report-texts.js';

/** What a report says of a figure: a cell, null where it is hidden, undefined where it says nothing of it. */
export type SaidCell = ToldCell | undefined;

/** What a report holds against a target of other days than its own: a cell of the catalogue's figure, or what was typed; undefined where it says nothing of it. */
export type SaidMeasure = SaidCell | number;

/** A figure that two editions of a report say differently. */
export type ReportChange =
  | { of: 'figure'; code: string; indicatorId: string | null; title: string | null; form: Form; unit: Unit; scale?: number; part: { dimension: Dimension; value: string } | null; before: SaidCell; after: SaidCell }
  | { of: 'typed' | 'baseline'; indicatorId: string; title: string; form: Form; unit: Unit | null; before: number | null; after: number | null }
  | { of: 'target'; indicatorId: string; title: string; form: Form; unit: Unit | null; days: TargetDays; before: number | null; after: number | null }
  | { of: 'measured'; indicatorId: string; title: string; form: Form; unit: Unit | null; scale?: number; days: Period; before: SaidMeasure; after: SaidMeasure }
  | { of: 'finance'; item: FinanceItem; before: number; after: number }
  | { of: 'definition'; code: string; before: number | null; after: number | null }
  | { of: 'registers'; before: number; after: number }
  | { of: 'log'; title: string; before: ReportLogEntry | null; after: ReportLogEntry | null }
  | { of: 'text'; key: TextKey; before: string | null; after: string | null };

const FINANCE_ITEMS = ['receivedCents', 'contributionsCents', 'spentCents', 'inKindCents'] as const satisfies readonly (keyof ReportFinance)[];
export type FinanceItem = (typeof FINANCE_ITEMS)[number];

/** What changed from one edition of a report to the next, figure by figure; in the order of the later one. */
export function reportChanges(before: ReportContent, after: ReportContent): ReportChange[] {
  return [
    ...indicatorChanges(before, after),
    ...paired(before.figures, after.figures, ({ code }) => code).flatMap(([was, is]) => figureChanges(was ?? null, is ?? null, null)),
    ...FINANCE_ITEMS.filter((item) => before.finance[item] !== after.finance[item])
      .map((item): ReportChange => ({ of: 'finance', item, before: before.finance[item], after: after.finance[item] })),
    ...paired(before.definitions, after.definitions, ({ code }) => code).filter(([was, is]) => was?.version !== is?.version)
      .map(([was, is]): ReportChange => ({ of: 'definition', code: String((is ?? was)?.code), before: was?.version ?? null, after: is?.version ?? null })),
    ...before.missingRegisters.length === after.missingRegisters.length ? []
      : [{ of: 'registers' as const, before: before.missingRegisters.length, after: after.missingRegisters.length }],
    ...paired(before.log, after.log, ({ id }) => id).filter(([was, is]) => canonical(was ?? null) !== canonical(is ?? null))
      .map(([was, is]): ReportChange => ({ of: 'log', title: String((is ?? was)?.title), before: was ?? null, after: is ?? null })),
    ...TEXT_KEYS.map((key) => ({ of: 'text' as const, key, before: textIn(before.texts, 'es', key), after: textIn(after.texts, 'es', key) })).filter((change) => change.before !== change.after),
  ];
}

function indicatorsOf({ results }: ReportContent): ReportIndicator[] {
  return results.flatMap(({ indicators }) => indicators);
}

function indicatorChanges(before: ReportContent, after: ReportContent): ReportChange[] {
  return paired(indicatorsOf(before), indicatorsOf(after), ({ id }) => id).flatMap(([was, is]) => {
    const { id: indicatorId, title, form, figure } = (is ?? was) as ReportIndicator;
    const about = { indicatorId, title, form, unit: figure?.unit ?? null };
    const numbers = (['typed', 'baseline'] as const).filter((of) => (was?.[of]?.value ?? null) !== (is?.[of]?.value ?? null))
      .map((of): ReportChange => ({ of, ...about, before: was?.[of]?.value ?? null, after: is?.[of]?.value ?? null }));
    const targets = paired(targetsOf(was), targetsOf(is), daysKey).filter(([one, other]) => one?.value !== other?.value).map(([one, other]): ReportChange => {
      const { startsOn, endsOn, fromStart = false } = (other ?? one) as ReportTarget;
      return { of: 'target', ...about, days: { startsOn, endsOn, fromStart }, before: one?.value ?? null, after: other?.value ?? null };
    });
    return [
      ...figureChanges(was?.figure ?? null, is?.figure ?? null, { id: indicatorId, title }), ...numbers, ...targets, ...measuredChanges(about, measuresOf(was, before), measuresOf(is, after)),
    ];
  });
}

function targetsOf(indicator: ReportIndicator | undefined): ReportTarget[] {
  return indicator ? [...indicator.target ? [indicator.target] : [], ...indicator.furtherTargets ?? []] : [];
}

function daysKey({ startsOn, endsOn, fromStart = false }: ReportTarget): string {
  return `${startsOn}~${endsOn}~${String(fromStart)}`;
}

/** What is held against targets in other days than the report's. */
interface Measure {
  days: Period;
  unit: Unit | null;
  scale?: number;
  said: SaidMeasure;
}

/** Each days once; not those of the report itself, which are told as its figure. */
function measuresOf(indicator: ReportIndicator | undefined, { period }: ReportContent): Measure[] {
  const measures = targetsOf(indicator).flatMap(({ measured }): Measure[] => {
    if (!measured || (measured.from === period.from && measured.to === period.to)) return [];
    const { from, to, figure, typed } = measured;
    return [{ days: { from, to }, unit: figure?.unit ?? null, ...(figure?.scale === undefined ? {} : { scale: figure.scale }), said: figure ? figure.total : typed ?? undefined }];
  });
  return [...new Map(measures.map((measure) => [measureKey(measure), measure])).values()];
}

function measureKey({ days: { from, to } }: Measure): string {
  return `${from}~${to}`;
}

function measuredChanges({ indicatorId, title, form }: { indicatorId: string; title: string; form: Form }, before: readonly Measure[], after: readonly Measure[]): ReportChange[] {
  return paired(before, after, measureKey).filter(([was, is]) => !isSaidAlike(was?.said, is?.said)).map(([was, is]): ReportChange => {
    const { days, unit, scale } = (is ?? was) as Measure;
    return { of: 'measured', indicatorId, title, form, unit, ...(scale === undefined ? {} : { scale }), days, before: was?.said, after: is?.said };
  });
}

function isSaidAlike(a: SaidMeasure, b: SaidMeasure): boolean {
  return typeof a === 'number' || typeof b === 'number' ? a === b : sameCell(a, b);
}

/** The total, then each part that differs. */
function figureChanges(before: ReportFigure | null, after: ReportFigure | null, indicator: { id: string; title: string } | null): ReportChange[] {
  const known = after ?? before;
  if (!known) return [];
  const { code, form, unit, scale } = known;
  const change = (part: { dimension: Dimension; value: string } | null, was: SaidCell, is: SaidCell): ReportChange[] => (
    sameCell(was, is) ? [] : [{ of: 'figure', code, indicatorId: indicator?.id ?? null, title: indicator?.title ?? null, form, unit, ...(scale === undefined ? {} : { scale }), part, before: was, after: is }]);
  const parts = paired(partsOf(before), partsOf(after), ({ dimension, value }) => `${dimension}|${value}`);
  return [
    ...change(null, before ? before.total : undefined, after ? after.total : undefined),
    ...parts.flatMap(([was, is]) => { const { dimension, value } = (is ?? was) as Part; return change({ dimension, value }, was?.cell, is?.cell); }),
  ];
}

interface Part {
  dimension: Dimension;
  value: string;
  cell: ToldCell;
}

function partsOf(figure: ReportFigure | null): Part[] {
  return (figure?.by ?? []).flatMap(({ dimension, cells }) => cells.map(({ value, cell }) => ({ dimension, value, cell })));
}

function sameCell(a: SaidCell, b: SaidCell): boolean {
  if (!a || !b) return a === b;
  return a.value === b.value && a.of === b.of && a.people === b.people;
}

/** What both have, what only the later has, in its order; then what only the earlier had. */
function paired<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): [was: T | undefined, is: T | undefined][] {
  const was = new Map(before.map((one) => [keyOf(one), one]));
  const keys = new Set(after.map(keyOf));
  return [
    ...after.map((one): [T | undefined, T | undefined] => [was.get(keyOf(one)), one]),
    ...before.filter((one) => !keys.has(keyOf(one))).map((one): [T | undefined, T | undefined] => [one, undefined]),
  ];
}
