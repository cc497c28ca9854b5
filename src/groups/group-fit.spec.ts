import { BANDS } from '../shared/kernel/availability.js';
import { fitOrder, groupFit } from './group-fit.js';
import type { Mover, MoveTarget } from './moving-rules.js';

const TARGET: MoveTarget = { level: 1, seats: 20, members: 12, hasHer: false, days: 0b10101, startsAt: '09:00', endsAt: '11:00' };
const ROSA: Mover = { level: 1, availability: BANDS['mwf-morning'], busy: [] };

describe('how a group suits somebody', () => {
  it.each<[string, Partial<Mover>, Partial<MoveTarget>, string]>([
    ['wholly', {}, {}, 'same comes free'],
    ['next to her level', { level: 2 }, {}, 'neighbour comes free'],
    ['two levels off', { level: 3 }, {}, 'other comes free'],
    ['no level yet', { level: null }, {}, 'unknown comes free'],
    ['she said that she cannot come', { availability: BANDS['sat-morning'] }, {}, 'same cannot free'],
    ['nobody asked her', { availability: null }, {}, 'same unknown free'],
    ['she is in class then', { busy: [TARGET] }, {}, 'same in-class free'],
    ['it is full', {}, { members: 20 }, 'same comes full'],
  ])('%s', (_, mover, target, expected) => {
    const { level, hour, full } = groupFit({ ...ROSA, ...mover }, { ...TARGET, ...target });
    expect(`${level} ${hour} ${full ? 'full' : 'free'}`).toBe(expected);
  });

  it('puts first what needs no word, and last what cannot be', () => {
    const order = (mover: Partial<Mover>, target: Partial<MoveTarget> = {}): number => fitOrder(groupFit({ ...ROSA, ...mover }, { ...TARGET, ...target }));
    const steps = [order({}), order({ level: 2 }), order({ availability: null }), order({ availability: 0 }), order({ busy: [TARGET] }), order({}, { members: 20 })];
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
  });
});
