import { KnownFactsStore, type KnownFacts } from './known-facts.js';

const facts = (characters: number, turn = 1): KnownFacts => ({ turn, drawnAt: 1, people: [], characters });

it('keeps what was asked for last, and no more than there is room for', () => {
  const store = new KnownFactsStore(100);
  store.keep(['a'], facts(40));
  store.keep(['b'], facts(40));
  expect(store.get(['a'])).toEqual(facts(40));
  store.keep(['c'], facts(40));
  expect([['a'], ['b'], ['c']].map((ids) => store.get(ids) !== null)).toEqual([true, false, true]);
});

it('keeps nothing that would take all the room, and then not what stood there before either', () => {
  const store = new KnownFactsStore(100);
  store.keep(['a'], facts(40));
  store.keep(['a'], facts(51));
  expect(store.get(['a'])).toBeNull();
});

it('gives back the room of what it replaces', () => {
  const store = new KnownFactsStore(100);
  store.keep(['b'], facts(40));
  for (let turn = 1; turn < 5; turn += 1) store.keep(['a'], facts(50, turn));
  expect([store.get(['a'])?.turn, store.get(['b'])?.turn]).toEqual([4, 1]);
});

it('knows centres in whatever order', () => {
  const store = new KnownFactsStore(100);
  store.keep(['b', 'a'], facts(1));
  expect(store.get(['a', 'b'])).toEqual(facts(1));
});
