import { BANDS } from '../shared/kernel/availability.js';
import type { Mover, MoveTarget, MoveWords } from './moving-rules.js';
import { moveRefusals } from './moving-rules.js';

const TARGET: MoveTarget = { level: 1, seats: 20, members: 12, hasHer: false, days: 0b10101, startsAt: '09:00', endsAt: '11:00' };
const ROSA: Mover = { level: 1, availability: BANDS['mwf-morning'], busy: [] };
const SILENT: MoveWords = { reason: '', agreed: false };

describe('a move by hand', () => {
  it.each<[string, Partial<Mover>, Partial<MoveTarget>, Partial<MoveWords>, string[]]>([
    ['all fits', {}, {}, {}, []],
    ['one seat is left', {}, { members: 19 }, {}, []],
    ['no seat is left', {}, { members: 20 }, {}, ['group-full']],
    ['another level without a reason', { level: 2 }, {}, {}, ['level-needs-reason']],
    ['another level for blanks', { level: 2 }, {}, { reason: '  ' }, ['level-needs-reason']],
    ['another level with a reason', { level: 2 }, {}, { reason: 'comes with her sister' }, []],
    ['no level yet', { level: null }, {}, {}, ['no-level-needs-reason']],
    ['she cannot come then', { availability: BANDS['sat-morning'] }, {}, {}, ['cannot-come']],
    ['she cannot come then, and agreed', { availability: BANDS['sat-morning'] }, {}, { agreed: true }, []],
    ['nobody asked when she can come', { availability: null }, {}, {}, ['availability-unknown']],
    ['she is in class at that time', { busy: [{ days: 0b00100, startsAt: '10:00', endsAt: '12:00' }] }, {}, { agreed: true }, ['same-time']],
    ['she is in class right after', { busy: [{ days: 0b00100, startsAt: '11:00', endsAt: '12:00' }] }, {}, {}, []],
    ['she is there already', {}, { hasHer: true, members: 20 }, {}, ['already-there']],
    ['all is wrong at once', { level: 3, availability: 0, busy: [TARGET] }, { members: 20 }, {},
      ['group-full', 'same-time', 'level-needs-reason', 'cannot-come']],
  ])('%s', (_, mover, target, words, reasons) => {
    const refusals = moveRefusals({ ...ROSA, ...mover }, { ...TARGET, ...target }, { ...SILENT, ...words });
    expect(refusals.map(({ reason }) => reason)).toEqual(reasons.map((reason) => `groups:refusals.${reason}`));
  });

  it('names the field that helps, and both levels', () => {
    expect(moveRefusals({ ...ROSA, level: 2 }, TARGET, SILENT)).toEqual([
      { field: 'reason', reason: 'groups:refusals.level-needs-reason', params: { level: 2, groupLevel: 1 } }]);
  });
});
