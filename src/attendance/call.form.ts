import { z } from 'zod';
import { id, optionalLine } from '../shared/web/form-schemas.js';
import { CALL_OUTCOMES } from './call.entity.js';

/** A call that was made: the button that was pressed says how it ended. */
export const callForm = z.object({
  sessionId: id(),
  personId: id(),
  outcome: z.enum(CALL_OUTCOMES, 'attendance:refusals.call-outcome'),
  note: optionalLine(300),
});
