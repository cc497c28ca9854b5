import { CATALOGUE } from '../indicators/catalogue.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { composeTask, type ComposeTask } from './compose-apart.js';
import { composeReport, type ReportFacts } from './compose-report.js';
import { definitionsOf } from './report-definitions.js';

const cell = (people: number) => ({ value: people, of: 0, people });
const figure = (women: number, men: number) => ({ code: 'registered', total: cell(women + men), by: { sex: [{ value: 'female', cell: cell(women) }, { value: 'male', cell: cell(men) }] } });
const scope = { centreIds: ['c'], period: { from: '2026-07-01', to: '2026-09-30' } };

describe('a report that is composed in a thread', () => {
  const facts: ComposeTask['facts'] = {
    framework: {
      project: {
        id: 'p', title: 'Democracia digital', funder: 'Fondo', reference: null, startsOn: '2026-01-01', endsOn: '2026-12-31', budgetCents: 100, dollarRate: null, dollarRateOn: null, summary: null, status: 'running',
        iatiOrganisation: null, iatiActivity: null, iatiReporter: null, booksAreItsOwn: false, english: null, createdAt: 0, version: 1,
      },
      centres: [{ id: 'c', name: 'Villa El Salvador', shortName: 'VES', district: 'Villa El Salvador' }], results: [],
    },
    period: { from: '2026-07-01', to: '2026-10-05' }, asOf: Date.UTC(2026, 9, 6, 15), figures: [figure(62, 23)], narrowed: [], definitions: definitionsOf(CATALOGUE.values()), log: [],
    finance: { spentCents: 0, receivedCents: 0, contributionsCents: 0, inKindCents: 0, byAccount: [] }, missingRegisters: [], corrects: null,
  };
  const told = [{ code: 'registered', total: cell(80), by: [{ dimension: 'sex' as const, cells: [{ value: 'female', cell: cell(60) }, { value: 'male', cell: cell(20) }] }] }];
  const asked = { figure: figure(60, 20), slice: null, scope };

  it('is the same, and can be sent: figures that were told before keep what they are of', () => {
    const task: ComposeTask = structuredClone({ facts, earlier: [{ told, asked: [{ ...asked, code: 'registered' }] }] });
    const here: ReportFacts = { ...facts, catalogue: CATALOGUE, earlier: [{ told, asked: [{ ...asked, definition: CATALOGUE.get('registered') as IndicatorDefinition }] }] };
    expect(composeTask(task)).toEqual(composeReport(here));
    // Two women and three men came since: few enough to be hidden beside what was told before.
    expect(composeTask(task).figures[0]?.by[0]?.cells.map(({ cell: one }) => one)).toEqual([null, null]);
    expect(composeTask({ ...task, earlier: [] }).figures[0]?.by[0]?.cells.map(({ cell: one }) => one?.people)).toEqual([62, 23]);
  });

  it('says which indicator it does not know', () => {
    expect(() => composeTask({ facts, earlier: [{ told, asked: [{ ...asked, code: 'nothing' }] }] })).toThrow('nothing');
  });
});
