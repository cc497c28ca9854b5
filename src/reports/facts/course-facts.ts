import type { Instant } from '../../shared/kernel/clock.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import type { EnrolmentRow, GroupRow, MoveRow, TestRow } from './fact-rows.js';
import { inOrder } from './in-order.js';
import type { CourseFacts, GainFacts, MarkFacts } from './learner-facts.js';

/** Her participation in an edition. @param moves of this enrolment, in any order */
export function courseFacts(enrolment: EnrolmentRow, moves: readonly MoveRow[], marks: readonly MarkFacts[]): CourseFacts {
  const { id, editionId, courseCode, course, status, enrolledAt, endedAt } = enrolment;
  const { group, groupedAt } = groupsOf(enrolment, inOrder(moves, ({ movedAt, id: move }) => [movedAt, move]));
  const endedOn = dayOf(endedAt);
  return {
    enrolmentId: id, editionId, courseCode, course, status, level: group?.level ?? null, enrolledOn: localDateAt(enrolledAt),
    groupId: group?.id ?? null, groupedOn: dayOf(groupedAt), endedOn, completedOn: status === 'completed' ? endedOn : null,
    marks: inOrder(marks, ([on, sessionId]) => [on, sessionId]),
  };
}

/**
 * The group that she is in, or was in last, and since when she had one. Whoever is in a group from the day on which groups
 * were formed has no move: she got it when it was made, or when she was enrolled, whichever came later.
 */
function groupsOf({ group, enrolledAt }: EnrolmentRow, moves: readonly MoveRow[]): { group: GroupRow | null; groupedAt: Instant | null } {
  const last = group ?? moves.findLast(({ from }) => from !== null)?.from ?? null;
  const first = moves.find(({ from, to }) => from !== null || to !== null);
  if (first && first.from === null) return { group: last, groupedAt: first.movedAt };
  const initial = first?.from ?? group;
  if (!initial) return { group: last, groupedAt: null };
  // Who was brought back is enrolled anew, later than she had left her first group.
  return { group: last, groupedAt: Math.min(Math.max(enrolledAt, initial.createdAt), first?.movedAt ?? Infinity) };
}

/**
 * What tests before and after a course found, for each enrolment that had a group and a test before it. As on the page of
 * an edition, the newest test counts; of several editions, a test at the end is that of the one whose test was opened last.
 */
export function gainFacts(enrolments: readonly EnrolmentRow[], grouped: (enrolment: EnrolmentRow) => boolean, tests: readonly TestRow[]): GainFacts[] {
  const [placements, endlines] = (['placement', 'endline'] as const).map((purpose) => (
    inOrder(tests.filter((test) => test.purpose === purpose), ({ finishedAt, id }) => [finishedAt, id]))) as [TestRow[], TestRow[]];
  const openings = enrolments.flatMap(({ endlineOpenedAt }) => endlineOpenedAt ?? []);
  return enrolments.filter(grouped).flatMap((enrolment) => {
    const after = endlines.findLast(({ finishedAt }) => finishedAt >= (enrolment.endlineOpenedAt ?? Infinity) && isOpenedLast(enrolment, openings, finishedAt));
    const until = after?.finishedAt ?? enrolment.endedAt ?? Infinity;
    const before = placements.findLast(({ finishedAt }) => finishedAt <= until);
    const { courseCode, course, editionId } = enrolment;
    return before ? [{ courseCode, course, editionId, before: measured(before), after: after ? measured(after) : null }] : [];
  });
}

function isOpenedLast({ endlineOpenedAt }: EnrolmentRow, openings: readonly Instant[], finishedAt: Instant): boolean {
  return !openings.some((openedAt) => openedAt > Number(endlineOpenedAt) && openedAt <= finishedAt);
}

/** Four decimals of a scale on which a level is 1 wide: more than a test can tell apart, and the same digits on every engine. */
function measured({ finishedAt, level, theta }: TestRow): GainFacts['before'] {
  return { on: localDateAt(finishedAt), level, theta: Math.round(theta * 10_000) / 10_000 };
}

function dayOf(instant: Instant | null): string | null {
  return instant === null ? null : localDateAt(instant);
}
