import type { Figures } from './measure.js';
import { ratiosOf } from './report.js';
import type { LedgerFigures } from './ledger.js';
import { ledgerVerdicts, verdictsOn, type EngineFigures } from './verdicts.js';

const page = (name: string, changes: Partial<Figures> = {}): Figures => (
  { name, requestsPerSecond: 400, p50: 2, p95: 4, cpu: 1, queries: 5, warm: 9_000, cold: 90_000, failed: 0, ...changes });

const dashboard = { name: '/figures', first: 95, p50: 30, queries: 4, failed: 0 };

const engine = (changes: Partial<EngineFigures> = {}): EngineFigures => ({
  engine: 'embedded', pages: [page('home of a learner'), page('register of 20'), page('saving it', { warm: 0, cold: 0 })],
  dashboards: [dashboard],
  import: { rows: 10_000, written: 10_000, planSeconds: 8, writeSeconds: 9, cpuSeconds: 15 }, ...changes,
});

const forming = { name: '60 × 9', bar: 2, seconds: 1.9, firstSeconds: 0.2, cpuSeconds: 2, firstCpuSeconds: 0.2, status: 'optimal', criteria: [] };
const bare = page('bare', { requestsPerSecond: 1_000 });
const missed = (...given: Parameters<typeof verdictsOn>): string[] => (
  verdictsOn(...given).filter(({ reached }) => !reached).map(({ bar, measured }) => `${bar}: ${measured}`));

it('nothing is missed where every bar is reached', () => {
  expect(missed([engine()], bare, [forming])).toEqual([]);
});

it.each<[string, Parameters<typeof verdictsOn>, string]>([
  ['a slow register', [[engine({ pages: [page('home of a learner'), page('register of 20', { requestsPerSecond: 340 })] })], bare, []],
    "embedded: register of 20: share of the bare server's requests/s ≥ 0.35: 0.34"],
  ['one page of many queries', [[engine({ pages: [page('a'), page('b', { queries: 8.2 })] })], bare, []], 'embedded: queries a page ≤ 8: 8.2 (b)'],
  ['a heavy page, cold', [[engine({ pages: [page('a', { cold: 100_001 })] })], bare, []], 'embedded: bytes cold ≤ 100000: 100001 (a)'],
  ['a heavy page, warm', [[engine({ pages: [page('a', { warm: 15_001 })] })], bare, []], 'embedded: bytes warm ≤ 15000: 15001 (a)'],
  ['a slow dashboard', [[engine({ dashboards: [{ ...dashboard, p50: 100.1 }] })], bare, []], 'embedded: /figures of 700 learners: milliseconds ≤ 100: 100.1'],
  ['a dashboard that is slow at first', [[engine({ dashboards: [{ ...dashboard, first: 101 }] })], bare, []], 'embedded: /figures of 700 learners, the first time: milliseconds ≤ 100: 101.0'],
  ['a dashboard of many queries', [[engine({ dashboards: [{ ...dashboard, queries: 9 }] })], bare, []], 'embedded: /figures: queries ≤ 8: 9.0'],
  ['a dashboard that fails', [[engine({ dashboards: [{ ...dashboard, failed: 1 }] })], bare, []], 'embedded: requests that failed = 0: 1'],
  ['requests that fail', [[engine({ pages: [page('a', { failed: 2 })] })], bare, []], 'embedded: requests that failed = 0: 2'],
  ['a slow import', [[engine({ import: { ...engine().import, writeSeconds: 12.1 } })], bare, []], 'embedded: seconds to plan and write 10000 rows ≤ 20: 20.1'],
  ['rows left out', [[engine({ import: { ...engine().import, written: 9_800 } })], bare, []], "embedded: share of the list's rows imported ≥ 1: 0.98"],
  ['slow forming', [[engine()], bare, [{ ...forming, seconds: 2.1 }]], 'groups for 60 × 9: seconds ≤ 2: 2.1'],
  ['a late first proposal', [[engine()], bare, [{ ...forming, firstSeconds: 1.04 }]], 'groups for 60 × 9: seconds until the first proposal ≤ 1: 1.04'],
])('%s is told', (_, given, line) => {
  expect(missed(...given)).toEqual([line]);
});

it('leaves out the shares of a bare server that could not be measured', () => {
  const slow = engine({ pages: [page('register of 20', { requestsPerSecond: 1 })] });
  expect(missed([slow], undefined, [])).toEqual([]);
});

it('gives each figure as a multiple of each floor', () => {
  expect(ratiosOf(page('a', { requestsPerSecond: 350, cpu: 3 }), [bare])).toEqual({ bare: { requestsPerSecond: 0.35, p50: 1, p95: 1, cpu: 3 } });
});

it.each<[string, Partial<LedgerFigures>, string[]]>([
  ['a payment as quick as in a short one', {}, []],
  ['a slow payment', { payment: { p50: 2.7, p95: 3, cpu: 1 } }, ['embedded: payment with its receipt at 1000000 entries ÷ at 1000 ≤ 1.3: 1.35']],
  ['a slow receipt', { pdf: { p50: 6.6, p95: 7, cpu: 5 } }, ["embedded: receipt's PDF at 1000000 entries ÷ at 1000 ≤ 1.3: 1.32"]],
  ['a slow proof', { verifySeconds: 60.1 }, ['embedded: seconds to prove 1000000 entries ≤ 60: 60.1']],
  ['books that do not hold', { faults: ['chain'] }, ['embedded: what does not hold of the books = 0: 1']],
])('a long book with %s is told', (_, changes, lines) => {
  const short: LedgerFigures = {
    engine: 'embedded', entries: 1_000, writeSeconds: 1, payment: { p50: 2, p95: 3, cpu: 1 }, pdf: { p50: 5, p95: 6, cpu: 4 }, verifySeconds: 1, verifyCpuSeconds: 1, faults: [], load: 1,
  };
  const verdicts = ledgerVerdicts([short, { ...short, entries: 1_000_000, ...changes }]);
  expect(verdicts.filter(({ reached }) => !reached).map(({ bar, measured }) => `${bar}: ${measured}`)).toEqual(lines);
});
