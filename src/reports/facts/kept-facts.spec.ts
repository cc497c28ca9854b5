import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS, type Period } from '../indicators/indicator.js';
import type { Cells } from '../indicators/tally.js';
import { addDays } from '../../shared/kernel/local-date.js';
import { CENTRES, MIDDLE, randomPerson } from '../../../test/reports/random-facts.js';
import { isKeptForm, keptForm, readKept } from './kept-facts.js';
import type { LearnerFacts } from './learner-facts.js';
import { areMonths } from './month-marks.js';
import { cellsOfAll, SumsUntil } from './sums.js';

const PEOPLE = Array.from({ length: 120 }, (_, seed) => randomPerson(seed + 1));
const read = (person: readonly LearnerFacts[]): LearnerFacts[] => person.map((facts) => readKept(keptForm(facts)));

it('are read as they were drawn, and kept again with the same bytes', () => {
  for (const person of PEOPLE) {
    expect(JSON.stringify(read(person))).toBe(JSON.stringify(person));
    expect(read(person).map(keptForm)).toEqual(person.map(keptForm));
  }
});

it('are told from others by a single letter of what is kept', () => {
  const [facts] = PEOPLE.find(([one]) => one?.courses.some(({ marks }) => marks.length > 0)) as [LearnerFacts];
  const kept = keptForm(facts);
  expect(isKeptForm(kept, facts)).toBe(true);
  expect([isKeptForm({ ...kept, facts: `${kept.facts} ` }, facts), isKeptForm({ ...kept, marks: `${kept.marks} ` }, facts)]).toEqual([false, false]);
});

it('say of each mark what it said', () => {
  const marks = [['2025-03-03', 's-1', 90, 75, 1], ['2025-03-05', 's-2', 90, 0, 0]] as const;
  const person = PEOPLE.find(([one]) => one?.courses.length) as LearnerFacts[];
  const [first] = person as [LearnerFacts];
  const kept = readKept(keptForm({ ...first, courses: first.courses.map((course) => ({ ...course, marks: [...marks] })) }));
  expect(kept.courses[0]?.marks).toEqual(marks);
  expect([kept.courses[0]?.months, kept.courses[0]?.firstCame]).toEqual([[['2025-03', 2, 1, 75]], '2025-03-03']);
});

const PERIODS: Period[] = [
  MIDDLE, { from: '2025-03-01', to: '2025-03-31' }, { from: '2025-02-01', to: '2025-02-28' }, { from: '2024-01-01', to: '2026-12-31' },
  { from: '2025-03-05', to: '2025-09-12' }, { from: '2025-03-01', to: '2025-09-12' }, { from: '2025-03-05', to: '2025-09-30' }, { from: '2025-05-05', to: '2025-05-05' },
];

it.each(PERIODS)('add up to the same as facts that were drawn, from $from to $to', (period) => {
  const [drawn, kept] = [cellsOf(period, PEOPLE), cellsOf(period, PEOPLE.map(read))];
  expect([...kept].sort()).toEqual([...drawn].sort());
  expect(drawn.get('registered')?.people ?? 0).toBeGreaterThan(period.to === addDays(period.from, 0) ? -1 : 0);
});

it.each(PERIODS.filter(areMonths))('need no marks for whole months, from $from to $to', (period) => {
  const bare = PEOPLE.map((person) => person.map((facts) => readKept({ ...keptForm(facts), marks: null })));
  expect([...cellsOf(period, bare)].sort()).toEqual([...cellsOf(period, PEOPLE)].sort());
});

it('never take marks that were not read for none', () => {
  const [facts] = PEOPLE.find(([one]) => one?.courses.length) as [LearnerFacts];
  expect(() => readKept({ ...keptForm(facts), marks: null }).courses[0]?.marks).toThrow('without their marks');
});

function cellsOf(period: Period, people: readonly (readonly LearnerFacts[])[]): Cells {
  const asked = [{ scope: { centreIds: CENTRES, period }, definitions: [...CATALOGUE.values()], dimensions: DIMENSIONS }];
  const sums = new SumsUntil(asked, 0);
  for (const person of people) sums.add(person, 0);
  return cellsOfAll(asked, [sums.sum()])[0] as Cells;
}
