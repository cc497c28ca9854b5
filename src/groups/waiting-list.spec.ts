import fc from 'fast-check';
import { BANDS } from '../shared/kernel/availability.js';
import type { Traits } from './gap-weights.js';
import { ageBandOf, gapWeights, traitsOf } from './gap-weights.js';
import type { Waiting } from './waiting-list.js';
import { promoted, waitingOrder } from './waiting-list.js';

const WOMAN: Traits = { sex: 'female', ageBand: null, access: null };
const MAN: Traits = { sex: 'male', ageBand: null, access: null };
const UNKNOWN: Traits = { sex: null, ageBand: null, access: null };
const times = (count: number, traits: Traits): Traits[] => Array.from({ length: count }, () => traits);

function waiting(name: string, traits: Traits, more: Partial<Waiting> = {}): Waiting {
  return { enrolmentId: name, personId: name, level: 0, availability: BANDS['mwf-morning'], enrolledAt: 0, traits, busy: [], ...more };
}

describe('gap weights', () => {
  it.each<[string, Traits[], Traits[], number, number]>([
    ['as many as registered', [...times(6, WOMAN), ...times(2, MAN)], [...times(3, WOMAN), MAN], 0, 0],
    ['women missing', [...times(3, WOMAN), MAN], [WOMAN, MAN], 0.25, -0.25],
    ['only men present', [...times(3, WOMAN), MAN], [MAN], 0.75, -0.75],
    ['nobody present: nothing to compare', [...times(3, WOMAN), MAN], [], 0, 0],
    ['nobody registered', [], [MAN], 0, 0],
    ['those who did not say are not counted', [...times(3, WOMAN), MAN, ...times(9, UNKNOWN)], [WOMAN, MAN, UNKNOWN], 0.25, -0.25],
  ])('%s', (_, registered, present, woman, man) => {
    const weigh = gapWeights(registered, present);
    expect([weigh(WOMAN), weigh(MAN), weigh(UNKNOWN)]).toEqual([woman, man, 0]);
  });

  it('add up over sex, age and access', () => {
    const old: Traits = { sex: 'female', ageBand: '60-and-over', access: 'none' };
    const young: Traits = { sex: 'female', ageBand: 'under-30', access: 'own' };
    const weigh = gapWeights([old, young], [young]);
    expect([weigh(old), weigh(young)]).toEqual([1, -1]);
  });

  it('read traits off a record', () => {
    expect(traitsOf({ sex: 'undisclosed', age: 64, access: 'none' })).toEqual({ sex: null, ageBand: '60-and-over', access: 'none' });
    expect([29, 30, 44, 45, 59, 60, null].map(ageBandOf)).toEqual(['under-30', '30-44', '30-44', '45-59', '45-59', '60-and-over', null]);
  });
});

describe('the waiting list', () => {
  it('calls first who is missing most, and counts those called', () => {
    const list = [waiting('man-1', MAN), waiting('woman-1', WOMAN), waiting('man-2', MAN), waiting('woman-2', WOMAN), waiting('woman-3', WOMAN)];
    const order = waitingOrder(list, [...times(3, WOMAN), ...times(3, MAN)], [...times(2, WOMAN), ...times(3, MAN)]);
    // Two women and three men sit: one woman levels it, then they take turns.
    expect(order.map(({ enrolmentId }) => enrolmentId)).toEqual(['woman-1', 'man-1', 'woman-2', 'man-2', 'woman-3']);
  });

  it('goes by enrolment where nobody is missing', () => {
    const list = [waiting('c', WOMAN, { enrolledAt: 3 }), waiting('b', WOMAN, { enrolledAt: 1 }), waiting('a', WOMAN, { enrolledAt: 1 })];
    expect(waitingOrder(list, [WOMAN], []).map(({ enrolmentId }) => enrolmentId)).toEqual(['a', 'b', 'c']);
  });

  it('is the same whatever order it is given, and loses nobody', () => {
    const person = fc.record({
      traits: fc.record<Traits>({
        sex: fc.constantFrom('female', 'male', null), ageBand: fc.constantFrom('under-30', '60-and-over', null), access: fc.constantFrom('none', 'own'),
      }),
      enrolledAt: fc.nat(5),
    });
    fc.assert(fc.property(fc.array(person, { maxLength: 20 }), fc.array(person, { maxLength: 20 }), (people, others) => {
      const list = people.map(({ traits, enrolledAt }, index) => waiting(`person-${index}`, traits, { enrolledAt }));
      const placed = others.map(({ traits }) => traits);
      const registered = [...list.map(({ traits }) => traits), ...placed];
      const order = waitingOrder(list, registered, placed);
      expect(waitingOrder([...list].reverse(), registered, placed)).toEqual(order);
      expect([...order].sort((a, b) => list.indexOf(a) - list.indexOf(b))).toEqual(list);
    }));
  });
});

describe('a seat that falls free', () => {
  const seats = { level: 0 as const, free: 2, days: 0b10101, startsAt: '09:00', endsAt: '11:00' };
  const order = [
    waiting('other level', WOMAN, { level: 1 }), waiting('cannot come', WOMAN, { availability: BANDS['sat-morning'] }),
    waiting('not asked', WOMAN, { availability: null }), waiting('in class then', WOMAN, { busy: [seats] }),
    waiting('first', WOMAN), waiting('second', MAN), waiting('third', WOMAN),
  ];

  it.each<[string, number, string[]]>([
    ['goes to the first of the level who can come', 1, ['first']],
    ['two go to the first two', 2, ['first', 'second']],
    ['more seats than people', 9, ['first', 'second', 'third']],
    ['none', 0, []],
    ['a group that is over-full', -1, []],
  ])('%s', (_, free, expected) => {
    expect(promoted(order, { ...seats, free }).map(({ enrolmentId }) => enrolmentId)).toEqual(expected);
  });
});
