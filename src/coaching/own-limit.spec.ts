import { instantAt } from '../shared/kernel/local-date.js';
import { hasText } from '../shared/web/i18n.js';
import type { BookingState } from './booking-states.js';
import type { BookingStatus } from './coaching-words.js';
import { OWN_AHEAD, ownLimitRefusals } from './own-limit.js';

const NOW = instantAt('2026-12-31', '10:00');
const booking = (date: string, startsAt: string, status: BookingStatus = 'booked'): BookingState => ({ date, startsAt, status });
const [today, tomorrow, later] = [booking('2026-12-31', '10:15'), booking('2027-01-01', '09:00'), booking('2027-01-08', '09:00')];

test.each<[string, BookingState[], boolean]>([
  ['nothing', [], true],
  ['one hour to come', [tomorrow], true],
  ['two, of which one is this year and one the next', [today, tomorrow], false],
  ['a series that staff booked for her', [today, tomorrow, later], false],
  ['two, of which one has begun', [booking('2026-12-31', '10:00'), tomorrow], true],
  ['two, of which she came to one before it began', [booking('2026-12-31', '10:15', 'arrived'), tomorrow], true],
  ['two, of which one was cancelled', [booking('2027-01-01', '10:00', 'cancelled'), tomorrow], true],
  ['many that are over', [booking('2026-12-01', '09:00'), booking('2026-12-02', '09:00', 'done'), booking('2026-12-03', '09:00', 'no-show')], true],
])('whoever has %s asks for another by herself: %s', (_, bookings, may) => {
  expect(ownLimitRefusals(bookings, NOW)).toEqual(may ? [] : [{ reason: 'coaching:refusals.own-limit', params: { count: bookings.length } }]);
});

test('what is said is in the catalogue, and two is what most need', () => {
  expect([hasText('coaching:refusals.own-limit_other'), OWN_AHEAD]).toEqual([true, 2]);
});
