import { translator } from '../shared/web/i18n.js';
import { hourObstacles, isFree, withDates, type Ground, type Holder } from './hour-obstacles.js';
import { holderWords } from './hour-words.js';
import { groundOf } from './plan-outlook.js';

const MORNING = { days: 0b10101, startsAt: '09:00', endsAt: '11:00' };
const week = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '08:00', to: '13:00' }));
const elena = { id: 'elena', name: 'Elena', hours: week };
const luis = { id: 'luis', name: 'Luis', hours: week };
const holder = (name: string, roomId: string, trainerId: string | null, more: Partial<Holder> = {}): Holder => ({ ...MORNING, name, roomId, trainerId, ...more });
const ground = (holders: Holder[], more: Partial<Ground> = {}): Ground => ({ roomIds: ['one'], trainers: [elena], holders, ...more });

describe('what stands in the way of a group at an hour', () => {
  it.each<[string, Ground, string[], string[], boolean]>([
    ['nothing', ground([]), [], [], true],
    ['a group in the only room', ground([holder('E', 'one', null)]), ['E'], [], false],
    ['a group in the only room that meets on one of the days', ground([holder('E', 'one', null, { days: 1 })]), ['E'], [], false],
    ['not a group at another hour', ground([holder('E', 'one', 'elena', { startsAt: '11:00', endsAt: '13:00' })]), [], [], true],
    ['not a group in one of two rooms', ground([holder('E', 'one', null)], { roomIds: ['one', 'two'] }), [], [], true],
    ['groups in both rooms', ground([holder('E', 'one', null), holder('F', 'two', null)], { roomIds: ['one', 'two'] }), ['E', 'F'], [], false],
    ['the group of the only trainer', ground([holder('E', 'two', 'elena')]), [], ['Elena E'], false],
    ['not that of one of two trainers', ground([holder('E', 'two', 'elena')], { trainers: [elena, luis] }), [], [], true],
    ['not that of a trainer who could not come then', ground([holder('E', 'two', 'elena')], { trainers: [{ ...elena, hours: [] }] }), [], [], false],
    ['room and trainer', ground([holder('E', 'one', 'elena')]), ['E'], ['Elena E'], false],
  ])('is %s', (_, at, rooms, trainers, free) => {
    const found = hourObstacles(MORNING, at);
    expect(found.rooms.map(({ name }) => name)).toEqual(rooms);
    expect(found.trainers.map(({ name, groups }) => `${name} ${groups.map((group) => group.name).join()}`)).toEqual(trainers);
    expect(isFree(MORNING, at)).toBe(free);
  });
});

describe('the dates on which another course is in the way', () => {
  const parts = {
    ground: groundOf({ hours: '1 08:00 18:00,3 08:00 18:00,5 08:00 18:00', holidays: '2026-12-02 1', holidayYears: '2026', modules: null }),
    edition: { startsOn: '2026-11-30', endsOn: '2027-01-22' },
  };
  const other = (startsOn: string, endsOn: string, more: Partial<Holder> = {}): Holder => holder('E', 'one', null, { editionName: 'Cuarta vuelta', startsOn, endsOn, ...more });

  it.each<[string, Holder, Parameters<typeof withDates>[1], string]>([
    ['the one day that both have', other('2026-10-01', '2026-11-30'), [MORNING], 'E de Cuarta vuelta (lunes, miércoles y viernes, 09:00 a 11:00; coinciden el 30/11/2026)'],
    ['up to three, without holidays', other('2026-10-01', '2026-12-07'), [MORNING], 'E de Cuarta vuelta (lunes, miércoles y viernes, 09:00 a 11:00; coinciden el 30/11/2026, 04/12/2026 y 07/12/2026)'],
    ['how many there are, and from when to when', other('2026-12-07', '2027-03-01', { days: 1 }), [MORNING], 'E de Cuarta vuelta (lunes, 09:00 a 11:00; coinciden 7 días, del 07/12/2026 al 18/01/2027)'],
    ['of the hours that clash alone', other('2026-10-01', '2026-12-07'), [{ ...MORNING, days: 1 }, { ...MORNING, startsAt: '15:00', endsAt: '17:00' }],
      'E de Cuarta vuelta (lunes, miércoles y viernes, 09:00 a 11:00; coinciden el 30/11/2026 y 07/12/2026)'],
    ['that there is none', other('2026-10-01', '2026-12-02', { days: 4 }), [MORNING], 'E de Cuarta vuelta (miércoles, 09:00 a 11:00; no coinciden ningún día)'],
    ['nothing of a group of the same course', holder('E', 'one', null), [MORNING], 'E (lunes, miércoles y viernes, 09:00 a 11:00)'],
  ])('are said: %s', (_, holding, hours, words) => {
    expect(withDates([holding], hours, parts).map((each) => holderWords(translator('es'), each))).toEqual([words]);
  });
});
