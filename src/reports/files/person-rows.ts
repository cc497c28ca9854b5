import { csvText, type CsvCell } from '../../shared/web/csv-list.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LearnerFacts } from '../facts/learner-facts.js';
import type { Period } from '../indicators/indicator.js';
import { ownValues } from '../indicators/own-values.js';
import { ANY, anonymise, FEWEST_ALIKE, keyOf, type KnownBy } from './anonymise.js';
import type { FileWords } from './told.js';

/** What an evaluator learns of a person's path: in bands and yes or no, never a date. */
export interface PersonRow extends KnownBy {
  personId: Id;
  level_first: number | null;
  level_last: number | null;
  course_1: Reached;
  course_2: Reached;
  /** Of the sessions of the period that were hers. */
  attendance: string;
  coaching_hours: string;
  acted: 0 | 1;
}

type Reached = 'no' | 'enrolled' | 'completed';

/** Null for who was not registered yet at the end of the period. */
export function personRow(facts: readonly LearnerFacts[], period: Period): PersonRow | null {
  const here = facts.filter(({ registeredOn }) => registeredOn <= period.to);
  const personId = here[0]?.personId;
  if (personId === undefined) return null;
  const person = { personId, facts: here, period };
  const within = (on: string): boolean => on >= period.from && on <= period.to;
  const levels = here.flatMap((one) => one.levels).filter(({ on }) => on <= period.to).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const marks = here.flatMap(({ courses }) => courses.flatMap((course) => course.marks)).filter(([on]) => within(on));
  const one = (dimension: keyof KnownBy): string => ownValues(person, dimension)[0] as string;
  return {
    personId, sex: one('sex'), age: one('age'), district: one('district'), organisationType: one('organisationType'),
    level_first: levels[0]?.level ?? null, level_last: levels.at(-1)?.level ?? null, course_1: reached(here, 1, period), course_2: reached(here, 2, period),
    attendance: attendanceBand(marks.length, marks.filter(([, , , , came]) => came === 1).length),
    coaching_hours: hoursBand(here.flatMap(({ coaching }) => coaching).filter(({ on }) => within(on)).reduce((sum, { minutes }) => sum + minutes, 0)),
    acted: here.some(({ actions }) => actions.some(({ on, proved }) => proved && within(on))) ? 1 : 0,
  };
}

function reached(facts: readonly LearnerFacts[], course: number, { to }: Period): Reached {
  const hers = facts.flatMap(({ courses }) => courses).filter((one) => one.course === course && one.enrolledOn <= to);
  if (hers.some(({ completedOn }) => completedOn !== null && completedOn <= to)) return 'completed';
  return hers.length > 0 ? 'enrolled' : 'no';
}

function attendanceBand(held: number, came: number): string {
  if (held === 0) return '';
  const share = (100 * came) / held;
  return share === 0 ? '0' : share < 50 ? '1-49' : share < 80 ? '50-79' : '80-100';
}

function hoursBand(minutes: number): string {
  return minutes === 0 ? '0' : minutes <= 120 ? '1-2' : '3+';
}

/** The columns of the file of people: their words are `report-files:people.*`. */
const PERSON_COLUMNS = ['person', 'sex', 'age', 'district', 'organisationType', 'level_first', 'level_last', 'course_1', 'course_2', 'attendance', 'coaching_hours', 'acted'] as const;

/** What others see of her way: her courses (a certificate can be looked up by anybody), and what she did as a citizen. */
const SEEN = ['course_1', 'course_2', 'acted'] as const;
/** What only the centre knows of it. */
const KNOWN_HERE = ['level_first', 'level_last', 'attendance', 'coaching_hours'] as const;

/**
 * One row a person, at least five of whom look alike, in the order of names that mean nothing. Where fewer than five are alike
 * in what others see of their way as well, who finds somebody there learns nothing that she did not know.
 */
export function peopleFile(rows: readonly PersonRow[], nameOf: (personId: Id) => string): string {
  const seenOf = (row: PersonRow): string => SEEN.map((column) => row[column]).join(' ');
  const alike = groupBy(anonymise(rows, FEWEST_ALIKE, seenOf), (row) => `${keyOf(row)} ${seenOf(row)}`);
  const told = [...alike.values()].flatMap((group) => group.map((row): Record<string, CsvCell> => (
    { ...row, ...group.length < FEWEST_ALIKE ? Object.fromEntries(KNOWN_HERE.map((column) => [column, ANY])) : {}, person: nameOf(row.personId) })));
  return csvText(PERSON_COLUMNS, told.toSorted((a, b) => (String(a.person) < String(b.person) ? -1 : 1)).map((row) => PERSON_COLUMNS.map((column) => row[column])));
}

export function peopleDictionary({ text }: FileWords): string {
  return csvText(['column', 'meaning'].map((name) => text(`report-files:dictionary.${name}`)), PERSON_COLUMNS.map((column) => [column, text(`report-files:people.${column}`)]));
}
