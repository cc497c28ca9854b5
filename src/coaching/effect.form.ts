import { z } from 'zod';
import { addDays, formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { optionalDate } from '../shared/web/form-schemas.js';
import { parseForm, type FailedForm } from '../shared/web/forms.js';

/** Twelve months: early in a year its own days would hold almost nobody. */
const USUAL_DAYS = 364;

const daysForm = z.object({ from: optionalDate(), to: optionalDate() });

/** From which day to which the effect is asked for: the last twelve months, unless an address says otherwise and can be understood. */
export function readEffectDays(query: unknown, today: LocalDate): { from: LocalDate; to: LocalDate; form: FailedForm } {
  const usual = { from: addDays(today, -USUAL_DAYS), to: today };
  const ordered = daysForm.transform(({ from, to }) => ({ from: from ?? usual.from, to: to ?? usual.to }))
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'effect:refusals.order' });
  const asked = parseForm(ordered, query);
  const days = asked.ok ? asked.value : usual;
  const values = { from: formatLocalDate(days.from), to: formatLocalDate(days.to) };
  return { ...days, form: asked.ok ? { values, faults: [] } : { values: { ...values, ...asked.form.values }, faults: asked.form.faults } };
}
