import { reportsDue, type PromisedPeriod } from './reports-due.js';

const TODAY = '2026-11-23';
const promised = (startsOn: string, endsOn: string, more: Partial<PromisedPeriod> = {}): PromisedPeriod => ({ projectId: 'p', title: 'Red', startsOn, endsOn, missing: 0, ...more });
const told = (...periods: PromisedPeriod[]): unknown[] => reportsDue(periods, TODAY).map(({ title, startsOn, endsOn, over }) => [title, startsOn, endsOn, over]);

it.each<[string, PromisedPeriod[], unknown[]]>([
  ['that is over', [promised('2026-07-01', '2026-09-30')], [['Red', '2026-07-01', '2026-09-30', true]]],
  ['that ended yesterday', [promised('2026-07-01', '2026-11-22')], [['Red', '2026-07-01', '2026-11-22', true]]],
  ['that ends today is not over', [promised('2026-07-01', TODAY)], [['Red', '2026-07-01', TODAY, false]]],
  ['that ends in thirty days', [promised('2026-07-01', '2026-12-23')], [['Red', '2026-07-01', '2026-12-23', false]]],
  ['that ends later does not come up', [promised('2026-07-01', '2026-12-24')], []],
  ['within a longer one of the same end is told there', [promised('2026-07-01', '2026-09-30'), promised('2026-01-01', '2026-09-30')], [['Red', '2026-01-01', '2026-09-30', true]]],
  ['of another project stands beside it', [promised('2026-07-01', '2026-09-30', { projectId: 'q', title: 'Zona' }), promised('2026-01-01', '2026-09-30')],
    [['Red', '2026-01-01', '2026-09-30', true], ['Zona', '2026-07-01', '2026-09-30', true]]],
  ['that waits longer comes first', [promised('2026-07-01', '2026-09-30'), promised('2026-04-01', '2026-06-30')],
    [['Red', '2026-04-01', '2026-06-30', true], ['Red', '2026-07-01', '2026-09-30', true]]],
])('a period %s', (_, periods, expected) => {
  expect(told(...periods)).toEqual(expected);
});
