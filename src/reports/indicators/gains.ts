import type { AnswerFacts, GainFacts, LearnerFacts } from '../facts/learner-facts.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { IndicatorDefinition, PersonSeen, Share, Slice } from './indicator.js';
import { coursePlace } from './places.js';
import { cameIn, isUntil, isWithin, lastMonth, OF_A_COURSE } from './shares.js';

/** Of a level, which is 1 wide on the test's scale. */
const THOUSANDTHS = 1_000;

/** What changed from before a course to after it, on the same people. */
export const GAINS: readonly IndicatorDefinition[] = [
  {
    code: 'level-gain', version: 1, form: 'mean', unit: 'points', level: 'individual', criteria: ['effectiveness', 'impact'], proof: 'tests',
    dimensions: OF_A_COURSE, counts: { people: { name: 'measured-twice' } },
    shares: (person) => measuredTwice(person, ({ before }, after) => after.level - before.level),
  },
  {
    code: 'test-gain', version: 1, form: 'mean', unit: 'points', scale: 1 / THOUSANDTHS, level: 'individual', criteria: ['effectiveness', 'impact'], proof: 'tests',
    dimensions: OF_A_COURSE, counts: { people: { name: 'measured-twice' } },
    shares: (person) => measuredTwice(person, ({ before }, after) => thousandths(after.theta) - thousandths(before.theta)),
  },
  {
    code: 'second-measurement', version: 1, form: 'ratio', unit: 'participations', level: 'individual', criteria: ['effectiveness'], proof: 'tests',
    dimensions: OF_A_COURSE, counts: { value: { name: 'measured-twice-participations' } }, shares: (person) => [...measuredTwice(person, () => 1), ...measuredOnce(person)],
  },
  {
    code: 'confidence-gain', version: 1, form: 'mean', unit: 'points', level: 'individual', criteria: ['effectiveness', 'impact'], proof: 'surveys',
    dimensions: OF_A_COURSE, shares: saidTwice,
  },
];

/** Never minus nothing, which is no whole number to the machine: one makes all sums slower. */
function thousandths(theta: number): number {
  return Math.round(theta * THOUSANDTHS) + 0;
}

/** Whose second test was in the period. */
function measuredTwice({ facts, period }: PersonSeen, valueOf: (gain: GainFacts, after: NonNullable<GainFacts['after']>) => number): Share[] {
  return facts.flatMap((one) => one.gains.flatMap((gain): Share[] => (gain.after && isWithin(period, gain.after.on)
    ? [{ value: valueOf(gain, gain.after), of: 1, at: atTest(one, gain, gain.after.on), record: recordOf(one, gain) }] : [])));
}

/** Who came to the course in the period, and had not sat its second test by the end. */
function measuredOnce({ facts, period }: PersonSeen): Share[] {
  return facts.flatMap((one) => one.gains.flatMap((gain): Share[] => {
    const course = one.courses.find(({ editionId }) => editionId === gain.editionId);
    if (!course || !cameIn(period, course) || isUntil(period, gain.after?.on ?? null)) return [];
    return [{ value: 0, of: 1, at: atTest(one, gain, lastMonth(period, course)), record: course.enrolmentId }];
  }));
}

/** At the level from which she started. */
function atTest({ centreId }: LearnerFacts, { course, before }: GainFacts, on: LocalDate): Slice {
  return coursePlace(centreId, on, course, before.level);
}

function recordOf({ courses, learnerId }: LearnerFacts, { editionId }: GainFacts): string {
  return courses.find((course) => course.editionId === editionId)?.enrolmentId ?? learnerId;
}

/** From what she said at the start of an edition to what she said at its end, which is in the period. */
function saidTwice({ facts, period }: PersonSeen): Share[] {
  return facts.flatMap((one) => one.answers.flatMap((end): Share[] => {
    if (end.moment !== 'end' || end.confidence === null || !isWithin(period, end.on)) return [];
    const start = one.answers.find((other) => other.moment === 'start' && other.editionId === end.editionId && other.confidence !== null);
    return start?.confidence ? [{ value: end.confidence - start.confidence, of: 1, at: atAnswer(one, end), record: end.surveyId }] : [];
  }));
}

/** What was answered of an edition, at the level of the group that she was in. */
export function atAnswer({ centreId, courses }: LearnerFacts, { course, editionId, on }: AnswerFacts): Slice {
  return coursePlace(centreId, on, course, courses.find((one) => one.editionId === editionId)?.level ?? null);
}
