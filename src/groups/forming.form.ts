import { z } from 'zod';
import { isId } from '../shared/kernel/ids.js';
import type { LocalTime, Weekday } from '../shared/kernel/local-date.js';
import { WEEKDAYS, weekdaysMask } from '../shared/kernel/weekdays.js';
import { id, label, line, optionalLine, ticked, timeOfDay, whole } from '../shared/web/form-schemas.js';
import { OWN_LINES, USUAL_HOURS, type FormingRequest } from './forming-options.js';
import type { WeeklyTime } from './weekly-time.js';

const time = timeOfDay();
const CODES: readonly string[] = [...USUAL_HOURS.map(({ code }) => code), ...OWN_LINES];

const listed = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()));

const wishes = z.object({
  rooms: listed.pipe(z.array(z.string().refine(isId, 'web:errors.not-a-choice')).min(1, 'groups:refusals.no-rooms')),
  organisations: z.enum(['together', 'apart', 'indifferent']),
  mixing: z.enum(['adjacent', 'never']),
  minimumSize: whole(1, 20),
  maximumGroups: z.string().optional().transform((text, context): number | null => {
    if (text === undefined) return null;
    const read = whole(1, 60).safeParse(text);
    if (!read.success) context.addIssue({ code: 'custom', message: 'groups:refusals.maximum-groups' });
    return read.success ? read.data : z.NEVER;
  }),
});

const lines = z.looseObject({ hours: listed }).transform((body, context): { hours: WeeklyTime[] } => {
  const ticks = body.hours.filter((code) => CODES.includes(code));
  if (ticks.length === 0) context.addIssue({ code: 'custom', path: ['hours'], message: 'groups:refusals.no-hours' });
  return { hours: ticks.flatMap((code) => readLine(body, code, context)) };
});

/**
 * What a trainer asks a proposal for. A line of the hours counts when it is ticked; its times are in `from-CODE` and
 * `to-CODE`. Both parts are read whatever is wrong with the other, so that everything is said at once.
 */
export const formingForm = z.intersection(wishes, lines).transform(({ rooms, ...request }): FormingRequest => ({ ...request, roomIds: rooms }));

/** Who goes where in a draft, and what is said to it. `group` is a group's key; `out` takes them out. */
export const draftMoveForm = z.object({
  people: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).min(1, 'groups:refusals.nobody-chosen').max(200)),
  group: line(80, 'groups:errors.group-missing'), reason: optionalLine(300), agreed: ticked(), version: whole(1, 1_000_000),
});

export const draftNameForm = z.object({ key: line(80), name: label(60, 'groups:errors.name-missing'), version: whole(1, 1_000_000) });
export const draftGroupForm = z.object({ key: line(80), version: whole(1, 1_000_000) });
export const versionForm = z.object({ version: whole(1, 1_000_000) });

/** An hour for one more group: days as bits, from, to. */
export const extraHourForm = z.object({
  days: whole(1, 127, 'web:errors.choose'), from: timeOfDay('web:errors.choose'), to: timeOfDay('web:errors.choose'), room: id(), version: whole(1, 1_000_000),
}).refine(({ from, to }) => from < to, { path: ['to'], message: 'groups:refusals.hour-without-time' });

/** To which group of her edition a learner moves later. */
export const moveForm = z.object({ group: id('groups:errors.group-missing'), reason: optionalLine(300), agreed: ticked() });
export const renameForm = z.object({ name: label(60, 'groups:errors.name-missing'), version: whole(1, 1_000_000) });
export const promotionForm = z.object({ enrolment: id() });

function readLine(body: Record<string, unknown>, code: string, context: z.core.$RefinementCtx): WeeklyTime[] {
  const days = USUAL_HOURS.find((hour) => hour.code === code)?.days ?? ownDays(body[`days-${code}`]);
  if (days === 0) context.addIssue({ code: 'custom', path: [`days-${code}`], message: 'groups:errors.days-missing' });
  const from = readTime(body, `from-${code}`, context);
  const to = readTime(body, `to-${code}`, context);
  if (from === null || to === null || days === 0) return [];
  if (from >= to) context.addIssue({ code: 'custom', path: [`to-${code}`], message: 'groups:refusals.hour-without-time' });
  return [{ days, startsAt: from, endsAt: to }];
}

function readTime(body: Record<string, unknown>, name: string, context: z.core.$RefinementCtx): LocalTime | null {
  const read = time.safeParse(body[name]);
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', path: [name], message: 'web:errors.time' });
  return null;
}

function ownDays(value: unknown): number {
  const days = [value].flat().map(Number);
  return weekdaysMask(WEEKDAYS.filter((day): day is Weekday => days.includes(day)));
}
