import fc from 'fast-check';
import { addDays, instantAt } from '../shared/kernel/local-date.js';
import { movedSessions, sessionChanges, type SessionPlan, type StandingSession } from './session-dates.js';

const NOW = instantAt('2026-11-23', '08:00');
const plan: SessionPlan = { dates: ['2026-11-23', '2026-11-25', '2026-11-27', '2026-11-30'], startsAt: '15:00', lessons: ['1A-1', '1A-2', '1A-3'], now: NOW };

const standing = (date: string, ordinal: number, lessonCode: string | null, more: Partial<StandingSession> = {}): StandingSession => ({
  date, ordinal, lessonCode, startsAt: '15:00', endsAt: '16:30', registerSavedAt: null, cancelledAt: null, ...more,
});
const all = [standing('2026-11-23', 1, '1A-1'), standing('2026-11-25', 2, '1A-2'), standing('2026-11-27', 3, '1A-3')];
const cancelled = (session: StandingSession): StandingSession => ({ ...session, cancelledAt: 1 });

/** What stands after the changes. */
function applied(given: SessionPlan, before: readonly StandingSession[]): StandingSession[] {
  const { added, changed } = sessionChanges(given, before);
  const changes = new Map(changed.map(({ session, ordinal, lessonCode }) => [session, { ordinal, lessonCode }]));
  return [...before.map((session) => ({ ...session, ...changes.get(session) })), ...added.map(({ date, ordinal, lessonCode }) => standing(date, ordinal, lessonCode))]
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

const words = (sessions: readonly StandingSession[]): string[] => sessions
  .map(({ date, ordinal, lessonCode, cancelledAt }) => `${ordinal} ${date.slice(8)} ${cancelledAt === null ? lessonCode ?? 'review' : 'cancelled'}`);

describe('the sessions of a group', () => {
  it.each([
    ['from nothing: one for each lesson, none beyond the last', plan, [], ['1 23 1A-1', '2 25 1A-2', '3 27 1A-3']],
    ['planned again: as they are', plan, all, ['1 23 1A-1', '2 25 1A-2', '3 27 1A-3']],
    ['one cancelled: its lesson goes to the next, and one is added', plan, [all[0], cancelled(all[1] as StandingSession), all[2]],
      ['1 23 1A-1', '2 25 cancelled', '3 27 1A-2', '4 30 1A-3']],
    ['one restored: what is left over is review', plan, [...all, standing('2026-11-30', 4, '1A-3')], ['1 23 1A-1', '2 25 1A-2', '3 27 1A-3', '4 30 review']],
    ['held without a lesson gone: what was given stays', { ...plan, now: instantAt('2026-11-26', '08:00') },
      [all[0], cancelled(all[1] as StandingSession), all[2]], ['1 23 1A-1', '2 25 cancelled', '3 27 1A-2', '4 30 1A-3']],
    ['a course without lessons: every date', { ...plan, lessons: [] }, [], ['1 23 review', '2 25 review', '3 27 review', '4 30 review']],
    ['a date that is free again, while all lessons have theirs', { ...plan, dates: ['2026-11-24', ...plan.dates] }, all, ['1 23 1A-1', '2 25 1A-2', '3 27 1A-3']],
  ])('%s', (_, given, before, expected) => {
    expect(words(applied(given, before as StandingSession[]))).toEqual(expected);
  });

  it('tell which lessons have no date up to the end', () => {
    expect(sessionChanges({ ...plan, dates: ['2026-11-23'] }, []).withoutDate).toEqual(['1A-2', '1A-3']);
    expect(sessionChanges(plan, all).withoutDate).toEqual([]);
  });

  it('give each lesson once, in order, with numbers of their own, and change nothing when planned again', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 40 })).map((list) => list.sort((a, b) => a - b).map((day) => addDays('2026-11-23', day)));
    const lessons = fc.integer({ min: 1, max: 20 }).map((count) => Array.from({ length: count }, (_, index) => `L${index}`));
    fc.assert(fc.property(days, days, lessons, fc.infiniteStream(fc.boolean()), fc.integer({ min: 0, max: 40 }), (before, after, codes, coin, day) => {
      const first = applied({ ...plan, dates: before, lessons: codes }, []).map((session) => (coin.next().value ? cancelled(session) : session));
      const now = instantAt(addDays('2026-11-23', day), '08:00');
      const again = { ...plan, dates: after.filter((date) => instantAt(date, '15:00') > now), lessons: codes, now };
      const result = applied(again, first);
      const given = result.filter(({ cancelledAt, lessonCode }) => cancelledAt === null && lessonCode !== null).map(({ lessonCode }) => lessonCode);
      expect(given).toHaveLength(new Set(given).size);
      expect([...given, ...sessionChanges(again, result).withoutDate].sort()).toEqual([...codes].sort());
      expect(new Set(result.map(({ ordinal }) => ordinal)).size).toBe(result.length);
      expect(sessionChanges(again, result)).toMatchObject({ added: [], changed: [] });
    }));
  });
});

describe('sessions of a group that meets at other times', () => {
  const toCome = ['2026-11-23', '2026-11-25', '2026-11-27'].map((date, index) => ({ date, ordinal: index + 1 }));

  it.each<[string, string[], [number, string][], number[], string[]]>([
    ['as many dates', ['2026-11-24', '2026-11-26', '2026-11-28'], [[3, '2026-11-28'], [2, '2026-11-26'], [1, '2026-11-24']], [], []],
    ['fewer dates', ['2026-11-24', '2026-11-26'], [[2, '2026-11-26'], [1, '2026-11-24']], [3], []],
    ['more dates', ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'], [[1, '2026-11-23'], [2, '2026-11-24'], [3, '2026-11-25']], [], ['2026-11-26']],
  ])('%s', (_, dates, moved, left, more) => {
    const found = movedSessions(toCome, dates);
    expect(found.moved.map(({ session, date }) => [session.ordinal, date])).toEqual(moved);
    expect([found.left.map(({ ordinal }) => ordinal), found.dates]).toEqual([left, more]);
  });

  it('never stand twice on one date on the way, and keep their order', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1 }).map((list) => list.sort((a, b) => a - b).map((day) => addDays('2026-11-23', day)));
    fc.assert(fc.property(days, days, (before, after) => {
      const sessions = before.map((date) => ({ date }));
      const { moved, left } = movedSessions(sessions, after);
      const standing = new Map(sessions.filter((session) => !left.includes(session)).map((session) => [session, session.date]));
      for (const { session, date } of moved) {
        standing.set(session, date);
        expect(new Set(standing.values()).size).toBe(standing.size);
      }
      expect([...standing.values()]).toEqual(after.slice(0, standing.size));
    }));
  });
});
