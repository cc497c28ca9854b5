import { instantAt } from '../shared/kernel/local-date.js';
import { heldUntil, isReminder, offerClaim, reminderClaim, reminderDue, reminderWay, wakingFrom } from './reminder-rules.js';

const BOTH = ['sms', 'email'];

test.each<[string, Parameters<typeof reminderWay>[0], string[], string | null]>([
  ['a mobile', { phone: '987654321', email: 'rosa@example.org', allowed: true }, BOTH, 'sms'],
  ['a landline and an address', { phone: '012871234', email: 'rosa@example.org', allowed: true }, BOTH, 'email'],
  ['a landline alone', { phone: '012871234', email: null, allowed: true }, BOTH, null],
  ['a mobile, where no text messages go out', { phone: '987654321', email: 'rosa@example.org', allowed: true }, ['email'], 'email'],
  ['nothing', { phone: null, email: null, allowed: true }, BOTH, null],
  ['a mobile, and does not want to be written to', { phone: '987654321', email: null, allowed: false }, BOTH, null],
  ['a mobile, where nothing goes out', { phone: '987654321', email: null, allowed: true }, [], null],
])('who has %s', (_, person, channels, expected) => {
  expect(reminderWay(person, channels)?.channel ?? null).toBe(expected);
});

test.each<[string, [string, string], [string, string], [string, string] | null]>([
  ['days before', ['2026-12-01', '09:00'], ['2026-11-25', '10:00'], ['2026-11-30', '17:00']],
  ['a minute before the evening before', ['2026-12-01', '09:00'], ['2026-11-30', '16:59'], ['2026-11-30', '17:00']],
  ['on the evening before', ['2026-12-01', '15:00'], ['2026-11-30', '17:00'], ['2026-12-01', '13:00']],
  ['on the evening before, for early in the morning', ['2026-12-01', '08:00'], ['2026-11-30', '20:00'], ['2026-12-01', '07:30']],
  ['on the morning of the day', ['2026-12-01', '15:00'], ['2026-12-01', '09:00'], ['2026-12-01', '13:00']],
  ['an hour before', ['2026-12-01', '15:00'], ['2026-12-01', '14:00'], null],
  ['on the evening before, for the first thing in the morning', ['2026-12-01', '07:30'], ['2026-11-30', '20:00'], null],
  ['for the first day of the year', ['2027-01-01', '10:00'], ['2026-12-20', '10:00'], ['2026-12-31', '17:00']],
])('booked %s', (_, [date, startsAt], [day, time], expected) => {
  expect(reminderDue({ date, startsAt }, instantAt(day, time))).toBe(expected && instantAt(...expected));
});

test.each<[string, [string, string], [string, string]]>([
  ['by day', ['2026-12-01', '10:00'], ['2026-12-01', '10:00']],
  ['before dawn', ['2026-12-01', '05:00'], ['2026-12-01', '07:30']],
  ['in the evening', ['2026-12-31', '20:59'], ['2026-12-31', '20:59']],
  ['late on the last day of the year', ['2026-12-31', '21:00'], ['2027-01-01', '07:30']],
  ['in the first minute of the year', ['2027-01-01', '00:00'], ['2027-01-01', '07:30']],
])('somebody hears of what is so %s', (_, now, expected) => expect(wakingFrom(instantAt(...now))).toBe(instantAt(...expected)));

test('another hour of the same booking is another reminder, which fits into its column', () => {
  const id = '019b0000-0000-7000-8000-000000000001';
  expect(reminderClaim(id, { date: '2026-12-01', startsAt: '09:00' })).not.toBe(reminderClaim(id, { date: '2026-12-01', startsAt: '09:45' }));
  expect(reminderClaim(id, { date: '2026-12-01', startsAt: '09:00' }).length).toBeLessThan(120);
});

test('is told from the message about an offer, and looked at again soon where it is held back, but not in the night', () => {
  expect([reminderClaim('b', { date: '2026-12-01', startsAt: '09:00' }), offerClaim('o')].map((claim) => isReminder({ claim }))).toEqual([true, false]);
  expect(heldUntil(instantAt('2026-11-30', '17:00'))).toBe(instantAt('2026-11-30', '17:05'));
  expect(heldUntil(instantAt('2026-11-30', '20:58'))).toBe(instantAt('2026-12-01', '07:30'));
});
