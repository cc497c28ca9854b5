import type { Dimension, Form, Unit } from '../indicators/indicator.js';
import { canonical } from '../../shared/web/submission.js';
import type { ReportContent, ReportFigure, ReportFinance, ReportIndicator, ReportLogEntry, ToldCell } from './report-content.js';
import { textIn, TEXT_KEYS, type TextKey } from './report-texts.js';

/** What a report says of a figure: a cell, null where it is hidden, undefined where it says nothing of it. */
export type SaidCell = ToldCell | undefined;

/** A figure that two editions of a report say differently. */
export type ReportChange =
  | { of: 'figure'; code: string; indicatorId: string | null; title: string | null; form: Form; unit: Unit; scale?: number; part: { dimension: Dimension; value: string } | null; before: SaidCell; after: SaidCell }
  | { of: 'typed' | 'baseline' | 'target'; indicatorId: string; title: string; form: Form; unit: Unit | null; before: number | null; after: number | null }
  | { of: 'finance'; item: FinanceItem; before: number; after: number }
  | { of: 'definition'; code: string; before: number | null; after: number | null }
  | { of: 'registers'; before: number; after: number }
  | { of: 'log'; title: string; before: ReportLogEntry | null; after: ReportLogEntry | null }
  | { of: 'text'; key: TextKey; before: string | null; after: string | null };

export const FINANCE_ITEMS = ['receivedCents', 'contributionsCents', 'spentCents', 'inKindCents'] as const satisfies readonly (keyof ReportFinance)[];
export type FinanceItem = (typeof FINANCE_ITEMS)[number];

/** What changed from one edition of a report to the next, figure by figure; in the order of the later one. */
export function reportChanges(before: ReportContent, after: ReportContent): ReportChange[] {
  return [
    ...indicatorChanges(indicatorsOf(before), indicatorsOf(after)),
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

function indicatorChanges(before: readonly ReportIndicator[], after: readonly ReportIndicator[]): ReportChange[] {
  return paired(before, after, ({ id }) => id).flatMap(([was, is]) => {
    const { id: indicatorId, title, form, figure } = (is ?? was) as ReportIndicator;
    const numbers = (['typed', 'baseline', 'target'] as const).filter((of) => (was?.[of]?.value ?? null) !== (is?.[of]?.value ?? null))
      .map((of): ReportChange => ({ of, indicatorId, title, form, unit: figure?.unit ?? null, before: was?.[of]?.value ?? null, after: is?.[of]?.value ?? null }));
    return [...figureChanges(was?.figure ?? null, is?.figure ?? null, { id: indicatorId, title }), ...numbers];
  });
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
