import { instantAt } from '../shared/kernel/local-date.js';
import { groundOf, planOutlook, type PlanGround } from './plan-outlook.js';

const MONDAYS = 0b0000001;
const ground: PlanGround = groundOf({
  hours: '1 08:00 18:00', holidays: '2026-12-08 1,2026-12-14 1,2026-12-21 0', holidayYears: '2026', modules: '2 1B 1 2 2,1 1A 0 1 3,3 1C 2 3 1',
});
const span = { startsOn: '2026-12-01', endsOn: '2026-12-31' };
const at = (date: string, time = '06:00'): number => instantAt(date, time);
const group = { name: 'Grupo 1', level: 0 as const, days: MONDAYS, startsAt: '10:00', endsAt: '12:00' };

it('reads what the database joined', () => {
  expect(ground.modules.map(({ code, lessons }) => `${code} ${lessons}`)).toEqual(['1A 3', '1B 2', '1C 1']);
  expect(ground.calendar.holidays.map(({ date, closed }) => `${date} ${closed}`)).toEqual(['2026-12-08 true', '2026-12-14 true', '2026-12-21 false']);
  expect(groundOf({ hours: null, holidays: null, holidayYears: null, modules: null })).toEqual({ calendar: { hours: [], holidays: [] }, holidayYears: [], modules: [] });
});

it.each<[string, Partial<typeof group>, Partial<typeof span> & { now?: number }, object]>([
  ['three Mondays for six lessons', {}, {}, { years: [], short: [{ name: 'Grupo 1', dates: 3, lessons: 6 }], spare: [] }],
  ['three lessons from the second module on', { level: 2 as never }, {}, { years: [], short: [], spare: [] }],
  ['three lessons for six Mondays', { level: 2 as never }, { startsOn: '2026-11-16' }, { years: [], short: [], spare: [{ name: 'Grupo 1', dates: 6, lessons: 3 }] }],
  ['a year whose holidays nobody knows', { level: 2 as never }, { endsOn: '2027-01-03' }, { years: [2027], short: [], spare: [] }],
  ['today until its hour is over', { level: 2 as never }, { now: at('2026-12-07', '11:59') }, { years: [], short: [], spare: [] }],
  ['today no more after its hour', { level: 2 as never }, { now: at('2026-12-07', '12:00') }, { years: [], short: [{ name: 'Grupo 1', dates: 2, lessons: 3 }], spare: [] }],
  ['no date at all', { startsAt: '19:00', endsAt: '20:00' }, {}, { years: [], short: [{ name: 'Grupo 1', dates: 0, lessons: 6 }], spare: [] }],
])('sees %s', (_, changes, { now = at('2026-11-01'), ...dates }, expected) => {
  expect(planOutlook(ground, [{ ...group, ...changes }], { ...span, ...dates }, now)).toEqual(expected);
});

it('sees a course without lessons: all its class days are without one', () => {
  expect(planOutlook({ ...ground, modules: [] }, [group], span, at('2026-11-01')).spare).toEqual([{ name: 'Grupo 1', dates: 3, lessons: 0 }]);
});
