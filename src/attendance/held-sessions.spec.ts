import { instantAt } from '../shared/kernel/local-date.js';
import { weekdaysMask } from '../shared/kernel/weekdays.js';
import { heldSessionRefusals, placeOfHeld, type HeldGround } from './held-sessions.js';
import type { StandingSession } from './session-dates.js';

const session = (date: string, more: Partial<StandingSession> = {}): StandingSession => (
  { date, startsAt: '15:00', endsAt: '16:30', ordinal: 1, lessonCode: null, registerSavedAt: null, cancelledAt: null, ...more });
const NOW = instantAt('2026-11-26', '16:00');
const ground: HeldGround = { course: { startsOn: '2026-11-16', endsOn: '2026-12-18', closed: false }, standing: [session('2026-11-23')], now: NOW, days: weekdaysMask([1, 3, 4]), otherDayConfirmed: false };

describe('a session that was held before it was planned', () => {
  it.each([
    ['on the first day of the course', '2026-11-16', ground, []],
    ['on a day between', '2026-11-25', ground, []],
    ['on a day on which the group does not meet', '2026-11-17', ground, ['held-other-day']],
    ['on such a day indeed', '2026-11-17', { ...ground, otherDayConfirmed: true }, []],
    ['that still goes on', '2026-11-26', ground, ['held-to-come']],
    ['that is to come', '2026-11-30', ground, ['held-to-come']],
    ['before the course', '2026-11-13', ground, ['held-outside']],
    ['after it', '2026-12-21', ground, ['held-outside']],
    ['that is there', '2026-11-23', ground, ['held-there']],
    ['that is there and was cancelled', '2026-11-23', { ...ground, standing: [session('2026-11-23', { cancelledAt: 1 })] }, ['held-there']],
    ['of a course that is closed', '2026-11-25', { ...ground, course: { ...ground.course, closed: true } }, ['held-closed']],
  ])('%s', (_, date, on, reasons) => {
    expect(heldSessionRefusals(session(date), on).map(({ reason }) => reason.split('.').at(-1))).toEqual(reasons);
  });

  it.each([
    ['takes the first lesson where nothing was given', [], 1, '1A-1'],
    ['takes the next, with the number after the last', [session('2026-11-18', { lessonCode: '1A-1' }), session('2026-11-23', { ordinal: 2, lessonCode: '1A-2' })], 3, '1A-3'],
    ['takes the one of a session that was cancelled', [session('2026-11-18', { lessonCode: '1A-1', cancelledAt: 1 })], 2, '1A-1'],
    ['takes the one that is planned for a session to come', [session('2026-11-30', { lessonCode: '1A-1' })], 1, '1A-1'],
    ['is one of review where all were given', ['1A-1', '1A-2', '1A-3'].map((lessonCode, index) => session(`2026-11-1${index}`, { lessonCode, ordinal: index + 1 })), 4, null],
  ])('%s', (_, standing, ordinal, lessonCode) => {
    expect(placeOfHeld(['1A-1', '1A-2', '1A-3'], standing, NOW)).toEqual({ ordinal, lessonCode });
  });
});
