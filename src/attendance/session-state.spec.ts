import { instantAt } from '../shared/kernel/local-date.js';
import type { RegisterSession } from './register-window.js';
import { byUrgency, sessionState, takable } from './session-state.js';

const session = (more: Partial<RegisterSession> = {}): RegisterSession => ({
  date: '2026-11-23', startsAt: '15:00', endsAt: '16:30', cancelledAt: null, registerSavedAt: null, ...more,
});

it.each([
  ['in the morning', session(), '2026-11-23', '09:00', 'upcoming'],
  ['when people come', session(), '2026-11-23', '14:45', 'now'],
  ['after its end', session(), '2026-11-23', '16:30', 'to-take'],
  ['taken while it is on', session({ registerSavedAt: 1 }), '2026-11-23', '15:20', 'saved'],
  ['cancelled', session({ cancelledAt: 1 }), '2026-11-23', '15:20', 'cancelled'],
  ['never taken', session(), '2026-12-23', '09:00', 'missed'],
] as const)('a session %s', (_, given, date, time, expected) => {
  expect(sessionState(given, instantAt(date, time))).toBe(expected);
});

it('puts the session that is on first, then registers to take, then what is to come', () => {
  const list = [
    session({ startsAt: '18:00', endsAt: '19:00' }), session({ startsAt: '08:00', endsAt: '09:00', registerSavedAt: 1 }),
    session({ startsAt: '17:00', endsAt: '18:00' }), session({ startsAt: '10:00', endsAt: '11:00' }), session(),
  ];
  expect(byUrgency(list, instantAt('2026-11-23', '15:10')).map(({ startsAt }) => startsAt)).toEqual(['15:00', '10:00', '17:00', '18:00', '08:00']);
});

it('keeps what is closed apart for trainers, and for nobody who may correct', () => {
  const [old, recent] = [session({ date: '2026-10-01' }), session({ date: '2026-11-20' })];
  const now = instantAt('2026-11-23', '18:00');
  expect(takable([old, recent], now, false)).toEqual({ open: [recent], closed: [old] });
  expect(takable([old, recent], now, true)).toEqual({ open: [old, recent], closed: [] });
});
