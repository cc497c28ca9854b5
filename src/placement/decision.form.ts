import { z } from 'zod';
import type { Level } from '../shared/kernel/levels.js';
import { id, optionalLine } from '../shared/web/form-schemas.js';

/** In the form of somebody on whom nobody has decided yet. */
export const NONE = 'none';

/** A trainer's decision about a level; the reason is demanded by the rules where it is needed. */
export const decisionForm = z.object({
  level: z.enum(['0', '1', '2', '3']).transform((level) => Number(level) as Level),
  reason: optionalLine(300),
  basedOn: z.union([id(), z.literal(NONE).transform(() => null)]).optional(),
});
