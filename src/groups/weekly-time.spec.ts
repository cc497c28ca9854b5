import { availabilityOf } from '../shared/kernel/availability.js';
import type { Weekday } from '../shared/kernel/local-date.js';
import { weekdaysMask } from '../shared/kernel/weekdays.js';
import type { TeachingHours, WeeklyTime } from './weekly-time.js';
import { availabilityNeeded, clash, clashSets, holdsWhole } from './weekly-time.js';

const at = (days: Weekday[], startsAt: string, endsAt: string): WeeklyTime => ({ days: weekdaysMask(days), startsAt, endsAt });
const MWF_9 = at([1, 3, 5], '09:00', '11:00');

describe('hours that clash', () => {
  it.each<[string, WeeklyTime, boolean]>([
    ['the same hour', MWF_9, true],
    ['one weekday and half an hour shared', at([5, 6], '10:30', '12:30'), true],
    ['inside it', at([3], '09:30', '10:00'), true],
    ['one begins when the other ends', at([1, 3, 5], '11:00', '13:00'), false],
    ['the same time on other days', at([2, 4], '09:00', '11:00'), false],
  ])('%s', (_, other, expected) => {
    expect([clash(MWF_9, other), clash(other, MWF_9)]).toEqual([expected, expected]);
  });

  it('come in sets that clash at one moment, none inside another', () => {
    const times = [MWF_9, at([1], '10:00', '12:00'), at([1], '11:30', '13:00'), at([2], '09:00', '11:00')];
    expect(clashSets(times)).toEqual([[0, 1], [1, 2], [3]]);
  });
});

describe('what an hour asks of those who come', () => {
  it.each<[string, WeeklyTime, number]>([
    ['a morning', MWF_9, availabilityOf([1, 3, 5], 'morning')],
    ['a morning to its end', at([2], '11:00', '13:00'), availabilityOf([2], 'morning')],
    ['over noon', at([2], '12:00', '14:00'), availabilityOf([2], 'morning') | availabilityOf([2], 'afternoon')],
    ['a whole day', at([6], '09:00', '20:00'), availabilityOf([6], 'morning') | availabilityOf([6], 'afternoon') | availabilityOf([6], 'evening')],
    ['an evening', at([4], '18:00', '20:00'), availabilityOf([4], 'evening')],
  ])('%s', (_, time, expected) => {
    expect(availabilityNeeded(time)).toBe(expected);
  });
});

describe('a trainer\'s hours', () => {
  const day = (weekday: Weekday, from: string, to: string): TeachingHours => ({ weekday, from, to });
  it.each<[string, TeachingHours[], boolean]>([
    ['hold it on each day', [day(1, '08:00', '13:00'), day(3, '09:00', '11:00'), day(5, '08:00', '12:00')], true],
    ['touch each other', [day(1, '10:00', '12:00'), day(1, '08:00', '10:00'), day(3, '08:00', '12:00'), day(5, '08:00', '12:00')], true],
    ['leave a gap', [day(1, '08:00', '09:30'), day(1, '10:00', '12:00'), day(3, '08:00', '12:00'), day(5, '08:00', '12:00')], false],
    ['miss a day', [day(1, '08:00', '12:00'), day(3, '08:00', '12:00')], false],
    ['end too soon', [day(1, '08:00', '12:00'), day(3, '08:00', '10:45'), day(5, '08:00', '12:00')], false],
    ['are none', [], false],
  ])('%s', (_, hours, expected) => {
    expect(holdsWhole(hours, MWF_9)).toBe(expected);
  });
});
