import { z } from 'zod';
import { date } from '../../shared/web/form-schemas.js';

export const LONGEST_WHY = 2_000;

/** `missing` is `known` where she was told of the registers that are missing, and goes on. */
export const newReportForm = z.object({ startsOn: date('reports:missing-field.startsOn'), endsOn: date('reports:missing-field.endsOn'), missing: z.literal('known').optional().catch(undefined) })
  .transform(({ startsOn, endsOn, missing }) => ({ period: { from: startsOn, to: endsOn }, known: missing === 'known' }));

export const correctionForm = z.object({ why: z.string('reports:missing-field.why').min(10, 'reports:refusals.why-short').max(LONGEST_WHY, 'web:errors.too-long') });
