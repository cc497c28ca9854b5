import { z } from 'zod';
import { date, line, optionalId, optionalLine, version } from '../shared/web/form-schemas.js';
import { ACTION_KINDS, type ENTERED_THROUGH } from './action-words.js';

const told = {
  kind: z.enum(ACTION_KINDS, 'actions:errors.kind'),
  doneOn: date('actions:errors.no-day'),
  told: line(300, 'actions:errors.no-words'),
  organisationId: optionalId(),
  evidence: optionalLine(200),
};

/** What she did, in her own words. */
export const ownActionForm = z.object(told);

/** The same for the staff, who also say how they heard of it. */
export const staffActionForm = z.object({ ...told, through: z.enum(['desk', 'phone'] as const satisfies readonly (typeof ENTERED_THROUGH)[number][], 'actions:errors.through') });

/** A correction of what is on record. */
export const changedActionForm = z.object({ ...told, version: version() });

/** That somebody has seen what proves it, and what that is where it is not on record yet. */
export const proofForm = z.object({ evidence: optionalLine(200), version: version() });

/** Why it cannot count as it stands. */
export const doubtForm = z.object({ reason: line(300, 'actions:errors.no-reason'), version: version() });
