import { z } from 'zod';
import type { Availability } from '../shared/kernel/availability.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { readingField, readingList } from '../shared/web/reading-field.js';
import { readAvailability } from './availability-words.js';
import { readBirth } from './birth.js';
import { readEmail, readPhone } from './contact.js';
import { readDni } from './dni.js';
import { readGivenNames, readSurnames } from './person-names.js';
import type { ComputerUse, MotherTongue, ParticipantKind, Sex, SexLetters } from './person-words.js';
import { readComputerUse, readMotherTongue, readParticipantKind, readSex } from './person-words.js';

/** What is kept of a person, by the names of the columns (`searchName` is made of the names, see person-names). */
export interface PersonFields {
  surnames: string;
  givenNames: string;
  dni: string | null;
  dniPending: boolean;
  birthDate: LocalDate | null;
  birthYear: number | null;
  sex: Sex | null;
  motherTongue: MotherTongue | null;
  phone: string | null;
  email: string | null;
}

/** What is kept of a person as a participant of one centre. */
export interface LearnerFields {
  kind: ParticipantKind;
  availability: Availability | null;
  computerUse: ComputerUse | null;
}

/** What a form sends, or what a row holds: texts, each of which may be missing. */
export type PersonAnswers = Partial<Record<
  'surnames' | 'givenNames' | 'dni' | 'dniPending' | 'birth' | 'sex' | 'motherTongue' | 'phone' | 'email', string
>>;

export interface LearnerAnswers {
  kind?: string;
  availability?: string | string[];
  computerUse?: string;
}

export interface PersonRules {
  /** Ages are counted on this day. */
  today: LocalDate;
  /** How a list means its `M`; a form needs no word here. */
  sexLetters?: SexLetters;
}

/** The fields of a person, alike for a form and for a list's row; `birth` takes a date or only a year. */
export function personSchema({ today, sexLetters }: PersonRules): z.ZodType<PersonFields, PersonAnswers> {
  return z.object({
    surnames: readingField(readSurnames),
    givenNames: readingField(readGivenNames),
    dni: readingField(readDni),
    /** The form's checkbox: counts only where no number was typed. */
    dniPending: z.string().optional(),
    birth: readingField((text) => readBirth(text, today)),
    sex: readingField((text) => readSex(text, sexLetters)),
    motherTongue: readingField(readMotherTongue),
    phone: readingField(readPhone),
    email: readingField(readEmail),
  }).transform(({ dni: answer, dniPending, birth, ...plain }): PersonFields => ({
    ...plain, ...birth, dni: answer.dni, dniPending: !answer.dni && (answer.dniPending || dniPending === 'yes'),
  }));
}

/** The fields of a participant; `availability` takes words or the codes of bands, one or several. */
export const learnerSchema: z.ZodType<LearnerFields, LearnerAnswers> = z.object({
  kind: readingField(readParticipantKind),
  availability: readingList(readAvailability),
  computerUse: readingField(readComputerUse),
});
