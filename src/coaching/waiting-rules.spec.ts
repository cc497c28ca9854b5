import { EXAMPLE_NOW, exampleFacts } from '../../test/coaching/facts-examples.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { COACHING_DEFAULTS } from './coaching-settings.entity.js';
import { hoursFor, offersFor, type Waiting } from './waiting-rules.js';

const MINUTE = 60_000;
const wait = (more: Partial<Waiting> = {}): Waiting => ({
  id: 'v1', personId: 'p1', fromDate: '2026-11-23', toDate: '2026-11-23', wishes: {}, topic: 'email', letPass: [], ...more,
});
const offered = (rules: Partial<typeof COACHING_DEFAULTS>, more: Partial<Waiting> = {}) => (
  offersFor([wait(more)], exampleFacts({ rules: { ...COACHING_DEFAULTS, ...rules } as never }), EXAMPLE_NOW).map(({ slot, expiresAt }) => [slot.startsAt, (expiresAt - EXAMPLE_NOW) / MINUTE]));

// It is 10:00, and coaches can until 12: with half an hour's notice 10:30 is the first hour that can be booked.
test('an hour is offered only when there is time to answer', () => {
  expect(offered({})).toEqual([['11:00', 30]]);
});

test('an offer stands no longer than the centre says', () => {
  expect(offered({ offerMinutes: 40 } as never, { toDate: '2026-11-24', letPass: [{ date: '2026-11-23', startsAt: '10:00', endsAt: '12:00' }] })).toEqual([['08:00', 40]]);
});

test('a centre whose offers stand for minutes offers hours that are as near', () => {
  expect(offered({ offerMinutes: 15 } as never)).toEqual([['10:45', 15]]);
});

test.each<[string, [string, string], number, string, [string, string]]>([
  ['into the first hours of the year', ['2026-12-31', '20:59'], 300, '08:00', ['2027-01-01', '01:59']],
  ['to midnight', ['2026-12-31', '20:00'], 240, '08:00', ['2027-01-01', '00:00']],
  ['no longer than the hour can be booked, in the new year', ['2026-12-31', '20:00'], 1440, '08:00', ['2027-01-01', '07:30']],
  ['from the morning on, when the last night of the year has begun', ['2026-12-31', '21:00'], 30, '08:30', ['2027-01-01', '08:00']],
  ['from the morning on, in the first minute of the year', ['2027-01-01', '00:00'], 90, '08:30', ['2027-01-01', '08:00']],
])('an offer at the turn of the year stands %s', (_, [date, time], offerMinutes, startsAt, until) => {
  const newYear = wait({ fromDate: '2027-01-01', toDate: '2027-01-01' });
  const offers = offersFor([newYear], exampleFacts({ rules: { ...COACHING_DEFAULTS, offerMinutes } as never }), instantAt(date, time));
  expect(offers.map(({ slot, expiresAt }) => [slot.date, slot.startsAt, expiresAt])).toEqual([['2027-01-01', startsAt, instantAt(...until)]]);
});

test('what two want goes to who asked first', () => {
  const [first, second] = offersFor([wait(), wait({ id: 'v2', personId: 'p2' })], exampleFacts(), EXAMPLE_NOW);
  expect([first?.wait.id, first?.slot.startsAt, second]).toEqual(['v1', '11:00', undefined]);
});

test('who let an hour pass comes after those who were offered none yet', () => {
  const passed = wait({ toDate: '2026-11-24', letPass: [{ date: '2026-11-23', startsAt: '11:00', endsAt: '11:45' }] });
  const offers = offersFor([passed, wait({ id: 'v2', personId: 'p2', toDate: '2026-11-24' })], exampleFacts(), EXAMPLE_NOW);
  expect(offers.map(({ wait: { id }, slot }) => [id, slot.date, slot.startsAt])).toEqual([['v2', '2026-11-23', '11:00'], ['v1', '2026-11-24', '08:00']]);
});

test('an hour that is too near to be offered can be had all the same, one that she let pass cannot', () => {
  const near = hoursFor(wait(), exampleFacts(), EXAMPLE_NOW).map(({ startsAt }) => startsAt);
  expect([near[0], near.includes('11:00')]).toEqual(['10:30', true]);
  expect(hoursFor(wait({ letPass: [{ date: '2026-11-23', startsAt: '10:30', endsAt: '12:00' }] }), exampleFacts(), EXAMPLE_NOW)).toEqual([]);
});
