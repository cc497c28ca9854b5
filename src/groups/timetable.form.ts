import { z } from 'zod';
import { type Weekday } from '../shared/kernel/local-date.js';
import { WEEKDAYS, weekdaysMask } from '../shared/kernel/weekdays.js';
import { id, ticked, timeOfDay, whole } from '../shared/web/form-schemas.js';
import { USUAL_HOURS } from './forming-options.js';
import type { WeeklyTime } from './weekly-time.js';

/** The choice that leaves the hour as it is, and the one for an hour that is not usual. */
export const HOUR_NOW = 'now';
export const HOUR_OWN = 'own';

const days = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()));

/** A group's trainer, hour and room. `time` is null where the hour stays as it is; `seen` is what the page was filled in with. */
export const timetableForm = z.object({
  trainer: id(), room: id(), hour: z.string('web:errors.choose'), days, from: z.string().optional(), to: z.string().optional(),
  seen: z.string().optional(), agreed: ticked(), version: whole(1, 1_000_000),
}).transform(({ trainer, room, agreed, version, ...hour }, context) => (
  { trainerId: trainer, roomId: room, agreed, version, time: readTime(hour, context) }));

/** An hour as the page carries it. */
export function seenHour({ days: mask, startsAt, endsAt }: WeeklyTime): string {
  return `${mask} ${startsAt} ${endsAt}`;
}

interface AskedHour {
  hour: string;
  days: string[];
  from?: string;
  to?: string;
  seen?: string;
}

function readTime({ hour, seen, ...own }: AskedHour, context: z.core.$RefinementCtx): WeeklyTime | null {
  const usual = USUAL_HOURS.find(({ code }) => code === hour) ?? null;
  if (hour === HOUR_OWN) return readOwn(own, context);
  if (!usual && hour !== HOUR_NOW) context.addIssue({ code: 'custom', path: ['hour'], message: 'web:errors.not-a-choice' });
  const chosen = usual && { days: usual.days, startsAt: usual.startsAt, endsAt: usual.endsAt };
  if (!own.from && !own.to) return chosen;
  // The lines below come filled in: whoever writes another hour over it and chooses one above may mean either.
  const written = readOwn(own, context);
  const meant = chosen ? [seen, seenHour(chosen)] : [seen];
  if (written && !meant.includes(seenHour(written))) context.addIssue({ code: 'custom', path: ['hour'], message: 'groups:errors.two-hours' });
  return chosen;
}

function readOwn({ days: ticks, from, to }: Pick<AskedHour, 'days' | 'from' | 'to'>, context: z.core.$RefinementCtx): WeeklyTime | null {
  const fault = (field: string, message: string): void => { context.addIssue({ code: 'custom', path: [field], message }); };
  const mask = weekdaysMask(WEEKDAYS.filter((day): day is Weekday => ticks.includes(String(day))));
  if (mask === 0) fault('days', 'groups:errors.days-missing');
  const [starts, ends] = [timeOfDay('web:errors.time').safeParse(from), timeOfDay('web:errors.time').safeParse(to)];
  if (!starts.success) fault('from', 'web:errors.time');
  if (!ends.success) fault('to', 'web:errors.time');
  if (!starts.success || !ends.success) return null;
  if (starts.data >= ends.data) fault('to', 'groups:refusals.hour-without-time');
  return { days: mask, startsAt: starts.data, endsAt: ends.data };
}
