import fc from 'fast-check';
import { seededRandom } from '../shared/kernel/random.js';
import { AREAS, chooseItem, information } from './item-choice.js';
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

  it('takes the most informative when only one is drawn from', () => {
    expect(chooseItem(pool, [], -1, () => 0.99, 1)?.code).toBe('D2');
  });

  it('takes an area that was used least, however informative the others are', () => {
    expect(chooseItem(pool, ['devices', 'word-processing'], -1, () => 0, 1)?.code).toBe('I1');
  });

  it('passes over an area that has no items left', () => {
    const left = pool.filter((item) => item.area !== 'internet');
    expect(chooseItem(left, ['devices', 'word-processing'], -1, () => 0, 1)?.code).toBe('D2');
  });

  it('draws among the best few', () => {
    const devices = Array.from({ length: 9 }, (_, i) => candidate(`D${i}`, 'devices', -1 + i * 0.1));
    const drawn = new Set(Array.from({ length: 200 }, (_, i) => chooseItem(devices, [], -1, seededRandom(i), 3)?.code));
    expect([...drawn].sort()).toEqual(['D0', 'D1', 'D2']);
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
