import { hourObstacles, isFree, type Ground, type Holder } from './hour-obstacles.js';

const MORNING = { days: 0b10101, startsAt: '09:00', endsAt: '11:00' };
const week = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '08:00', to: '13:00' }));
const elena = { id: 'elena', name: 'Elena', hours: week };
const luis = { id: 'luis', name: 'Luis', hours: week };
const holder = (name: string, roomId: string, trainerId: string | null, more: Partial<Holder> = {}): Holder => ({ ...MORNING, name, roomId, trainerId, ...more });
const ground = (holders: Holder[], more: Partial<Ground> = {}): Ground => ({ roomIds: ['one'], teachers: [elena], holders, ...more });

describe('what stands in the way of a group at an hour', () => {
  it.each<[string, Ground, string[], string[], boolean]>([
    ['nothing', ground([]), [], [], true],
    ['a group in the only room', ground([holder('E', 'one', null)]), ['E'], [], false],
    ['a group in the only room that meets on one of the days', ground([holder('E', 'one', null, { days: 1 })]), ['E'], [], false],
    ['not a group at another hour', ground([holder('E', 'one', 'elena', { startsAt: '11:00', endsAt: '13:00' })]), [], [], true],
    ['not a group in one of two rooms', ground([holder('E', 'one', null)], { roomIds: ['one', 'two'] }), [], [], true],
    ['groups in both rooms', ground([holder('E', 'one', null), holder('F', 'two', null)], { roomIds: ['one', 'two'] }), ['E', 'F'], [], false],
    ['the group of the only trainer', ground([holder('E', 'two', 'elena')]), [], ['Elena E'], false],
    ['not that of one of two trainers', ground([holder('E', 'two', 'elena')], { teachers: [elena, luis] }), [], [], true],
    ['not that of a trainer who could not come then', ground([holder('E', 'two', 'elena')], { teachers: [{ ...elena, hours: [] }] }), [], [], false],
    ['room and trainer', ground([holder('E', 'one', 'elena')]), ['E'], ['Elena E'], false],
  ])('is %s', (_, at, rooms, teachers, free) => {
    const found = hourObstacles(MORNING, at);
    expect(found.rooms.map(({ name }) => name)).toEqual(rooms);
    expect(found.teachers.map(({ name, groups }) => `${name} ${groups.map((group) => group.name).join()}`)).toEqual(teachers);
    expect(isFree(MORNING, at)).toBe(free);
  });
});
