import { z } from 'zod';
import { isId } from '../shared/kernel/ids.js';
import { line, optionalLine, ticked } from '../shared/web/form-schemas.js';

const ids = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().refine(isId, 'web:errors.not-a-choice')).max(2_000),
);

/** Whom to enrol: those that were ticked, or everybody whose level fits. */
export const enrolmentForm = z.object({ people: ids, everybody: ticked(), reason: optionalLine(300) })
  .refine(({ people, everybody }) => everybody || people.length > 0, { path: ['people'], message: 'groups:refusals.nobody-chosen' });

export const withdrawalForm = z.object({ reason: line(300, 'groups:errors.reason-missing') });
