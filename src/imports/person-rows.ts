import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { NewConsent } from '../people/consent-texts.js';
import { readConsent } from '../people/consent-words.js';
import { readAvailability } from '../people/availability-words.js';
import { type PersonAnswers, type PersonFields, personSchema } from '../people/person-fields.js';
import { readFullName, surnamesFirst } from '../people/person-names.js';
import { type ComputerUse, readComputerUse, sexLettersOf } from '../people/person-words.js';
import type { OrganisationIndex } from '../organisations/organisation-names.js';
import { type PostAnswer, readPost } from '../organisations/posts.js';
import type { Availability } from '../shared/kernel/availability.js';
import type { Reading } from '../shared/kernel/reading.js';
import { findOrganisation } from './organisation-of-row.js';
import { type CellReader, misplacedCells, type PlanChoices, type RowDoubt, type RowFault } from './plan.js';
import type { ListRow } from './read-list.js';
import { leftOut, readSoftly } from './soft-reading.js';

/** A row of a list of people, read. `fields` is null where it is faulty. */
export interface PersonRow {
  row: number;
  label: string;
  fields: PersonFields | null;
  availability: Availability | null;
  computerUse: ComputerUse | null;
  consent: NewConsent | null;
  /** The organisation that the row names, when it is clear or chosen. */
  organisationId: Id | null;
  post: PostAnswer;
  /** The post is written in the row; otherwise it is a member's. */
  postSaid: boolean;
  faults: RowFault[];
  doubts: RowDoubt[];
}

/** What reading rows needs beside a row. */
export interface PersonReader {
  cell: CellReader;
  columns: number;
  today: LocalDate;
  schema: ReturnType<typeof personSchema>;
  organisations: OrganisationIndex;
  choices: PlanChoices;
}

const SOFT = ['sex', 'motherTongue', 'phone', 'email'];

/** Prepares the reading of a list: its `M` is a man or a woman (mujer), which only the whole column tells. */
export function personReader(
  rows: readonly ListRow[], today: LocalDate, rest: Omit<PersonReader, 'schema' | 'today'>,
): PersonReader {
  const letters = sexLettersOf(new Set(rows.map((row) => rest.cell(row, 'sex'))));
  return { ...rest, today, schema: personSchema({ today, sexLetters: letters }) };
}

export function readPersonRow(row: ListRow, reader: PersonReader): PersonRow {
  const { cell } = reader;
  const name = readName(row, cell);
  const person = readSoftly(reader.schema, { ...answersOf(row, cell), ...name.answers }, SOFT);
  const organisation = findOrganisation(row, reader);
  const availability = softly('availability', cell(row, 'availability'), (text) => readAvailability([text]));
  const computerUse = softly('computerUse', cell(row, 'computerUse'), readComputerUse);
  const consent = softly('consent', cell(row, 'consent'), (text) => readConsent(text, { day: cell(row, 'consentOn'), contact: cell(row, 'consentContact') }, reader.today));
  // A whole name that could not be split says so itself; its parts are missing only because of that.
  const own = name.faults.length > 0 ? person.faults.filter(({ field }) => !isName(field)) : person.faults;
  const faults = [...misplacedCells(row, reader.columns), ...name.faults, ...own, ...organisation.faults];
  const post = readPost(cell(row, 'post'));
  return {
    row: row.row,
    label: person.value ? surnamesFirst(person.value) : name.written,
    fields: faults.length === 0 ? person.value : null,
    availability: availability.value, computerUse: computerUse.value, consent: consent.value,
    organisationId: organisation.id, post, postSaid: cell(row, 'post') !== '', faults,
    doubts: [...name.doubts, ...person.doubts, ...availability.doubts, ...computerUse.doubts, ...consent.doubts, ...organisation.doubts,
      ...(post.known ? [] : [postUnknown(post.post)])],
  };
}

interface NameReading {
  answers: Pick<PersonAnswers, 'surnames' | 'givenNames'>;
  written: string;
  faults: RowFault[];
  doubts: RowDoubt[];
}

/** A name stands in one column, or in two or three. */
function readName(row: ListRow, cell: CellReader): NameReading {
  const givenFirst = cell(row, 'fullNameGivenFirst');
  const whole = givenFirst || cell(row, 'fullName');
  const surnames = cell(row, 'surnames') || `${cell(row, 'paternalSurname')} ${cell(row, 'maternalSurname')}`.trim();
  const givenNames = cell(row, 'givenNames');
  if (surnames !== '' || givenNames !== '') {
    return { answers: { surnames, givenNames }, written: [surnames, givenNames].filter(Boolean).join(', '), faults: [], doubts: [] };
  }
  const reading = readFullName(whole, givenFirst ? 'given-first' : 'surnames-first');
  if (!reading.ok) return { answers: {}, written: whole, faults: [{ field: 'fullName', ...reading.refusal, value: whole }], doubts: [] };
  const { certain, ...answers } = reading.value;
  const doubt: RowDoubt = {
    code: 'name-order', field: 'fullName', reason: 'imports:doubts.name-order', value: whole, options: [], chosen: null, params: answers,
  };
  return { answers, written: whole, faults: [], doubts: certain ? [] : [doubt] };
}

function answersOf(row: ListRow, cell: CellReader): Record<'dni' | 'birth' | 'sex' | 'motherTongue' | 'phone' | 'email', string> {
  return {
    dni: cell(row, 'dni'), birth: cell(row, 'birth'), sex: cell(row, 'sex'), motherTongue: cell(row, 'motherTongue'),
    phone: cell(row, 'phone'), email: cell(row, 'email'),
  };
}

function isName(field: string): boolean {
  return field === 'surnames' || field === 'givenNames';
}

function softly<T>(field: string, text: string, read: (text: string) => Reading<T | null>): { value: T | null; doubts: RowDoubt[] } {
  const reading = read(text);
  return reading.ok ? { value: reading.value, doubts: [] } : { value: null, doubts: [leftOut({ field, ...reading.refusal, value: text })] };
}

function postUnknown(words: string): RowDoubt {
  return { code: 'post-unknown', field: 'post', reason: 'imports:doubts.post-unknown', value: words, params: { words }, options: [], chosen: null };
}
