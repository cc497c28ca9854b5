import { parseLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { readAs, unreadable, type Reading } from '../shared/kernel/reading.js';
import { searchable } from '../shared/kernel/text.js';
import { saysNothing, vocabulary } from '../shared/kernel/vocabulary.js';
import { consentRefusals, newConsent, type ConsentWay, type NewConsent } from './consent-texts.js';

const wayOf = vocabulary<ConsentWay>({
  signed: 'sí, x, yes, firmó, firmado, firmada, firma, con firma, hoja firmada, sí firmó la hoja, huella',
  spoken: 'de palabra, verbal, oral, sí de palabra, sí lo dijo de palabra',
  online: 'en línea, por internet, virtual, sí por internet',
});

/**
 * Reads what a list says of consent: whether and how in one column, and the day in another, or the day alone. A yes
 * without a day counts from today, when it came to the centre. That she may be called is told apart. Null for no and for nothing.
 */
export function readConsent(way: string, { day, contact }: { day: string; contact: string }, today: LocalDate): Reading<NewConsent | null> {
  const date = parseLocalDate(way) === null ? day : way;
  const how = parseLocalDate(way) === null ? way : '';
  const said = searchable(how) === 'x' || !saysNothing(how);
  if (!said && (saysNothing(date) || searchable(how) === 'no')) return readAs(null);
  const read = said ? wayOf(how) : 'signed';
  const givenOn = saysNothing(date) ? today : parseLocalDate(date);
  if (!read || !givenOn) return unreadable('people:refusals.consent-unknown');
  const [refusal] = consentRefusals({ givenOn }, today);
  return refusal ? unreadable(refusal.reason) : readAs(newConsent(read, givenOn, wayOf(contact) === 'signed' ? ['contact'] : []));
}
