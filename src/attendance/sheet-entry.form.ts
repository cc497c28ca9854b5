import { z } from 'zod';
import { walkInNames } from './walk-in.form.js';

/** A sheet of paper as it is keyed in: the letters on top of it, and the numbers of the exceptions. */
export const sheetEntryForm = z.object({
  sheet: z.string('attendance:refusals.sheet-code').max(10, 'attendance:refusals.sheet-other').transform((text) => text.toUpperCase().replace(/[^A-Z]/g, '')),
  codes: z.string('attendance:refusals.sheet-empty').max(1_000),
  /** Who came, as the sheet says, though another mark stands in the register. */
  came: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).max(100)),
  walkIns: walkInNames,
});
