import type { FormingFigures } from './forming.js';
import type { LedgerFigures, WorkFigures } from './ledger.js';
import type { Figures } from './measure.js';
import type { PracticeFigures } from './practice.js';
import type { ReportFigures } from './reports.js';
import type { EngineFigures, Verdict } from './verdicts.js';

/** A page's figures as multiples of a floor's. */
export interface Ratios {
  requestsPerSecond: number;
  p50: number;
  p95: number;
  cpu: number;
}

/** @returns by the floor's name */
export function ratiosOf(figures: Figures, floors: readonly Figures[]): Record<string, Ratios> {
  const to = (part: keyof Ratios, floor: Figures): number => Math.round((figures[part] / floor[part]) * 1000) / 1000;
  return Object.fromEntries(floors.map((floor) => [floor.name, {
    requestsPerSecond: to('requestsPerSecond', floor), p50: to('p50', floor), p95: to('p95', floor), cpu: to('cpu', floor),
  }]));
}

export function pagesTable(engines: readonly EngineFigures[], floors: readonly Figures[]): string {
  const ratioHeads = floors.flatMap((floor) => [`req/s ÷ ${floor.name}`, 'CPU ÷']);
  return table([
    ['', 'req/s', 'p50 ms', 'p95 ms', 'CPU ms', 'queries', 'warm B', 'cold B', ...ratioHeads, 'failed'],
    ...floors.map((each) => pageLine('floor', each, floors)),
    ...engines.flatMap(({ engine, pages }) => pages.map((each) => pageLine(engine, each, floors))),
  ]);
}

function pageLine(kind: string, figures: Figures, floors: readonly Figures[]): string[] {
  const { name, requestsPerSecond, p50, p95, cpu, queries, warm, cold, failed } = figures;
  return [
    `${kind}: ${name}`, requestsPerSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), cpu.toFixed(2), queries.toFixed(1), String(warm), String(cold),
    ...Object.values(ratiosOf(figures, floors)).flatMap((ratios) => [ratios.requestsPerSecond.toFixed(2), ratios.cpu.toFixed(1)]), String(failed),
  ];
}

export function dashboardsTable(engines: readonly EngineFigures[]): string {
  return table([
    ['dashboard', 'first ms', 'p50 ms', 'queries'],
    ...engines.flatMap(({ engine, dashboards }) => dashboards.map(({ name, first, p50, queries }) => [`${engine}: ${name}`, first.toFixed(1), p50.toFixed(1), queries.toFixed(1)])),
  ]);
}

export function importTable(engines: readonly EngineFigures[]): string {
  return table([
    ['import', 'rows', 'written', 'plan s', 'write s', 'CPU s'],
    ...engines.map(({ engine, import: { rows, written, planSeconds, writeSeconds, cpuSeconds } }) => (
      [engine, String(rows), String(written), planSeconds.toFixed(1), writeSeconds.toFixed(1), cpuSeconds.toFixed(1)])),
  ]);
}

/** The gaps are those of the criteria that are not proven: what could still be won at most. */
export function formingTable(forming: readonly FormingFigures[]): string {
  return table([
    ['groups', 's', 'first s', 'CPU s', 'first CPU s', 'status', 'gap to the proven bound'],
    ...forming.map(({ name, seconds, firstSeconds, cpuSeconds, firstCpuSeconds, status, criteria }) => [
      name, seconds.toFixed(1), firstSeconds.toFixed(2), cpuSeconds.toFixed(1), firstCpuSeconds.toFixed(2), status, gapWords(criteria),
    ]),
  ]);
}

function gapWords(criteria: FormingFigures['criteria']): string {
  const open = criteria.filter(({ gap }) => gap > 0);
  return open.length === 0 ? 'none' : open.map(({ criterion, value, bound }) => `${criterion} ${value}, bound ${bound}`).join('; ');
}

export function ledgerTable(figures: readonly LedgerFigures[]): string {
  const work = ({ p50, p95, cpu }: WorkFigures): string[] => [p50.toFixed(1), p95.toFixed(1), cpu.toFixed(1)];
  return table([
    ['book', 'entries', 'written s', 'payment p50 ms', 'p95', 'CPU', 'PDF p50 ms', 'p95', 'CPU', 'proved s', 'CPU s', 'load'],
    ...figures.map(({ engine, entries, writeSeconds, payment, pdf, verifySeconds, verifyCpuSeconds, load }) => (
      [engine, String(entries), writeSeconds.toFixed(1), ...work(payment), ...work(pdf), verifySeconds.toFixed(1), verifyCpuSeconds.toFixed(1), load.toFixed(1)])),
  ]);
}

export function reportsTable({ learners, marks, load, differing, ...seconds }: ReportFigures): string {
  const parts = ['writing', 'drawing', 'report', 'followed', 'refreshed', 'recount'] as const;
  return table([
    ['learners', 'marks', ...parts.map((part) => `${part} s`), 'differing', 'load'],
    [String(learners), String(marks), ...parts.map((part) => seconds[part]?.toFixed(1) ?? '-'), String(differing ?? '-'), load.toFixed(1)],
  ]);
}

export function practiceTable(figures: readonly PracticeFigures[]): string {
  return table([
    ['practice', 'cold B', 'own B', 'pressed ms', 'opened ms', 'CPU ms', 'page'],
    ...figures.map(({ kind, coldBytes, ownBytes, startMilliseconds, usableMilliseconds, workMilliseconds, path }) => (
      [kind, String(coldBytes), String(ownBytes), startMilliseconds?.toFixed(0) ?? '-', usableMilliseconds.toFixed(0), workMilliseconds.toFixed(0), path])),
  ]);
}

export function verdictLines(verdicts: readonly Verdict[]): string {
  return table(verdicts.map(({ bar, measured, reached }) => [bar, measured, reached ? 'reached' : 'not reached']));
}

/** The first column to the left, the others to the right. */
function table(lines: readonly string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines.map((cells) => `${cells.map((cell, column) => (
    column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))).join('  ')}\n`).join('');
}
