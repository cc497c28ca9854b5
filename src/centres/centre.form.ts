import { z } from 'zod';
import { date, label, name, optionalLine, ticked, version, whole } from '../shared/web/form-schemas.js';

/** A centre's number may be a landline or a mobile, with its prefix or not. */
const phone = z.string().regex(/^[+\d(][\d ()-]{4,18}\d$/, 'centres:errors.phone').nullish().transform((text) => text ?? null);


export const centreForm = z.object({
  name: name(120), shortName: label(20), district: name(80), address: optionalLine(160), phone,
});

export const centreEditForm = centreForm.extend({ version: version() });

export const roomForm = z.object({ name: label(60) });

export const roomEditForm = roomForm.extend({ version: version() });

/** The label leaves room for a space and up to four digits. */
export const workstationsForm = z.object({ prefix: label(15), from: whole(1, 9_999), to: whole(1, 9_999) });

export const workstationForm = z.object({
  version: version(), label: label(20), state: z.enum(['working', 'out-of-order']), note: optionalLine(200),
});

export const proposalForm = z.object({
  year: z.coerce.number('web:errors.invalid').int(),
  dates: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).min(1, 'centres:errors.no-holiday-chosen').max(60)),
});

export const holidayClosingForm = z.object({ version: version(), closed: z.enum(['yes', 'no']).transform((answer) => answer === 'yes') });

/** A day that the clerk adds by herself: the centre is closed unless she says that it opens. */
export const holidayForm = z.object({ date: date(), name: name(80), open: ticked() })
  .transform(({ open, ...day }) => ({ ...day, closed: !open }));
