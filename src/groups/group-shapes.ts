import { WEEKDAYS, hasWeekday } from '../shared/kernel/weekdays.js';
import { hoursWords, weekdayWord } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { WeeklyTime } from './weekly-time.js';

/** The seats of a group as little squares, for an SVG of `viewBox`: taken by its own level, by guests, and free. */
export interface SeatsPicture {
  viewBox: string;
  own: string;
  guests: string;
  free: string;
}

const SIDE = 10;
const STEP = 14;

export function seatsPicture({ seats, members, guests }: { seats: number; members: number; guests: number }): SeatsPicture {
  const squares = (from: number, to: number): string => {
    let path = '';
    for (let seat = from; seat < to; seat += 1) path += `M${1 + seat * STEP} 1h${SIDE}v${SIDE}h-${SIDE}z`;
    return path;
  };
  const own = members - guests;
  return {
    viewBox: `0 0 ${Math.max(seats, members) * STEP - STEP + SIDE + 2} ${SIDE + 2}`,
    own: squares(0, own), guests: squares(own, members), free: squares(members, seats),
  };
}

/** A week with groups in it, as a table: a row for each time of day, a column for each weekday that is used. */
export interface WeekTable {
  days: string[];
  rows: { hours: string; cells: { day: string; groups: { href: string; name: string; level: number; about: string }[] }[] }[];
}

export function weekTable(t: Translate, groups: readonly (WeeklyTime & { href: string; name: string; level: number; about: string })[]): WeekTable {
  const days = WEEKDAYS.filter((day) => day < 6 || groups.some((group) => hasWeekday(group.days, day)));
  const times = [...new Set(groups.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`))].sort();
  return {
    days: days.map((day) => weekdayWord(t, day)),
    rows: times.map((time) => {
      const [from = '', to = ''] = time.split(' ');
      const now = groups.filter(({ startsAt, endsAt }) => startsAt === from && endsAt === to);
      const cells = days.map((day) => ({
        day: weekdayWord(t, day),
        groups: now.filter((group) => hasWeekday(group.days, day)).map(({ href, name, level, about }) => ({ href, name, level, about })),
      }));
      return { hours: hoursWords(t, from, to), cells };
    }),
  };
}
