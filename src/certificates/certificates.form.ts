import { z } from 'zod';
import { id, line, optionalLine, version, whole } from '../shared/web/form-schemas.js';

export const ruleForm = z.object({
  attendanceShare: whole(0, 100, 'certificates:errors.share'), practiceShare: whole(0, 100, 'certificates:errors.share'),
  version: version(0),
});

export const issueForm = z.object({
  people: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).min(1, 'certificates:errors.nobody').max(1_000)),
  reason: optionalLine(300),
});

export const revocationForm = z.object({ reason: line(300, 'certificates:errors.reason') });
