import { ORGANISATION_TYPES } from '../../src/organisations/organisation-types.js';
import { ACCESSES, PARTICIPANT_KINDS, SEXES } from '../../src/people/person-words.js';
import type { ActionFacts, AnswerFacts, CoachingFacts, CourseFacts, FeeFacts, GainFacts, LearnerFacts, MarkFacts, PostFacts } from '../../src/reports/facts/learner-facts.js';
import { addDays } from '../../src/shared/kernel/local-date.js';
import { LEVELS } from '../../src/shared/kernel/levels.js';
import { type Random, seededRandom } from '../../src/shared/kernel/random.js';

export const CENTRES = ['centre-a', 'centre-b'];
/** The days on which anything happens to them lie in this year and the two beside it. */
export const MIDDLE = { from: '2025-01-01', to: '2025-12-31' };

const FIRST = '2024-07-01';
const DAYS = 730;

/** Somebody made up, at one centre or both; the same seed makes the same person. */
export function randomPerson(seed: number): LearnerFacts[] {
  const random = seededRandom(seed);
  const at = random() < 0.15 ? CENTRES : [pick(random, CENTRES)];
  const [sex, birthYear] = [maybe(random, 0.9, () => pick(random, SEXES)), maybe(random, 0.9, () => 1940 + whole(random, 75))];
  return at.map((centreId) => randomLearner(random, `p${seed}`, centreId, { sex, birthYear }));
}

function randomLearner(random: Random, personId: string, centreId: string, born: Pick<LearnerFacts, 'sex' | 'birthYear'>): LearnerFacts {
  const learnerId = `${personId}-${centreId}`;
  const registeredOn = day(random);
  const courses = some(random, 3, (index) => randomCourse(random, `${learnerId}-e${index}`, 1 + (index % 2)));
  return {
    learnerId, personId, centreId, ...born, birthDate: null, registeredOn,
    access: maybe(random, 0.8, () => pick(random, ACCESSES)), kind: pick(random, PARTICIPANT_KINDS),
    diagnosedOn: maybe(random, 0.8, () => addDays(registeredOn, whole(random, 20))),
    levels: inOrder(some(random, 3, () => ({ on: day(random), level: pick(random, LEVELS) }))),
    posts: some(random, 3, (index) => randomPost(random, `o${index}`)), courses,
    gains: courses.flatMap((course) => (random() < 0.6 ? [randomGain(random, course)] : [])),
    coaching: inOrder(some(random, 4, (index) => randomHour(random, `${learnerId}-b${index}`))),
    actions: inOrder(some(random, 3, (index): ActionFacts => ({ actionId: `${learnerId}-a${index}`, on: day(random), kind: pick(random, ['congress', 'budget', 'other']), proved: random() < 0.5 }))),
    answers: courses.flatMap((course) => randomAnswers(random, course)),
    fees: some(random, 3, (): FeeFacts => [pick(random, ['charged', 'paid', 'waived']), day(random), maybe(random, 0.8, () => 1 + whole(random, 2)), 100 * (1 + whole(random, 10))]),
  };
}

function randomCourse(random: Random, id: string, course: number): CourseFacts {
  const from = day(random);
  const marks = Array.from({ length: whole(random, 16) }, (_, index): MarkFacts => {
    const came = random() < 0.6 ? 1 : 0;
    return [addDays(from, index * 4), `s-${course}-${index}`, 120, came * (90 + whole(random, 31)), came];
  });
  return {
    enrolmentId: id, editionId: `ed-${id}`, courseCode: `curso-${course}`, course, status: 'enrolled', level: maybe(random, 0.8, () => pick(random, LEVELS)),
    enrolledOn: from, groupId: null, groupedOn: maybe(random, 0.8, () => from), endedOn: null, completedOn: maybe(random, 0.5, () => addDays(from, 70)), marks,
  };
}

function randomPost(random: Random, organisationId: string): PostFacts {
  return {
    organisationId, type: pick(random, ORGANISATION_TYPES), district: maybe(random, 0.8, () => pick(random, ['Villa El Salvador', 'Villa María del Triunfo'])),
    sector: maybe(random, 0.7, () => String(1 + whole(random, 3))), post: pick(random, ['president', 'member', 'manager', 'officer']), board: random() < 0.4,
    from: maybe(random, 0.6, () => day(random)), until: maybe(random, 0.3, () => day(random)),
  };
}

function randomGain(random: Random, { course, courseCode, editionId, enrolledOn }: CourseFacts): GainFacts {
  const test = (on: string): GainFacts['before'] => ({ on, level: pick(random, LEVELS), theta: random() * 4 - 2 });
  return { course, courseCode, editionId, before: test(enrolledOn), after: maybe(random, 0.6, () => test(addDays(enrolledOn, 75))) };
}

function randomHour(random: Random, bookingId: string): CoachingFacts {
  const said = (): number | null => maybe(random, 0.7, () => 1 + whole(random, 5));
  return { bookingId, on: day(random), minutes: 45, before: said(), after: said() };
}

function randomAnswers(random: Random, { course, courseCode, editionId, enrolledOn }: CourseFacts): AnswerFacts[] {
  const said = (): number | null => maybe(random, 0.8, () => 1 + whole(random, 5));
  return (['start', 'end'] as const).flatMap((moment): AnswerFacts[] => (random() < 0.6 ? [{
    surveyId: `${editionId}-${moment}`, editionId, courseCode, course, on: addDays(enrolledOn, moment === 'start' ? 1 : 70), moment,
    confidence: said(), satisfaction: moment === 'end' ? said() : null,
  }] : []));
}

function day(random: Random): string {
  return addDays(FIRST, whole(random, DAYS));
}

function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[whole(random, values.length)] as Value;
}

function maybe<Value>(random: Random, chance: number, make: () => Value): Value | null {
  return random() < chance ? make() : null;
}

function some<Value>(random: Random, most: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: whole(random, most + 1) }, (_, index) => make(index));
}

function inOrder<Value extends { on: string }>(values: Value[]): Value[] {
  return values.sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}
