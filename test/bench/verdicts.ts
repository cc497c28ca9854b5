import type { FormingFigures } from './forming.js';
import type { ImportFigures } from './import-list.js';
import type { FreeSlotsFigures } from './free-slots.js';
import type { LedgerFigures, WorkFigures } from './ledger.js';
import type { DashboardFigures } from './dashboards.js';
import type { Figures } from './measure.js';
import type { ReportFigures } from './reports.js';

/** What a page may cost and must reach, per page; the share of the bare server's requests is asked of the pages named. */
const BARS = {
  queries: 8, coldBytes: 100_000, warmBytes: 15_000, shareOfBare: 0.35, sharesAskedOf: ['home of a learner', 'register of 20'],
  dashboardMilliseconds: 100, importSeconds: 20,
  importedShare: 1, firstProposalSeconds: 1, freeSlotsMilliseconds: 50,
  /** Of the medians in a long book and in a short one. */
  ledgerRatio: 1.3, proveSeconds: 60, reportSeconds: 60, refreshSeconds: 2,
} as const;

export interface EngineFigures {
  engine: string;
  pages: Figures[];
  dashboards: DashboardFigures[];
  import: ImportFigures;
}

/** One bar: what was measured, and whether that is enough. */
export interface Verdict {
  bar: string;
  measured: string;
  reached: boolean;
}

/** @param bare the bare server; undefined where none could be measured: what is asked in its shares is left out then */
export function verdictsOn(engines: readonly EngineFigures[], bare: Figures | undefined, forming: readonly FormingFigures[]): Verdict[] {
  return [
    ...engines.flatMap((each) => engineVerdicts(each, bare)),
    ...forming.flatMap(({ name, bar, seconds, firstSeconds }) => [
      atMost(`groups for ${name}: seconds`, seconds, bar, 1),
      atMost(`groups for ${name}: seconds until the first proposal`, firstSeconds, BARS.firstProposalSeconds, 2),
    ]),
  ];
}

/** The search over two weeks for 10 coaches and 20 PCs, with sessions and bookings, on the embedded database. */
export function freeSlotsVerdicts({ p50, queries }: FreeSlotsFigures): Verdict[] {
  return [
    atMost('free hours of coaching in two weeks: milliseconds', p50, BARS.freeSlotsMilliseconds, 1),
    atMost('free hours of coaching in two weeks: queries', queries, BARS.queries, 0),
  ];
}

/** A payment and its receipt's PDF cost in a long book what they cost in a short one; the long book is proved in time. */
export function ledgerVerdicts(figures: readonly LedgerFigures[]): Verdict[] {
  return [...new Set(figures.map(({ engine }) => engine))].flatMap((engine) => {
    const [short, long] = figures.filter((each) => each.engine === engine).toSorted((a, b) => a.entries - b.entries) as [LedgerFigures, LedgerFigures];
    const ratio = (what: string, work: (of: LedgerFigures) => WorkFigures): Verdict => (
      atMost(`${engine}: ${what} at ${long.entries} entries ÷ at ${short.entries}`, work(long).p50 / work(short).p50, BARS.ledgerRatio, 2));
    return [
      ratio('payment with its receipt', ({ payment }) => payment), ratio("receipt's PDF", ({ pdf }) => pdf),
      atMost(`${engine}: seconds to prove ${long.entries} entries`, long.verifySeconds, BARS.proveSeconds, 1),
      exactly(`${engine}: what does not hold of the books`, short.faults.length + long.faults.length, 0),
    ];
  });
}

/** Of the report of very many learners, on MariaDB. */
export function reportsVerdicts({ learners, marks, report, followed, refreshed, differing }: ReportFigures): Verdict[] {
  return [
    atMost(`mariadb: seconds to report on ${learners} learners and ${marks} marks`, report, BARS.reportSeconds, 1),
    atMost('mariadb: seconds to follow 1,000 marks and report again', followed + refreshed, BARS.refreshSeconds, 1),
    ...differing === null ? [] : [exactly('mariadb: learners whose kept facts are not what the records say', differing, 0)],
  ];
}

function engineVerdicts({ engine, pages, dashboards, import: imported }: EngineFigures, bare: Figures | undefined): Verdict[] {
  const looked = pages.filter(({ warm }) => warm > 0);
  const shares = bare ? pages.filter(({ name }) => (BARS.sharesAskedOf as readonly string[]).includes(name)) : [];
  return [
    ...shares.map(({ name, requestsPerSecond }) => (
      atLeast(`${engine}: ${name}: share of the bare server's requests/s`, requestsPerSecond / (bare as Figures).requestsPerSecond, BARS.shareOfBare))),
    most(`${engine}: queries a page`, looked, 'queries', BARS.queries, 1),
    most(`${engine}: bytes cold`, looked, 'cold', BARS.coldBytes, 0),
    most(`${engine}: bytes warm`, looked, 'warm', BARS.warmBytes, 0),
    ...dashboards.flatMap(({ name, first, p50, queries }) => [
      atMost(`${engine}: ${name} of 700 learners: milliseconds`, p50, BARS.dashboardMilliseconds, 1),
      atMost(`${engine}: ${name} of 700 learners, the first time: milliseconds`, first, BARS.dashboardMilliseconds, 1),
      atMost(`${engine}: ${name}: queries`, queries, BARS.queries, 1),
    ]),
    exactly(`${engine}: requests that failed`, [...pages, ...dashboards].reduce((sum, { failed }) => sum + failed, 0), 0),
    atLeast(`${engine}: share of the list's rows imported`, imported.written / imported.rows, BARS.importedShare),
    atMost(`${engine}: seconds to plan and write ${imported.rows} rows`, imported.planSeconds + imported.writeSeconds, BARS.importSeconds, 1),
  ];
}

/** The page that has the most of it is named. */
function most(bar: string, pages: readonly Figures[], part: 'queries' | 'cold' | 'warm', limit: number, digits: number): Verdict {
  const worst = pages.reduce((one, other) => (other[part] > one[part] ? other : one));
  const verdict = atMost(bar, worst[part], limit, digits);
  return { ...verdict, measured: `${verdict.measured} (${worst.name})` };
}

export function atMost(bar: string, measured: number, limit: number, digits: number): Verdict {
  return { bar: `${bar} ≤ ${limit}`, measured: measured.toFixed(digits), reached: measured <= limit };
}

function atLeast(bar: string, measured: number, limit: number): Verdict {
  return { bar: `${bar} ≥ ${limit}`, measured: measured.toFixed(2), reached: measured >= limit };
}

function exactly(bar: string, measured: number, wanted: number): Verdict {
  return { bar: `${bar} = ${wanted}`, measured: String(measured), reached: measured === wanted };
}
