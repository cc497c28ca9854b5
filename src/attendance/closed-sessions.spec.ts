import type { CentreCalendar } from '../centres/centre-calendar.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { closedSessions } from './closed-sessions.js';
import type { RegisterSession } from './register-window.js';

const calendar: CentreCalendar = {
  hours: [{ weekday: 1, opensAt: '08:00', closesAt: '20:00' }, { weekday: 3, opensAt: '08:00', closesAt: '10:30' }],
  holidays: [{ date: '2026-11-30', name: 'Aniversario', closed: true }, { date: '2026-12-07', name: 'Feriado', closed: false }],
};
const session = (date: string, more: Partial<RegisterSession> = {}): RegisterSession => ({
  date, startsAt: '10:00', endsAt: '11:30', cancelledAt: null, registerSavedAt: null, ...more,
});
const HOLIDAY = { why: 'holiday', name: 'Aniversario' };

it.each([
  ['on a holiday', session('2026-11-30'), HOLIDAY],
  ['outside the hours', session('2026-12-02'), { why: 'hours' }],
  ['on a holiday on which the centre opens', session('2026-12-07'), null],
  ['on an ordinary day', session('2026-11-23'), null],
  ['cancelled already', session('2026-11-30', { cancelledAt: 1 }), null],
  ['on record', session('2026-11-30', { registerSavedAt: 1 }), null],
  ['long past', session('2026-11-18'), null],
])('a session %s', (_, given, expected) => {
  expect(closedSessions(calendar, [given], instantAt('2026-11-23', '08:00')).map(({ closing }) => closing)).toEqual(expected ? [expected] : []);
});
