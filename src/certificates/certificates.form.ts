import { z } from 'zod';
import { id, line, optionalLine, whole } from '../shared/web/form-schemas.js';

export const ruleForm = z.object({
  attendanceShare: whole(0, 100, 'certificates:errors.share'), practiceShare: whole(0, 100, 'certificates:errors.share'),
  version: z.coerce.number('web:errors.invalid').int().min(0),
});

export const issueForm = z.object({
  people: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).min(1, 'certificates:errors.nobody').max(1_000)),
  reason: optionalLine(300),
});

export const revocationForm = z.object({ reason: line(300, 'certificates:errors.reason') });
