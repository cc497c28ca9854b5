import { z } from 'zod';
import { id, line } from '../shared/web/form-schemas.js';

/** As many as a sheet's blank rows and its back hold. */
const MOST = 12;
const LONGEST_NAME = 120;

/** As little of a name as somebody heard, but a name: a mark of the sheet or a date that slipped in is none. */
const walkInName = line(LONGEST_NAME, 'attendance:refusals.walk-in-name').regex(/\p{L}{2}/u, 'attendance:refusals.walk-in-name');

/** Names written by hand on a sheet, one a line; none where nothing was typed. */
export const walkInNames = z.string().optional().transform((text, context) => {
  const names = (text ?? '').split('\n').filter((name) => name !== '');
  const read = z.array(walkInName).max(MOST, 'attendance:refusals.walk-ins-many').safeParse(names);
  if (read.success) return read.data;
  // One message for the field, whichever line it is about.
  context.addIssue({ code: 'custom', message: read.error.issues[0]?.message, params: { maximum: names.length > MOST ? MOST : LONGEST_NAME } });
  return z.NEVER;
});

export const walkInForm = z.object({ name: walkInName });

/** Who she is, of the people of the centre. */
export const walkInPersonForm = z.object({ person: id() });
