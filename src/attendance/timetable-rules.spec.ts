import { timetableRefusals, type BookedSession } from './timetable-rules.js';

const SESSION: BookedSession = {
  groupId: 'a', groupName: 'Grupo A', editionName: 'Marzo', date: '2026-11-24', startsAt: '09:00', endsAt: '11:00', roomId: 'room', trainerId: 'ana',
};

describe('a session beside others', () => {
  it.each<[string, Partial<BookedSession>, string[]]>([
    ['in the same room', { trainerId: 'eva' }, ['room-taken']],
    ['with the same trainer in another room', { roomId: 'other' }, ['trainer-taken']],
    ['elsewhere with somebody else', { roomId: 'other', trainerId: 'eva' }, []],
    ['both without a trainer', { roomId: 'other', trainerId: null }, []],
    ['right after', { startsAt: '11:00', endsAt: '13:00' }, []],
    ['a minute before the end', { startsAt: '10:59', endsAt: '13:00' }, ['room-taken']],
    ['on another day', { date: '2026-11-25' }, []],
  ])('%s', (_, other, reasons) => {
    const planned = { ...SESSION, groupId: 'b', groupName: 'Grupo B', ...other };
    const found = timetableRefusals([SESSION], [planned]).map(({ reason }) => reason.replace('attendance:refusals.', ''));
    expect(found).toEqual(reasons);
    expect(timetableRefusals([SESSION, planned], [])).toHaveLength(reasons.length);
  });

  it('names one clash of each group', () => {
    const planned = { ...SESSION, groupId: 'b', groupName: 'Grupo B' };
    expect(timetableRefusals([SESSION, { ...SESSION, startsAt: '10:00' }], [planned])).toEqual([{
      reason: 'attendance:refusals.room-taken',
      params: { group: 'Grupo A', other: 'Grupo B', edition: 'Marzo', date: '24/11/2026', time: '09:00' },
    }]);
  });
});
