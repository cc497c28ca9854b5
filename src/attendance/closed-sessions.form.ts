import { z } from 'zod';
import { isId } from '../shared/kernel/ids.js';

/** Which of the sessions on closed days to cancel. */
export const closedSessionsForm = z.object({
  sessions: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.string().refine(isId, 'web:errors.not-a-choice')).min(1, 'attendance:refusals.no-session-chosen').max(1_000),
  ),
});
