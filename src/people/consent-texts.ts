import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { CONSENT_WAYS } from './consent.entity.js';

export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** What somebody's data may be used for. */
export const PURPOSES = ['training', 'reports', 'contact', 'pictures'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A text that people agree to; its words are in the catalogues under `people:consent-texts.VERSION`. */
export interface ConsentText {
  version: string;
  /** Without these nobody can be trained here, so that agreeing means these. */
  required: readonly Purpose[];
  /** These are asked one by one. */
  optional: readonly Purpose[];
}

/**
 * Every text that somebody may have agreed to (Law 29733 and its regulation, DS 016-2024-JUS): never changed and never
 * removed. Whoever writes a new one adds it at the end, with its words in the catalogues.
 */
const CONSENT_TEXTS: readonly [ConsentText, ...ConsentText[]] = [
  { version: '1', required: ['training', 'reports'], optional: ['contact', 'pictures'] },
];

/** The text that is read out and signed from now on. */
export function currentConsentText(): ConsentText {
  return CONSENT_TEXTS.at(-1) as ConsentText;
}

/** What somebody agreed to, and how. */
export interface NewConsent {
  textVersion: string;
  givenOn: LocalDate;
  how: ConsentWay;
  covers: Purpose[];
}

/** The consent to the present text: what it always covers, and what was agreed to beside it. */
export function newConsent(how: ConsentWay, givenOn: LocalDate, alsoCovers: readonly Purpose[]): NewConsent {
  const { version, required, optional } = currentConsentText();
  return { textVersion: version, givenOn, how, covers: [...required, ...optional.filter((purpose) => alsoCovers.includes(purpose))] };
}

export function consentRefusals({ givenOn }: Pick<NewConsent, 'givenOn'>, today: LocalDate): Refusal[] {
  return givenOn > today ? [{ field: 'consentOn', reason: 'people:refusals.consent-future' }] : [];
}
