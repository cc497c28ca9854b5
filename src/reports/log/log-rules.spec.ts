import { entryRefusals, formerValues, isIn, stateOn, toldOn, type LogDraft } from './log-rules.js';
import type { LogKind } from './log-kinds.js';
import type { LogEntry } from './log-entry.entity.js';

const QUARTER = { from: '2026-07-01', to: '2026-09-30' };
const draft = (more: Partial<LogDraft>): LogDraft => ({
  title: 'Asamblea', about: null, startsOn: '2026-08-03', endsOn: null, place: null, people: null, resultId: null, likelihood: null, effect: null, measures: null, ...more,
});

describe('what is written into the log', () => {
  it.each<[string, LogKind, Partial<LogDraft>, string[]]>([
    ['an activity of two days', 'activity', { endsOn: '2026-08-04' }, []],
    ['one that ends before it begins', 'activity', { endsOn: '2026-08-02' }, ['endsOn log:refusals.before-activity']],
    ['one that has not been yet', 'activity', { startsOn: '2026-10-02', endsOn: '2026-10-03' }, ['startsOn log:refusals.future', 'endsOn log:refusals.future']],
    ['one of a single day to come', 'activity', { startsOn: '2026-10-02', endsOn: '2026-10-02' }, ['startsOn log:refusals.future']],
    ['a milestone reached on its day to come', 'milestone', { startsOn: '2026-10-02', endsOn: '2026-10-02' }, ['endsOn log:refusals.future']],
    ['one before the project', 'activity', { startsOn: '2025-12-31', endsOn: '2025-12-31' }, ['startsOn log:refusals.outside']],
    ['one of an activity that the framework does not have', 'activity', { resultId: 'b' }, ['resultId web:errors.not-a-choice']],
    ['one of an activity of the framework', 'activity', { resultId: 'a' }, []],
    ['a milestone to come', 'milestone', { startsOn: '2026-12-01' }, []],
    ['a milestone that was reached before its day', 'milestone', { startsOn: '2026-12-01', endsOn: '2026-09-01' }, []],
    ['a milestone that will have been reached', 'milestone', { endsOn: '2026-10-02' }, ['endsOn log:refusals.future']],
    ['a milestone that was reached before the project', 'milestone', { endsOn: '2025-06-01' }, ['endsOn log:refusals.outside']],
    ['a risk that was closed before it was seen', 'risk', { endsOn: '2026-08-01' }, ['endsOn log:refusals.before-risk']],
    ['a risk that was closed the same day', 'risk', { endsOn: '2026-08-03' }, []],
  ])('may be %s, or says why not', (_, kind, more, found) => {
    const refusals = entryRefusals(kind, draft(more), { project: { startsOn: '2026-01-01', endsOn: '2026-12-31' }, today: '2026-10-01', activityIds: ['a'] });
    expect(refusals.map(({ field, reason }) => `${field} ${reason}`)).toEqual(found);
  });

  it.each<[LogKind, string, string | null, boolean, string | null, string]>([
    ['activity', '2026-06-30', '2026-07-01', true, null, '2026-06-30'], ['activity', '2026-06-29', '2026-06-30', false, null, ''], ['activity', '2026-10-01', '2026-10-01', false, null, ''],
    ['milestone', '2026-08-01', null, true, 'missed', '2026-08-01'], ['milestone', '2026-03-01', null, true, 'missed', '2026-03-01'], ['milestone', '2026-10-01', null, false, 'planned', ''],
    ['milestone', '2026-08-01', '2026-09-30', true, 'reached', '2026-09-30'], ['milestone', '2026-09-30', '2026-10-05', true, 'missed', '2026-09-30'], ['milestone', '2026-12-01', '2026-07-01', true, 'reached', '2026-07-01'],
    ['milestone', '2026-03-01', '2026-03-02', false, 'reached', ''], ['milestone', '2026-03-01', '2026-10-02', false, 'missed', ''],
    ['risk', '2026-02-01', null, true, 'open', '2026-02-01'], ['risk', '2026-02-01', '2026-07-01', true, 'closed', '2026-02-01'], ['risk', '2026-02-01', '2026-06-30', false, 'closed', ''],
    ['risk', '2026-09-30', '2026-10-01', true, 'open', '2026-09-30'],
  ])('is of a period or not: %s of %s to %s', (kind, startsOn, endsOn, within, state, on) => {
    expect([isIn({ kind, startsOn, endsOn }, QUARTER), stateOn({ kind, startsOn, endsOn }, QUARTER.to)]).toEqual([within, state]);
    if (within) expect(toldOn({ kind, startsOn, endsOn }, QUARTER)).toBe(on);
  });

  it('keeps of a correction what differs alone', () => {
    expect(formerValues({ ...draft({ people: 12 }), version: 3 } as unknown as LogEntry, draft({ people: 21 }))).toEqual({ people: 12 });
  });
});
