import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { saysNothing } from '../shared/kernel/vocabulary.js';

const FORM = /^(?:n[°º.]?\s*)?(?:ruos)?[\s.:#n°º-]*(\d{1,4})\s*[-–/]\s*((?:19|20)\d{2})(?:\s*[-–/]?\s*r\.?\s*u\.?\s*o\.?\s*s\.?)?$/iu;

const INSIDE = /\(?\bn?[°º.]?\s*(\d{1,4}\s*-\s*(?:19|20)\d{2}\s*-\s*RUOS)\)?/iu;

/** Reads a number of the Single Register of Social Organisations as `0403-2020-RUOS`; null for nothing. */
export function readRegisterNumber(text: string): Reading<string | null> {
  if (saysNothing(text)) return readAs(null);
  const match = FORM.exec(text.trim());
  if (!match) return unreadable('organisations:refusals.register-number-form');
  return readAs(`${(match[1] as string).padStart(4, '0')}-${match[2] as string}-RUOS`);
}

/** Takes a register number out of a name into which somebody wrote it: `Comedor Oasis (0403-2020-RUOS)`. */
export function numberInsideName(name: string): { name: string; registerNumber: string | null } {
  const match = INSIDE.exec(name);
  if (!match) return { name, registerNumber: null };
  const reading = readRegisterNumber(match[1] as string);
  const rest = `${name.slice(0, match.index)} ${name.slice(match.index + match[0].length)}`;
  return { name: rest.replace(/[\s,;-]+$/u, '').trim(), registerNumber: reading.ok ? reading.value : null };
}
