import type { RoomWithSeats } from '../centres/centres.repository.js';
import { BANDS } from '../shared/kernel/availability.js';
import type { EditionPerson } from './edition-people.js';
import { timetableRefusals, type Timetable, type TimetableFacts } from './timetable-rules.js';

const WEEK = ([1, 2, 3, 4, 5, 6] as const).map((weekday) => ({ weekday, from: '08:00', to: '13:00' }));
const NOW: Timetable = { days: 0b10101, startsAt: '09:00', endsAt: '11:00', roomId: 'one', trainerId: 'elena' };
const LATER = { startsAt: '11:00', endsAt: '13:00' };
const room = (id: string, seats: number): RoomWithSeats => ({ id, name: `Sala ${id}`, version: 1, workstations: seats, seats });
const person = (personId: string, more: Partial<EditionPerson> = {}): EditionPerson => (
  { personId, givenNames: personId, surnames: 'Poma', availability: BANDS['mwf-morning'], groupId: null, ...more } as EditionPerson);

const FACTS: TimetableFacts = {
  now: NOW, members: [person('Rosa'), person('Ana')], busy: new Map(), rooms: [room('one', 20), room('two', 18), room('small', 1)],
  others: [{ ...NOW, ...LATER, roomId: 'two', trainerId: 'luis', name: 'Grupo B', editionName: 'Curso 2' }],
  trainers: [{ id: 'elena', name: 'Elena', hours: WEEK }, { id: 'luis', name: 'Luis', hours: WEEK }, { id: 'eva', name: 'Eva', hours: [] }],
  opening: WEEK,
};

describe('another timetable', () => {
  it.each<[string, Partial<Timetable>, Partial<TimetableFacts>, boolean, [string, string][]]>([
    ['is no other', {}, {}, false, [['', 'nothing-changes']]],
    ['another trainer', { trainerId: 'luis' }, {}, false, []],
    ['another room', { roomId: 'two' }, {}, false, []],
    ['another hour', LATER, {}, false, []],
    ['all three at once', { ...LATER, trainerId: 'luis', roomId: 'two' }, {}, false, [['trainer', 'trainer-teaches'], ['room', 'room-used']]],
    ['a trainer who is not there then', { trainerId: 'eva' }, {}, false, [['trainer', 'trainer-hours']]],
    ['a trainer of elsewhere', { trainerId: 'pedro' }, {}, false, [['trainer', 'teaches-not-here']]],
    ['a room that is too small', { roomId: 'small' }, {}, false, [['room', 'room-too-small']]],
    ['a room of elsewhere', { roomId: 'other' }, {}, false, [['room', 'no-such-room']]],
    ['an hour at which the centre is closed', { startsAt: '12:00', endsAt: '14:00' }, {}, true, [['trainer', 'trainer-hours'], ['hour', 'closed-then']]],
    ['an hour that somebody did not offer', LATER, { members: [person('Rosa'), person('Ana', { availability: null })] }, false, [['agreed', 'members-cannot-come']]],
    ['an hour that she agreed to', LATER, { members: [person('Ana', { availability: null })] }, true, []],
    ['an hour at which somebody is in class', LATER, { busy: new Map([['Rosa', [{ ...NOW, ...LATER }]]]) }, true, [['hour', 'members-in-class']]],
    ['a room, be who may away at the hour it has', { roomId: 'two' }, { members: [person('Ana', { availability: null })] }, false, []],
  ])('%s', (_, change, facts, agreed, expected) => {
    const refusals = timetableRefusals({ ...NOW, ...change }, { ...FACTS, ...facts }, agreed);
    expect(refusals.map(({ field, reason }) => [field ?? '', reason.replace('groups:refusals.', '')])).toEqual(expected);
  });

  it('names who cannot come', () => {
    const members = [person('Rosa'), person('Ana', { availability: null }), person('Luz', { availability: BANDS.evenings })];
    expect(timetableRefusals({ ...NOW, ...LATER }, { ...FACTS, members }, false)).toEqual([
      { field: 'agreed', reason: 'groups:refusals.members-cannot-come', params: { count: 2, names: ['Ana Poma', 'Luz Poma'] } }]);
  });
});
