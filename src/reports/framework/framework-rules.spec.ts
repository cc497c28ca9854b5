import {
  baselineRefusals, countsWholes, figureRefusals, indicatorRefusals, linkRefusals, neighbours, projectRefusals, targetRefusals, withWhatLeadsTo, type TargetGround, type FigureTerms, type TargetTerms,
} from './framework-rules.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { figureThatCounts, inChainOrder, type FrameworkFigure } from './framework.js';
import { yearOf } from './lay-out.js';
import type { ProjectResult } from './project-result.entity.js';

const TODAY = '2026-11-23';
const PROJECT = { startsOn: '2026-01-01', endsOn: '2027-12-31' };
const saidBy = (refusals: readonly { field?: string; reason: string }[]): string[] => refusals.map(({ field = '', reason }) => `${field} ${reason.replace('projects:refusals.', '')}`.trim());

describe('the terms of a project', () => {
  const terms = { ...PROJECT, dollarRate: 3.75, dollarRateOn: '2026-01-02', centreIds: ['ves', 'vmt'] };
  const ground = { today: TODAY, centreId: 'ves', spans: [{ startsOn: '2026-01-01', endsOn: '2026-12-31' }] };

  it.each<[string, Partial<typeof terms> | { dollarRate: null } | { dollarRateOn: null }, string[]]>([
    ['are fine', {}, []], ['may leave the dollar out', { dollarRate: null, dollarRateOn: null }, []], ['may last one day', {}, []],
    ['do not end before they begin', { endsOn: '2025-12-31' }, ['endsOn ends-early']],
    ['hold the targets that there are at their end', { endsOn: '2026-06-30' }, ['endsOn targets-outside']],
    ['and at their beginning', { startsOn: '2026-02-01' }, ['startsOn targets-outside']],
    ['say of which day a rate is', { dollarRateOn: null }, ['dollarRateOn rate-without-day']], ['and the rate of a day', { dollarRate: null }, ['dollarRate day-without-rate']],
    ['know no rate of tomorrow', { dollarRateOn: '2026-11-24' }, ['dollarRateOn to-come']], ['keep the centre that they are seen from', { centreIds: ['vmt'] }, ['centres own-centre']],
  ])('%s', (_, changed, refusals) => {
    expect(saidBy(projectRefusals({ ...terms, ...changed }, ground))).toEqual(refusals);
  });
});

const CHAIN: Pick<ProjectResult, 'id' | 'kind' | 'leadsToId' | 'ordinal'>[] = [
  { id: 'a1', kind: 'activity', leadsToId: 'p1', ordinal: 1 }, { id: 'r2', kind: 'outcome', leadsToId: null, ordinal: 5 }, { id: 'r1', kind: 'outcome', leadsToId: null, ordinal: 2 },
  { id: 'p1', kind: 'output', leadsToId: 'r1', ordinal: 4 }, { id: 'p2', kind: 'output', leadsToId: 'r1', ordinal: 3 }, { id: 'lost', kind: 'output', leadsToId: 'gone', ordinal: 0 },
];

describe('the chain', () => {
  it.each<[ProjectResult['kind'], string | null, string[]]>([
    ['outcome', null, []], ['outcome', 'r1', ['leadsTo leads-nowhere']], ['output', 'r1', []], ['output', null, ['leadsTo leads-to-outcome']], ['output', 'p1', ['leadsTo leads-to-outcome']],
    ['activity', 'p1', []], ['activity', 'r1', ['leadsTo leads-to-output']], ['activity', 'elsewhere', ['leadsTo leads-to-output']],
  ])('leads from an %s to %s: %j', (kind, leadsToId, refusals) => {
    expect(saidBy(linkRefusals({ kind, leadsToId }, CHAIN))).toEqual(refusals);
  });

  it('is read from each outcome down, what leads nowhere last', () => {
    expect(inChainOrder(CHAIN).map(({ id }) => id)).toEqual(['r1', 'p2', 'p1', 'a1', 'r2', 'lost']);
  });

  it('goes with all that leads to a result', () => {
    expect(withWhatLeadsTo(CHAIN, 'r1').map(({ id }) => id)).toEqual(['r1', 'p1', 'p2', 'a1']);
    expect(withWhatLeadsTo(CHAIN, 'a1').map(({ id }) => id)).toEqual(['a1']);
  });

  it.each<[string, 'up' | 'down', string[] | null]>([['b', 'up', ['b', 'a']], ['b', 'down', ['b', 'c']], ['a', 'up', null], ['c', 'down', null], ['x', 'up', null]])('moves %s %s', (id, direction, pair) => {
    expect(neighbours([{ id: 'c', ordinal: 9 }, { id: 'a', ordinal: 1 }, { id: 'b', ordinal: 4 }], id, direction)?.map((one) => one.id) ?? null).toEqual(pair);
  });
});

describe('an indicator', () => {
  const own = { form: 'count', denominator: null, slice: null } as const;
  const attendance = CATALOGUE.get('attendance') ?? null;

  it.each<[string, Parameters<typeof indicatorRefusals>, string[]]>([
    ['of its own', [own, null], []], ['a percentage of nothing', [{ ...own, form: 'ratio' }, null], ['denominator no-denominator']],
    ['of the catalogue, narrowed', [{ ...own, form: 'ratio', slice: { course: '1' } }, attendance], []],
    ['narrowed to what it is not split by', [{ ...own, form: 'ratio', slice: { post: 'mayor' } }, attendance], ['by-post not-split']],
    ['narrowed to a sex that there is not', [{ ...own, form: 'ratio', slice: { sex: '31/02/2026' } }, attendance], ['by-sex web:errors.not-a-choice']],
    ['narrowed to a month that there is not', [{ ...own, form: 'ratio', slice: { month: 'enero' } }, attendance], ['by-month web:errors.not-a-choice']],
  ])('%s', (_, asked, refusals) => {
    expect(saidBy(indicatorRefusals(...asked))).toEqual(refusals);
  });
});

describe('a baseline', () => {
  it.each<[string, number, boolean, string, 'count' | 'ratio' | 'mean', string[]]>([
    ['of a count', 5, false, '2025-06-30', 'count', []], ['of today', 5, false, TODAY, 'count', []], ['of tomorrow', 5, false, '2026-11-24', 'count', ['on to-come']],
    ['below zero', -1, false, TODAY, 'count', ['value below-zero']], ['of a mean below zero', -1, false, TODAY, 'mean', []], ['with a sign of percent that is no percentage', 5, true, TODAY, 'count', ['value no-percentage']],
    ['over a hundred', 101, true, TODAY, 'ratio', ['value percentage']], ['of a percentage without its sign', 64.5, false, TODAY, 'ratio', []],
  ])('%s', (_, value, percent, on, form, refusals) => {
    expect(saidBy(baselineRefusals({ value: { value, percent }, on }, { form, whole: false, project: PROJECT, today: TODAY }))).toEqual(refusals);
  });

  it.each([['registered', 1.5, ['value not-whole']], ['registered', 2, []], ['hours', 1.5, []], [null, 1.5, []]])('of a count of %s: %d', (code, value, refusals) => {
    const known = code === null ? null : CATALOGUE.get(code) as IndicatorDefinition;
    const kind = { form: 'count', whole: countsWholes(known) } as const;
    expect([code, known?.form ?? 'count']).toEqual([code, 'count']);
    expect(saidBy(baselineRefusals({ value: { value, percent: false }, on: TODAY }, { ...kind, project: PROJECT, today: TODAY }))).toEqual(refusals);
  });

  it.each([[1_000_000_000, []], [1_000_000_001, ['value too-much']], [-1_000_000_001, ['value too-much']]])('of %d', (value, refusals) => {
    expect(saidBy(baselineRefusals({ value: { value, percent: false }, on: TODAY }, { form: 'mean', whole: false, project: PROJECT, today: TODAY }))).toEqual(refusals);
  });

  it('is not of a day after the project', () => {
    expect(saidBy(baselineRefusals({ value: { value: 1, percent: false }, on: '2026-06-01' }, { form: 'count', whole: true, project: { startsOn: '2024-01-01', endsOn: '2025-12-31' }, today: TODAY })))
      .toEqual(['on after-project']);
  });
});

describe('a target', () => {
  const terms: TargetTerms = { fromStart: false, value: { value: 300, percent: false }, startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const ground: TargetGround = { form: 'count', whole: true, baseline: 0, project: PROJECT, others: [] };
  const half = { startsOn: '2026-06-30', endsOn: '2027-06-30' };

  it.each<[string, Partial<TargetTerms>, Partial<TargetGround>, string[]]>([
    ['is fine', {}, {}, []], ['needs a baseline', {}, { baseline: null }, ['no-baseline']], ['may have one of nothing', {}, { baseline: 0 }, []],
    ['does not end before it begins', { endsOn: '2025-12-31' }, {}, ['endsOn ends-early']], ['may last one day', { endsOn: '2026-01-01' }, {}, []],
    ['lies within the project at its beginning', { startsOn: '2025-12-31' }, {}, ['startsOn outside-project']], ['and at its end', { endsOn: '2028-01-01' }, {}, ['endsOn outside-project']],
    ['does not meet another one', {}, { others: [half] }, ['startsOn overlap']], ['not even on one day', { endsOn: '2026-06-30' }, { others: [half] }, ['startsOn overlap']],
    ['may begin on the day after', {}, { others: [{ startsOn: '2027-01-01', endsOn: '2027-12-31' }] }, []], ['is a number of its kind', { value: { value: 5, percent: true } }, {}, ['value no-percentage']],
  ])('%s', (_, changed, around, refusals) => {
    expect(saidBy(targetRefusals({ ...terms, ...changed }, { ...ground, ...around }))).toEqual(refusals);
  });
});

describe('a figure that is typed in', () => {
  const terms: FigureTerms = { value: { value: 3, percent: false }, startsOn: '2026-01-01', endsOn: '2026-10-31' };

  it.each<[string, Partial<FigureTerms>, boolean, string[]]>([
    ['is fine', {}, false, []], ['is not of what Minka computes', {}, true, ['computed']], ['is of what is over', { endsOn: '2026-11-24' }, false, ['endsOn not-over']],
    ['does not end before it begins', { endsOn: '2025-10-31' }, false, ['endsOn ends-early']], ['may be of today', { endsOn: TODAY }, false, []],
  ])('%s', (_, changed, computed, refusals) => {
    expect(saidBy(figureRefusals({ ...terms, ...changed }, { form: 'count', whole: false, computed, today: TODAY }))).toEqual(refusals);
  });

  it('counts when it is the last of its period that stands', () => {
    const of = (id: string, endsOn: string, withdrawnAt: number | null): FrameworkFigure => (
      { id, startsOn: '2026-01-01', endsOn, value: 1, source: '', typedAt: 0, typedByName: null, withdrawnAt, withdrawReason: null, version: 1, document: null });
    const typed = [of('first', '2026-06-30', null), of('second', '2026-06-30', null), of('wrong', '2026-06-30', 5), of('other', '2026-12-31', null)];
    expect(figureThatCounts(typed, { from: '2026-01-01', to: '2026-06-30' })?.id).toBe('second');
    expect(figureThatCounts(typed, { from: '2026-01-01', to: '2026-09-30' })).toBeNull();
  });
});

describe('a year of a project', () => {
  it.each<[string, string, number, [string, string] | null]>([
    ['2026-01-01', '2027-12-31', 1, ['2026-01-01', '2026-12-31']], ['2026-01-01', '2027-12-31', 2, ['2027-01-01', '2027-12-31']], ['2026-01-01', '2027-12-31', 3, null],
    ['2011-04-01', '2013-03-31', 2, ['2012-04-01', '2013-03-31']], ['2026-03-15', '2026-09-30', 1, ['2026-03-15', '2026-09-30']], ['2024-02-29', '2026-02-28', 2, ['2025-02-28', '2026-02-27']],
  ])('from %s to %s, year %d', (startsOn, endsOn, year, span) => {
    const found = yearOf({ startsOn, endsOn }, year);
    expect(found && [found.startsOn, found.endsOn]).toEqual(span);
  });
});
