import fc from 'fast-check';
import { seededRandom } from '../shared/kernel/random.js';
import { AREAS, chooseItem, eligibleItems, information, openingItems, WEIGHT_OF_INFORMATION } from './item-choice.js';
import type { Area, Candidate } from './item-choice.js';

const candidate = (code: string, area: Area, b: number, a = 1.4): Candidate => ({ code, area, a, b });

describe('information', () => {
  it('is highest at the difficulty, where it is a²/4', () => {
    expect(information({ a: 2, b: -1 }, -1)).toBe(1);
    expect(information({ a: 2, b: -1 }, 0)).toBeLessThan(1);
  });
});

describe('chooseItem', () => {
  const pool = [
    candidate('D1', 'devices', 0), candidate('D2', 'devices', -1), candidate('W1', 'word-processing', -1.1),
    candidate('W2', 'word-processing', 2), candidate('I1', 'internet', 1),
  ];

  const devices = Array.from({ length: 9 }, (_, i) => candidate(`D${i}`, 'devices', -1 + i * 0.1));
  const drawn = (weight: number, lots = 300): Set<string | undefined> => (
    new Set(Array.from({ length: lots }, (_, i) => chooseItem(devices, [], -1, seededRandom(i), weight)?.code)));

  it('takes the most informative when information alone counts', () => {
    expect(chooseItem(pool, [], -1, () => 0.99, 1)?.code).toBe('D2');
    expect(drawn(1)).toEqual(new Set(['D0']));
  });

  it('takes any of them when the lot alone counts, and the better ones in between', () => {
    expect(drawn(0).size).toBe(devices.length);
    const between = drawn(0.9);
    expect(between).toContain('D0');
    expect(between.size).toBeGreaterThan(2);
    expect(between).not.toContain('D8');
  });

  it('lets information count more with every item', () => {
    expect([...WEIGHT_OF_INFORMATION].sort((one, other) => one - other)).toEqual(WEIGHT_OF_INFORMATION);
    expect([WEIGHT_OF_INFORMATION[0], WEIGHT_OF_INFORMATION.at(-1)]).toEqual([0, 1]);
  });

  it('takes an area that was used least, however informative the others are', () => {
    expect(chooseItem(pool, ['devices', 'word-processing'], -1, () => 0, 1)?.code).toBe('I1');
  });

  it('passes over an area that has no items left', () => {
    const left = pool.filter((item) => item.area !== 'internet');
    expect(chooseItem(left, ['devices', 'word-processing'], -1, () => 0, 1)?.code).toBe('D2');
  });

  it('has nothing to choose from an empty pool', () => {
    expect(chooseItem([], [], 0, () => 0)).toBeUndefined();
  });

  it('does not depend on the order of the bank', () => {
    const items = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 })
      .map((numbers) => numbers.map((n) => candidate(`X${n}`, AREAS[n % 3] as Area, (n % 50) / 10 - 3)));
    const shuffled = items.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(fc.property(shuffled, fc.nat(), ([one, other], seed) => (
      chooseItem(one, [], -0.8, seededRandom(seed))?.code === chooseItem(other, [], -0.8, seededRandom(seed))?.code
    )));
  });
});

describe('openingItems', () => {
  const bank = [candidate('A', 'devices', -2), candidate('B', 'devices', -1.2), candidate('C', 'internet', -0.2), { ...candidate('D', 'internet', -1.6), level: 1 as const }];

  it.each([[-2, ['A']], [-0.8, ['A']], [0, ['B', 'D']], [1, ['C']]])('where %s is expected: the level below', (theta, codes) => {
    expect(openingItems(bank, theta).map(({ code }) => code)).toEqual(codes);
  });

  it('takes the whole bank where that level has none', () => {
    expect(openingItems([candidate('C', 'internet', 0.7)], -1)).toHaveLength(1);
  });
});

describe('eligibleItems', () => {
  it('keeps back an item in the share of tests that it says, always the same in one test', () => {
    const bank = [candidate('A', 'devices', 0), { ...candidate('B', 'devices', 0), share: 0.7 }];
    const kept = Array.from({ length: 2000 }, (_, seed) => eligibleItems(bank, seed).map(({ code }) => code).join(''));
    expect(kept.every((codes) => codes.startsWith('A'))).toBe(true);
    expect(kept.filter((codes) => codes === 'AB').length / kept.length).toBeCloseTo(0.7, 1);
    expect(eligibleItems(bank, 5)).toEqual(eligibleItems([...bank], 5));
  });
});
