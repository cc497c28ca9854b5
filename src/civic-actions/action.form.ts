import { z } from 'zod';
import { date, id, line, optionalLine, whole } from '../shared/web/form-schemas.js';
import { ACTION_KINDS, ENTERED_THROUGH } from './action-words.js';

const told = {
  kind: z.enum(ACTION_KINDS, 'actions:errors.kind'),
  doneOn: date('actions:errors.no-day'),
  told: line(300, 'actions:errors.no-words'),
  organisationId: id().nullish().transform((chosen) => chosen ?? null),
  evidence: optionalLine(200),
};

const version = { version: whole(1, 999_999_999) };

/** What she did, in her own words. */
export const ownActionForm = z.object(told);

/** The same for the staff, who also say how they heard of it. */
export const staffActionForm = z.object({ ...told, through: z.enum(['desk', 'phone'] as const satisfies readonly (typeof ENTERED_THROUGH)[number][], 'actions:errors.through') });

/** A correction of what is on record. */
export const changedActionForm = z.object({ ...told, ...version });

/** That somebody has seen what proves it, and what that is where it is not on record yet. */
export const proofForm = z.object({ evidence: optionalLine(200), ...version });

/** Why it cannot count as it stands. */
export const doubtForm = z.object({ reason: line(300, 'actions:errors.no-reason'), ...version });
