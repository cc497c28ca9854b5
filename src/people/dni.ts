import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { searchable } from '../shared/kernel/text.js';
import { saysNothing } from '../shared/kernel/vocabulary.js';

/** The national identity number: 8 digits, or on its way (`EN TRÁMITE`), or not told. */
export interface DniAnswer {
  dni: string | null;
  dniPending: boolean;
}

const DIGITS = 8;

/** Reads `07661234`, `07.661.234`, `07661234-5` (the check digit goes), `EN TRÁMITE`, `no tiene` or nothing. */
export function readDni(text: string): Reading<DniAnswer> {
  if (/^(?:dni )?(?:en )?tramite$|^(?:en )?proceso$|^pendiente$|^pending$/u.test(searchable(text))) {
    return readAs({ dni: null, dniPending: true });
  }
  if (saysNothing(text)) return readAs({ dni: null, dniPending: false });
  const digits = text.replace(/^\s*dni\b[\s:°.]*/iu, '').replace(/[\s.]/gu, '').replace(/^(\d{8})-\w$/u, '$1');
  if (!/^\d+$/u.test(digits)) return unreadable('people:refusals.dni-digits');
  if (digits.length !== DIGITS) return unreadable('people:refusals.dni-length', { count: digits.length });
  if (/^(\d)\1*$/u.test(digits)) return unreadable('people:refusals.dni-repeated');
  return readAs({ dni: digits, dniPending: false });
}
