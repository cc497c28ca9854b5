import { z } from 'zod';
import { MOTHER_TONGUES } from '../people/person-words.js';
import { date, id, optionalLine, several, timeOfDay, version, whole } from '../shared/web/form-schemas.js';
import { COACH_SEXES, EXCEPTION_KINDS, NAMED_TOPICS } from './coaching-words.js';

/** What stands for a sex that is not stated. */
export const UNSTATED = 'unstated';

/** Half-hours from opening to closing, and no more. */
const MOST_A_DAY = 20;


const profile = {
  sex: z.enum([...COACH_SEXES, UNSTATED]).transform((sex) => (sex === UNSTATED ? null : sex)),
  languages: several(MOTHER_TONGUES).refine((languages) => languages.length > 0, 'coaching:coaches.errors.languages'),
  topics: several(NAMED_TOPICS),
  bookingsADay: whole(1, MOST_A_DAY),
};

export const newCoachForm = z.object({ accountId: id('coaching:coaches.errors.account'), ...profile });

export const coachForm = z.object({ ...profile, version: version() });

const optionalTime = timeOfDay().optional();

/** One day where the last one is left out; the whole day where the hours are. */
export const exceptionForm = z.object({
  kind: z.enum(EXCEPTION_KINDS), fromDate: date(), toDate: date().optional(), fromTime: optionalTime, toTime: optionalTime, reason: optionalLine(200),
}).transform(({ fromDate, toDate = fromDate, fromTime, toTime, ...told }, context) => {
  if ((fromTime === undefined) !== (toTime === undefined)) {
    context.addIssue({ code: 'custom', path: [fromTime === undefined ? 'fromTime' : 'toTime'], message: 'coaching:coaches.errors.one-time' });
  }
  return { ...told, fromDate, toDate, hours: fromTime !== undefined && toTime !== undefined ? { from: fromTime, to: toTime } : null };
});

export const exceptionRemovalForm = z.object({ toDate: date() });
