import type { Sex } from '../people/person-words.js';
import { AGE_GROUPS, ageGroup, type AgeGroup } from '../shared/kernel/age-groups.js';
import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { ageOn, instantAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Level } from '../shared/kernel/levels.js';
import { hiddenCells, hiddenGroups } from '../shared/kernel/small-cells.js';
import { sum } from '../shared/kernel/sum.js';

/** An hour of coaching to which she came, and what came of it. */
export interface CoachedHour {
  personId: Id;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  /** 1 to 5; null when she did not say. */
  confidenceBefore: number | null;
  confidenceAfter: number | null;
  sex: Sex | null;
  birthDate: LocalDate | null;
  birthYear: number | null;
}

/** A level in which somebody was placed. */
export interface PlacedLevel {
  personId: Id;
  level: Level;
  decidedAt: Instant;
}

const SEX_GROUPS = ['female', 'male', 'other', 'unknown'] as const;
export type EffectGroup = (typeof SEX_GROUPS)[number] | AgeGroup | 'all';

/** A figure before and after, of those of whom both are known. */
export interface Change {
  /** How many those are. */
  people: number;
  /** Means; null of nobody. */
  before: number | null;
  after: number | null;
}

/** What came of coaching for a group of people; null where the group is too small to be told. */
export interface EffectRow {
  group: EffectGroup;
  people: number | null;
  /** From what she said before her first hour to what she said after her last one. */
  confidence: Change | null;
  /** From the level before her first hour to the one that was decided after her last. */
  level: Change | null;
}

/** The ages of one sex. */
export interface CrossedRow extends EffectRow {
  sex: (typeof SEX_GROUPS)[number];
}

export interface CoachingEffect {
  all: EffectRow;
  bySex: EffectRow[];
  byAge: EffectRow[];
  /** Without those of whom there is nobody; none at all where not one may be told. */
  crossed: CrossedRow[];
}

interface Course {
  sex: (typeof SEX_GROUPS)[number];
  age: AgeGroup;
  confidence: [number, number] | null;
  level: [number, number] | null;
}

/**
 * Confidence and level before and after the coaching of a centre and a period, each person once, by sex and by age.
 * Groups of fewer than `FEWEST` are left out, and another one with which they could be worked out from the total.
 */
export function coachingEffect(hours: readonly CoachedHour[], levels: readonly PlacedLevel[]): CoachingEffect {
  const courses = coursesOf(hours, levels);
  const all = rowOf('all', courses);
  const by = (groups: readonly EffectGroup[], of: (course: Course) => EffectGroup): EffectRow[] => (
    hideSmall(groups.map((group) => rowOf(group, courses.filter((course) => of(course) === group)))));
  const bySex = by(SEX_GROUPS, ({ sex }) => sex);
  const byAge = by(AGE_GROUPS, ({ age }) => age);
  const [allTold] = hideSmall([all]) as [EffectRow];
  return { all: allTold, bySex, byAge, crossed: crossed(courses, { bySex, byAge, all: allTold }) };
}

/** By sex and age at once: what is hidden in the one or the other, or could be worked out from both, is hidden here too. */
function crossed(courses: readonly Course[], { bySex, byAge, all }: Pick<CoachingEffect, 'bySex' | 'byAge' | 'all'>): CrossedRow[] {
  const rows = SEX_GROUPS.map((sex) => AGE_GROUPS.map((age) => rowOf(age, courses.filter((course) => course.sex === sex && course.age === age))));
  const hides = (countOf: (row: EffectRow) => number | undefined, before?: boolean[][]): boolean[][] => {
    const untold = (row: EffectRow): boolean => countOf(row) === undefined;
    return hiddenCells(rows.map((row) => row.map((cell) => countOf(cell) ?? 0)), { rows: bySex.map(untold), columns: byAge.map(untold), total: untold(all) }, before);
  };
  const people = hides((row) => row.people ?? undefined);
  if (rows.every((row, i) => row.every((cell, j) => cell.people === 0 || people[i]?.[j]))) return [];
  const confidence = hides((row) => row.confidence?.people, people);
  const level = hides((row) => row.level?.people, people);
  return rows.flatMap((row, i) => row.flatMap((cell, j): CrossedRow[] => (cell.people === 0 ? [] : [{
    sex: SEX_GROUPS[i] as CrossedRow['sex'], group: cell.group, people: people[i]?.[j] ? null : cell.people,
    confidence: confidence[i]?.[j] ? null : cell.confidence, level: level[i]?.[j] ? null : cell.level,
  }])));
}

function hideSmall(rows: readonly EffectRow[]): EffectRow[] {
  const people = hiddenGroups(rows.map((row) => row.people ?? 0));
  const confidence = hiddenGroups(rows.map((row) => row.confidence?.people ?? 0), people);
  const level = hiddenGroups(rows.map((row) => row.level?.people ?? 0), people);
  return rows.map((row, index) => ({
    group: row.group, people: people[index] ? null : row.people, confidence: confidence[index] ? null : row.confidence, level: level[index] ? null : row.level,
  }));
}

function coursesOf(hours: readonly CoachedHour[], levels: readonly PlacedLevel[]): Course[] {
  const hoursOf = groupBy(hours, ({ personId }) => personId);
  const levelsOf = groupBy(levels, ({ personId }) => personId);
  return [...hoursOf].map(([personId, own]) => courseOf(own, levelsOf.get(personId) ?? []));
}

function courseOf(own: readonly CoachedHour[], levels: readonly PlacedLevel[]): Course {
  const inOrder = [...own].sort((a, b) => (`${a.date} ${a.startsAt}` < `${b.date} ${b.startsAt}` ? -1 : 1));
  const [first, last] = [inOrder[0] as CoachedHour, inOrder.at(-1) as CoachedHour];
  const [began, ended] = [instantAt(first.date, first.startsAt), instantAt(last.date, last.endsAt)];
  const placed = [...levels].sort((a, b) => a.decidedAt - b.decidedAt);
  return {
    sex: first.sex === 'undisclosed' || first.sex === null ? 'unknown' : first.sex,
    age: ageGroup(ageOn(first.date, { date: first.birthDate, year: first.birthYear })),
    confidence: confidenceOf(inOrder),
    level: pair(placed.findLast(({ decidedAt }) => decidedAt <= began)?.level, placed.findLast(({ decidedAt }) => decidedAt >= ended)?.level),
  };
}

/** What she said first and what she said last, unless the last was said before the first. */
function confidenceOf(inOrder: readonly CoachedHour[]): Course['confidence'] {
  const first = inOrder.findIndex(({ confidenceBefore }) => confidenceBefore !== null);
  const last = inOrder.findLastIndex(({ confidenceAfter }) => confidenceAfter !== null);
  return first > last ? null : pair(inOrder[first]?.confidenceBefore, inOrder[last]?.confidenceAfter);
}

function pair(before: number | null | undefined, after: number | null | undefined): [number, number] | null {
  return before === undefined || before === null || after === undefined || after === null ? null : [before, after];
}

function rowOf(group: EffectGroup, courses: readonly Course[]): EffectRow {
  return { group, people: courses.length, confidence: changeOf(courses.map(({ confidence }) => confidence)), level: changeOf(courses.map(({ level }) => level)) };
}

function changeOf(pairs: readonly ([number, number] | null)[]): Change {
  const known = pairs.filter((one): one is [number, number] => one !== null);
  return { people: known.length, before: mean(known.map(([before]) => before)), after: mean(known.map(([, after]) => after)) };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
