import { z } from 'zod';
import { readPost, type PostAnswer } from '../organisations/posts.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { optionalDate, optionalLine, several, ticked, version } from '../shared/web/form-schemas.js';
import { readingField } from '../shared/web/reading-field.js';
import { currentConsentText, newConsent, PURPOSES, type NewConsent } from './consent-texts.js';
import { CONSENT_WAYS } from './consent.entity.js';
import { readDni } from './dni.js';
import { learnerSchema, personSchema, type LearnerFields, type PersonFields } from './person-fields.js';
import type { Confirmed } from './registration-rules.js';

/** The page that registers somebody, read; her organisation is still the words that were typed. */
export interface RegistrationAnswers {
  person: PersonFields;
  learner: LearnerFields;
  membership: { organisation: string; post: PostAnswer; since: LocalDate | null } | null;
  consent: NewConsent | null;
  confirmed: Confirmed;
}

/** The page that changes somebody, read. */
export interface EditAnswers {
  person: PersonFields;
  learner: LearnerFields;
  versions: { person: number; learner: number };
}


/** How consent was given; left out: not yet. */
const consentFields = z.object({
  consentHow: z.enum(CONSENT_WAYS).optional(), consentOn: optionalDate(), consentCovers: several(PURPOSES),
});

export function registrationForm(today: LocalDate): z.ZodType<RegistrationAnswers> {
  const beside = z.object({ organisation: optionalLine(200), post: optionalLine(60), since: optionalDate(), notDouble: ticked(), link: ticked() })
    .refine(({ organisation, post }) => organisation !== null || post === null, { path: ['organisation'], message: 'people:refusals.organisation-missing' });
  return z.intersection(personSchema({ today }), z.intersection(learnerSchema, z.intersection(beside, consentFields)))
    .transform((answers): RegistrationAnswers => {
      const { organisation, post: written, since, notDouble, link } = answers;
      const post = readPost(written ?? '');
      return {
        person: personOf(answers),
        learner: learnerOf(answers),
        membership: organisation === null ? null : { organisation, post, since },
        consent: consentOf(answers, today),
        confirmed: { notDouble, link },
      };
    });
}

export function editForm(today: LocalDate): z.ZodType<EditAnswers> {
  const versions = z.object({ personVersion: version(), learnerVersion: version() });
  return z.intersection(personSchema({ today }), z.intersection(learnerSchema, versions)).transform((answers): EditAnswers => ({
    person: personOf(answers), learner: learnerOf(answers), versions: { person: answers.personVersion, learner: answers.learnerVersion },
  }));
}

/** Only the DNI, written down later. */
export const dniForm = z.object({
  dni: readingField(readDni).refine(({ dni }) => dni !== null, 'people:refusals.dni-missing').transform(({ dni }) => dni as string),
});

/** Consent given after the registration. */
export function consentForm(today: LocalDate): z.ZodType<NewConsent> {
  return consentFields.extend({ consentHow: z.enum(CONSENT_WAYS, 'web:errors.choose') })
    .transform((answers) => consentOf(answers, today) as NewConsent);
}

/** Her own consent: what she agrees to beside what it always covers, and where she goes on. Nothing that is sent can be wrong. */
export const ownConsentForm = z.object({ consentCovers: several(PURPOSES).catch([]), then: z.string().catch('') });

/** Consent that may wait: null where none was given. */
export function maybeConsentForm(today: LocalDate): z.ZodType<NewConsent | null> {
  return consentFields.transform((answers) => consentOf(answers, today));
}

/** Consent of several people to the same text on the same day. */
export function consentRoundForm(today: LocalDate): z.ZodType<{ people: Id[]; consent: NewConsent }> {
  const people = z.preprocess((given) => (given === undefined ? [] : [given].flat()),
    z.array(z.string().refine(isId, 'web:errors.invalid')).min(1, 'people:refusals.nobody-ticked').max(200));
  return z.object({ people }).and(consentForm(today)).transform(({ people, ...consent }) => ({ people, consent }));
}

/** The purposes that are asked one by one. */
export const OPTIONAL_PURPOSES = currentConsentText().optional;

function consentOf({ consentHow, consentOn, consentCovers }: z.output<typeof consentFields>, today: LocalDate): NewConsent | null {
  return consentHow ? newConsent(consentHow, consentOn ?? today, consentCovers) : null;
}

function personOf({ surnames, givenNames, dni, dniPending, birthDate, birthYear, sex, motherTongue, phone, email }: PersonFields): PersonFields {
  return { surnames, givenNames, dni, dniPending, birthDate, birthYear, sex, motherTongue, phone, email };
}

function learnerOf({ kind, availability, computerUse }: LearnerFields): LearnerFields {
  return { kind, availability, computerUse };
}
