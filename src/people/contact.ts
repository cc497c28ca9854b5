import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { saysNothing } from '../shared/kernel/vocabulary.js';

const LONGEST_EMAIL = 120;
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/u;

/**
 * Reads a Peruvian telephone as 9 digits: a mobile (`987 654 321`, `+51 987654321`, `0051-987654321`) or a landline
 * with its area (`01 287 1234`; seven digits alone are Lima's). Null for `no tiene` and for nothing.
 */
export function readPhone(text: string): Reading<string | null> {
  if (saysNothing(text)) return readAs(null);
  const digits = text.replace(/[\s().\-/]/gu, '').replace(/^(?:\+|00)?51(?=\d{8,9}$)/u, '');
  if (!/^\d+$/u.test(digits)) return unreadable('people:refusals.phone-digits');
  if (/^9\d{8}$/u.test(digits)) return readAs(digits);
  if (/^0\d{8}$/u.test(digits)) return readAs(digits);
  if (/^1\d{7}$/u.test(digits)) return readAs(`0${digits}`);
  if (/^[2-7]\d{6}$/u.test(digits)) return readAs(`01${digits}`);
  return unreadable('people:refusals.phone-length', { count: digits.length });
}

/** `987 654 321`; a landline of Lima as `01 287 1234`. */
export function formatPhone(phone: string): string {
  return phone.startsWith('01') ? phone.replace(/^(\d{2})(\d{3})(\d+)$/u, '$1 $2 $3') : phone.replace(/(\d{3})(?=\d)/gu, '$1 ');
}

/** Reads an e-mail address: small letters, without spaces around it. Null for nothing. */
export function readEmail(text: string): Reading<string | null> {
  if (saysNothing(text)) return readAs(null);
  const email = text.trim().replace(/^mailto:/iu, '').replace(/^<(.*)>$/u, '$1').toLowerCase();
  return email.length <= LONGEST_EMAIL && EMAIL.test(email) ? readAs(email) : unreadable('people:refusals.email-form');
}

/** A link that opens WhatsApp with a message to a mobile, for somebody to look at and send. Null for a landline. */
export function whatsappUrl(phone: string, text: string): string | null {
  return /^9\d{8}$/u.test(phone) ? `https://wa.me/51${phone}?text=${encodeURIComponent(text)}` : null;
}
