import type { Queryable } from '../../centres/centres.repository.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import { readActions, readAnswers, type ActionRow, type AnswerRow } from './action-rows.js';
import { courseFacts, gainFacts } from './course-facts.js';
import {
  readCoaching, readDiagnoses, readEnrolments, readLearners, readLevels, readMarks, readMoves, readPosts, readTests,
  type AtCentre, type CoachingRow, type DiagnosisRow, type EnrolmentRow, type LearnerRow, type LevelRow, type MarkRow, type MoveRow, type PostRow, type TestRow,
} from './fact-rows.js';
import { readFees, type FeeRow } from './fee-rows.js';
import { inOrder } from './in-order.js';
import type { LearnerFacts } from './learner-facts.js';

/** Rises when the same records give other facts than before, or these are kept in another form: what an installation keeps is then drawn anew. */
export const FACTS_FORMAT = 3;

/** All that is on record of some learners. */
export interface FactRows {
  learners: readonly LearnerRow[];
  diagnoses: readonly DiagnosisRow[];
  levels: readonly LevelRow[];
  posts: readonly PostRow[];
  enrolments: readonly EnrolmentRow[];
  moves: readonly MoveRow[];
  marks: readonly MarkRow[];
  tests: readonly TestRow[];
  coaching: readonly CoachingRow[];
  actions: readonly ActionRow[];
  answers: readonly AnswerRow[];
  fees: readonly FeeRow[];
}

/**
 * Draws the facts of learners from the records as they are. Twelve statements, whatever their number.
 * @param learnerIds fewer than a thousand: MariaDB makes a table of a longer list
 * @returns in the order of persons, then of centres; nothing for a learner who is not there, or whose record was merged
 */
export async function drawFacts(source: Queryable, learnerIds: readonly Id[]): Promise<LearnerFacts[]> {
  if (learnerIds.length === 0) return [];
  const learners = await readLearners(source, learnerIds);
  const people = [...new Set(learners.map(({ personId }) => personId))];
  if (people.length === 0) return [];
  return assembleFacts({
    learners,
    diagnoses: await readDiagnoses(source, people), levels: await readLevels(source, people), posts: await readPosts(source, people),
    enrolments: await readEnrolments(source, people), moves: await readMoves(source, people), marks: await readMarks(source, people),
    tests: await readTests(source, people), coaching: await readCoaching(source, people),
    actions: await readActions(source, people), answers: await readAnswers(source, people), fees: await readFees(source, people),
  });
}

/** Puts together what belongs together, in the order that `drawFacts` promises. Rows may come in any order. */
function assembleFacts(rows: FactRows): LearnerFacts[] {
  const [diagnoses, levels, posts, coaching] = [byPlace(rows.diagnoses), byPlace(rows.levels), byPlace(rows.posts), byPlace(rows.coaching)];
  const [actions, answers, fees, enrolments] = [byPlace(rows.actions), byPlace(rows.answers), byPlace(rows.fees), groupBy(rows.enrolments, ({ personId }) => personId)];
  const studies = { moves: groupBy(rows.moves, ({ enrolmentId }) => enrolmentId), marks: marksOf(rows.marks), tests: groupBy(rows.tests, ({ personId }) => personId) };
  return inOrder(rows.learners, ({ personId, centreId }) => [personId, centreId]).map((learner): LearnerFacts => {
    const place = placeOf(learner);
    const { learnerId, personId, centreId, sex, birthDate, birthYear, access, kind, registeredAt } = learner;
    const diagnosed = diagnoses.get(place)?.[0]?.completedAt;
    return {
      learnerId, personId, centreId, sex, birthDate, birthYear, access, kind, registeredOn: localDateAt(registeredAt),
      diagnosedOn: diagnosed === undefined ? null : localDateAt(diagnosed),
      levels: inOrder(levels.get(place) ?? [], ({ decidedAt, id }) => [decidedAt, id]).map(({ decidedAt, level }) => ({ on: localDateAt(decidedAt), level })),
      posts: postsOf(posts.get(place) ?? []),
      ...studiesOf(learner, enrolments.get(personId) ?? [], studies),
      coaching: inOrder(coaching.get(place) ?? [], ({ on, id }) => [on, id]).map(({ id, on, minutes, before, after }) => ({ bookingId: id, on, minutes, before, after })),
      actions: inOrder(actions.get(place) ?? [], ({ on, actionId }) => [on, actionId])
        .map(({ actionId, on, kind: what, proved }) => ({ actionId, on, kind: what, proved })),
      answers: inOrder(answers.get(place) ?? [], ({ on, surveyId, moment }) => [on, surveyId, moment])
        .map(({ surveyId, editionId, courseCode, course, on, moment, confidence, satisfaction }) => (
          { surveyId, editionId, courseCode, course, on, moment, confidence, satisfaction })),
      fees: inOrder((fees.get(place) ?? []).map(({ fee }) => fee), ([what, on, course, cents]) => [on, what, course ?? 0, cents]),
    };
  });
}

function postsOf(rows: readonly PostRow[]): LearnerFacts['posts'] {
  return inOrder(rows, ({ since, id }) => [since ?? '', id]).map(({ organisationId, type, district, sector, post, board, since, until }) => (
    { organisationId, type, district, sector, post, board, from: since, until }));
}

interface Studies {
  moves: ReadonlyMap<Id, readonly MoveRow[]>;
  /** By person and edition. */
  marks: ReadonlyMap<string, readonly MarkRow[]>;
  tests: ReadonlyMap<Id, readonly TestRow[]>;
}

/** @param enrolments hers at all centres: a test is that of the edition that asked for it, wherever */
function studiesOf({ personId, centreId }: LearnerRow, enrolments: readonly EnrolmentRow[], { moves, marks, tests }: Studies): Pick<LearnerFacts, 'courses' | 'gains'> {
  const here = inOrder(enrolments.filter((enrolment) => enrolment.centreId === centreId), ({ enrolledAt, id }) => [enrolledAt, id]);
  const courses = here.map((enrolment) => courseFacts(
    enrolment, moves.get(enrolment.id) ?? [], (marks.get(`${personId} ${enrolment.editionId}`) ?? []).map(({ mark }) => mark)));
  const grouped = new Set(courses.filter(({ groupId }) => groupId !== null).map(({ enrolmentId }) => enrolmentId));
  const gains = gainFacts(inOrder(enrolments, ({ enrolledAt, id }) => [enrolledAt, id]), ({ id }) => grouped.has(id), tests.get(personId) ?? []);
  return { courses, gains };
}

function marksOf(rows: readonly MarkRow[]): Map<string, MarkRow[]> {
  return groupBy(rows, ({ personId, editionId }) => `${personId} ${editionId}`);
}

function byPlace<T extends AtCentre>(rows: readonly T[]): Map<string, T[]> {
  return groupBy(rows, placeOf);
}

function placeOf({ personId, centreId }: AtCentre): string {
  return `${personId} ${centreId}`;
}
