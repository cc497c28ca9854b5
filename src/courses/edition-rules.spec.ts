import { nextStep, type EditionProgress, type NextStep } from './edition-progress.js';
import {
  changedEditionRefusals, newEditionRefusals, transitionRefusals, TRANSITIONS, type EditionFacts, type EditionPlan, type EditionStatus,
} from './edition-rules.js';
import { EDITION_STATUSES } from './edition.entity.js';

const TODAY = '2026-11-23';
const plan: EditionPlan = { startsOn: '2026-11-30', endsOn: '2027-01-29', feeCents: 1_000 };
const nothing: EditionFacts = { enrolled: 0, groups: 0, sessionsAhead: 0, firstSession: null, lastSession: null };

const reasons = (refusals: { field?: string; reason: string }[]): string[] => (
  refusals.map(({ field, reason }) => `${field ?? 'whole'} ${reason.replace('courses:refusals.', '')}`));

describe('the dates and the fee of an edition', () => {
  it.each<[string, Partial<EditionPlan>, string[]]>([
    ['two months from next week', {}, []],
    ['a single day, today', { startsOn: TODAY, endsOn: TODAY }, []],
    ['free of charge', { feeCents: 0 }, []],
    ['an end before the start', { endsOn: '2026-11-29' }, ['endsOn ends-first']],
    ['more than a year', { endsOn: '2027-12-02' }, ['endsOn too-long']],
    ['a start in the past', { startsOn: '2026-11-22' }, ['pastConfirmed starts-in-past']],
    ['a fee with two noughts too many', { feeCents: 100_100 }, ['fee fee-high']],
    ['everything wrong at once', { startsOn: '2025-11-30', endsOn: '2025-11-29', feeCents: 9_999_999 },
      ['endsOn ends-first', 'fee fee-high', 'pastConfirmed starts-in-past']],
  ])('%s', (_, changes, expected) => {
    expect(reasons(newEditionRefusals({ ...plan, ...changes }, TODAY, false))).toEqual(expected);
  });

  it('may lie in the past when somebody says so', () => {
    expect(newEditionRefusals({ ...plan, startsOn: '2026-09-01' }, TODAY, true)).toEqual([]);
  });

  it('keep every session inside when they change', () => {
    const held: EditionFacts = { ...nothing, firstSession: '2026-12-01', lastSession: '2027-01-26' };
    expect(changedEditionRefusals(plan, 'running', held)).toEqual([]);
    expect(reasons(changedEditionRefusals({ ...plan, startsOn: '2026-12-02', endsOn: '2027-01-25' }, 'running', held)))
      .toEqual(['startsOn session-before', 'endsOn session-after']);
  });

  it('stay as they are once it is closed', () => {
    expect(reasons(changedEditionRefusals(plan, 'closed', nothing))).toEqual(['whole closed']);
  });
});

describe('the life of an edition', () => {
  it('can be printed as a table', () => {
    const table = EDITION_STATUSES.map((from) => EDITION_STATUSES.map((to) => (TRANSITIONS[from].includes(to) ? to : '-')).join(' '));
    expect(table).toEqual([
      '- open - -', // planned
      'planned - running -', // open
      '- - - closed', // running
      '- - running -', // closed
    ]);
  });

  it.each<[string, EditionStatus, EditionStatus, Partial<EditionFacts>, string[]]>([
    ['opens', 'planned', 'open', {}, []],
    ['goes back while nobody is enrolled', 'open', 'planned', {}, []],
    ['does not go back from under those enrolled', 'open', 'planned', { enrolled: 12 }, ['whole people-enrolled']],
    ['starts with its groups', 'open', 'running', { groups: 3 }, []],
    ['does not start without groups', 'open', 'running', {}, ['whole no-groups']],
    ['closes after its last session', 'running', 'closed', { groups: 3 }, []],
    ['does not close before it', 'running', 'closed', { groups: 3, sessionsAhead: 2 }, ['whole sessions-ahead']],
    ['opens again', 'closed', 'running', { groups: 3 }, []],
    ['skips nothing', 'planned', 'running', { groups: 3 }, ['whole transition']],
    ['does not go where it is', 'open', 'open', {}, ['whole transition']],
  ])('%s', (_, from, to, facts, expected) => {
    expect(reasons(transitionRefusals(from, to, { ...nothing, ...facts }))).toEqual(expected);
  });
});

describe('the next step', () => {
  const start: EditionProgress = {
    enrolled: 0, waiting: 0, unplaced: 0, groups: 0, ungrouped: 0, sessions: 0, registersDue: 0, sessionsAhead: 0,
    withoutLevel: 0, withLevel: 0,
  };

  it.each<[EditionStatus, Partial<EditionProgress>, NextStep]>([
    ['planned', {}, 'open'],
    ['open', {}, 'enrol'],
    ['open', { withoutLevel: 615 }, 'level'],
    ['open', { withoutLevel: 600, withLevel: 15 }, 'enrol'],
    ['open', { enrolled: 30, unplaced: 4 }, 'place'],
    ['open', { waiting: 3, unplaced: 3 }, 'place'],
    ['open', { enrolled: 30 }, 'group'],
    ['open', { enrolled: 30, groups: 2 }, 'start'],
    ['open', { enrolled: 30, groups: 2, registersDue: 1 }, 'register'],
    ['running', { enrolled: 30, unplaced: 1, groups: 2, sessionsAhead: 8 }, 'teach'],
    ['running', { enrolled: 30, groups: 2, registersDue: 2, sessionsAhead: 8 }, 'register'],
    ['running', { enrolled: 30, groups: 2 }, 'close'],
    ['running', { enrolled: 30 }, 'group'],
    ['closed', { enrolled: 30, groups: 2 }, 'done'],
    ['closed', { enrolled: 30, groups: 2, registersDue: 1 }, 'register'],
  ])('%s with %j is to %s', (status, progress, step) => {
    expect(nextStep(status, { ...start, ...progress })).toBe(step);
  });
});
