import { instantAt } from '../shared/kernel/local-date.js';
import { sessionArrivedAt } from './arrival-rules.js';

const morning = { id: 'morning', date: '2026-11-23', startsAt: '09:00', endsAt: '10:30' };
const next = { id: 'next', date: '2026-11-23', startsAt: '10:30', endsAt: '12:00' };

it.each([
  ['07:59', undefined],
  ['08:00', 'morning'],
  ['09:40', 'morning'],
  // Still at the first, though the second is near.
  ['10:29', 'morning'],
  ['10:30', 'next'],
  ['11:59', 'next'],
  ['12:00', undefined],
])('who signs in at %s has come to %s', (time, expected) => {
  expect(sessionArrivedAt([next, morning], instantAt('2026-11-23', time))?.id).toBe(expected);
});
