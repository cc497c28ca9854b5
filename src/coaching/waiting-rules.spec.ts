import { EXAMPLE_NOW, exampleFacts } from '../../test/coaching/facts-examples.js';
import { COACHING_DEFAULTS } from './coaching-settings.entity.js';
import { offersFor, type Waiting } from './waiting-rules.js';

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

test('what two want goes to who asked first', () => {
  const [first, second] = offersFor([wait(), wait({ id: 'v2', personId: 'p2' })], exampleFacts(), EXAMPLE_NOW);
  expect([first?.wait.id, first?.slot.startsAt, second]).toEqual(['v1', '11:00', undefined]);
});
