import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { currentConsentText } from './consent-texts.js';
import type { Consent } from './consent.entity.js';
import { givenNamesFirst, type PersonName } from './person-names.js';

/** How it stands with somebody's consent. */
export interface ConsentView {
  badge: { text: string; kind: string };
  /** Given when and how, to which text. */
  text: string;
  covers: string[];
  /** What was not agreed to, of what is asked one by one. */
  without: string[];
  history: string[];
  giveUrl: string;
  give: string;
  withdrawUrl: string | null;
}

/** @param consents all that she agreed to at this centre, the newest first */
export function consentView(t: Translate, personId: Id, consents: readonly Consent[]): ConsentView {
  const valid = consents.find(({ withdrawnAt }) => withdrawnAt === null);
  const base = `/people/${personId}/consent`;
  const give = { giveUrl: base, give: t(valid ? 'people:consent.give-again' : 'people:consent.give') };
  const history = consents.filter((consent) => consent !== valid).map((consent) => pastWords(t, consent));
  if (!valid) {
    const key = consents.length > 0 ? 'withdrawn' : 'missing';
    return { badge: { text: t(`people:consent.${key}`), kind: 'warning' }, text: t(`people:consent.${key}-text`), covers: [], without: [], history, ...give, withdrawUrl: null };
  }
  const { optional } = currentConsentText();
  return {
    badge: { text: t('people:consent.valid'), kind: 'success' }, text: givenWords(t, valid),
    covers: valid.covers.map((purpose) => t(`people:consent.purposes.${purpose}`)),
    without: optional.filter((purpose) => !valid.covers.includes(purpose)).map((purpose) => t(`people:consent.purposes.${purpose}`)),
    history, ...give, withdrawUrl: `${base}/withdrawal`,
  };
}

function givenWords(t: Translate, { how, givenOn, textVersion }: Consent): string {
  return t(`people:consent.given.${how}`, { date: formatLocalDate(givenOn), version: textVersion });
}

function pastWords(t: Translate, consent: Consent): string {
  const given = givenWords(t, consent);
  if (consent.withdrawnAt === null) return given;
  return `${given} ${t('people:consent.withdrawn-on', { date: formatLocalDate(localDateAt(Number(consent.withdrawnAt))) })}`;
}

/** The text itself, in the words that are read out. */
export interface ConsentTextView {
  intro: string;
  /** What it always covers. */
  required: string[];
  /** What is asked one by one. */
  optional: string[];
  rights: string[];
}

export function consentTextView(t: Translate): ConsentTextView {
  const { version, required, optional } = currentConsentText();
  const text = (key: string): string => t(`people:consent-texts.${version}.${key}`);
  return {
    intro: text('intro'), required: required.map((purpose) => text(`purposes.${purpose}`)), optional: optional.map((purpose) => text(`purposes.${purpose}`)),
    rights: [text('rights'), text('withdrawal'), text('keeping')],
  };
}

/** The sheet to sign. @param person null for a sheet on which the name is written by hand */
export function consentSheetView(t: Translate, centre: string, person: (PersonName & { id: Id; dni: string | null }) | null): object {
  return {
    backUrl: person ? `/people/${person.id}/consent` : '/people/new', centre, text: consentTextView(t),
    name: person ? givenNamesFirst(person) : null, dni: person?.dni ?? null,
    version: t('people:consent.version', { version: currentConsentText().version }),
  };
}
