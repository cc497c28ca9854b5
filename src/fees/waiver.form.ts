import { z } from 'zod';
import { line, optionalLine, soles } from '../shared/web/form-schemas.js';
import { WAIVER_REASONS } from './waiver.entity.js';

export const waiverForm = z.object({ cents: soles('fees:errors.amount'), reason: z.enum(WAIVER_REASONS, 'fees:errors.reason'), note: optionalLine(300) });

export const grantForm = z.object({ cents: soles('fees:errors.amount') });

export const refusalForm = z.object({ refusal: line(300, 'fees:errors.refusal') });
