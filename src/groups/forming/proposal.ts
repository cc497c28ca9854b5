import type { Id } from '../../shared/kernel/ids.js';
import { covers } from '../../shared/kernel/availability.js';
import type { Arrangement, Scores } from './arrangement.js';
import { criteriaOf, scoresOf } from './arrangement.js';
import type { FormingProblem, Slot } from './problem.js';
import { canCome } from './problem.js';
import { holdsWhole } from '../weekly-time.js';
import type {
  Criterion, CriterionResult, FormingLearner, NotPlaced, NotPlacedReason, Proposal, ProposalStatus, ProposedGroup,
} from '../group-forming.js';

/** What is known of the best possible value of each criterion. */
export type Bounds = Record<Criterion, number>;

/** Puts an arrangement into the words of the page. */
export function proposalOf(problem: FormingProblem, arrangement: Arrangement, bounds: Bounds, status: ProposalStatus): Proposal {
  const scores = scoresOf(problem, arrangement);
  const criteria = criteriaOf(problem).map((criterion) => resultOf(criterion, scores, bounds));
  const open = criteria.find(({ gap }) => gap > 0);
  return {
    groups: groupsOf(problem, arrangement),
    notPlaced: notPlacedOf(problem, arrangement),
    criteria,
    gap: open ? open.gap / Math.max(1, open.value, open.bound) : 0,
    status: open ? status : 'optimal',
  };
}

function resultOf(criterion: Criterion, scores: Scores, bounds: Bounds): CriterionResult {
  const value = scores[criterion];
  const bound = bounds[criterion];
  return { criterion, value, bound, gap: Math.abs(bound - value) };
}

function groupsOf(problem: FormingProblem, arrangement: Arrangement): ProposedGroup[] {
  return problem.slots.flatMap((slot, index) => {
    const level = arrangement.levels[index] ?? null;
    if (level === null) return [];
    const placed = problem.learners.filter((_, learner) => arrangement.seats[learner] === index);
    const trainer = arrangement.trainers[index] ?? null;
    return [{
      key: slot.key, hourId: slot.fixed ? null : slot.key, fixedGroupId: slot.fixed?.id ?? null,
      level, days: slot.days, startsAt: slot.startsAt, endsAt: slot.endsAt, roomId: slot.roomId, seats: slot.seats,
      trainerId: trainer === null ? slot.fixed?.trainerId ?? null : problem.input.trainers[trainer]?.accountId ?? null,
      memberIds: [...(slot.fixed?.memberIds ?? []), ...placed.map(({ personId }) => personId)],
      offLevelIds: placed.filter((learner) => learner.level !== level).map(({ personId }) => personId),
    }];
  });
}

function notPlacedOf(problem: FormingProblem, arrangement: Arrangement): NotPlaced[] {
  const states = problem.slots.map((_, index) => stateOf(problem, arrangement, index));
  return problem.learners.flatMap((learner, index) => {
    if ((arrangement.seats[index] ?? null) !== null) return [];
    const fitting = problem.slots.flatMap((slot, position) => (canCome(learner, slot) ? [position] : []));
    const reason = reasonFor(problem, arrangement, learner, fitting.map((position) => ({ position, state: states[position] ?? 'held' })));
    return [{ personId: learner.personId, level: learner.level, reason, keys: fitting.map((position) => problem.slots[position]?.key as Id) }];
  });
}

/** True when she offered the time, be she in another class then or not. */
function offered(learner: FormingLearner, slot: Slot): boolean {
  return learner.availability !== null && covers(learner.availability, slot.needed);
}

/** What keeps a slot from taking one more: its group, its room held by something else, no trainer, only trainers who are with another group, or nothing. */
type SlotState = 'group' | 'held' | 'untaught' | 'busy' | 'possible';

function stateOf(problem: FormingProblem, { levels, trainers }: Arrangement, index: number): SlotState {
  const slot = problem.slots[index] as Slot;
  if (levels[index] !== null) return 'group';
  const without = problem.input.trainers.some(({ hours }) => holdsWhole(hours, slot)) ? 'busy' : 'untaught';
  if (slot.shut) return slot.shut === 'room' ? 'held' : without;
  const beside = (problem.clashing[index] ?? []).filter((other) => levels[other] !== null);
  if (beside.some((other) => problem.slots[other]?.roomId === slot.roomId)) return 'held';
  const busy = new Set(beside.map((other) => trainers[other]));
  return slot.trainers.every((trainer) => busy.has(trainer)) ? without : 'possible';
}

function reasonFor(
  problem: FormingProblem, { levels }: Arrangement, learner: FormingLearner, fitting: readonly { position: number; state: SlotState }[],
): NotPlacedReason {
  if (learner.availability === null) return 'availability-unknown';
  if (fitting.length === 0) return problem.slots.some((slot) => offered(learner, slot)) ? 'in-class' : 'no-hour-fits';
  const groups = fitting.filter(({ state }) => state === 'group');
  if (groups.some(({ position }) => levels[position] === learner.level)) return 'hour-full';
  const { maximumGroups } = problem.input.options;
  const reached = maximumGroups !== null && levels.filter((level) => level !== null).length >= maximumGroups;
  if (fitting.some(({ state }) => state === 'possible')) return reached ? 'no-more-groups' : 'too-few';
  if (fitting.some(({ state }) => state === 'busy')) return 'teachers-busy';
  return fitting.some(({ state }) => state === 'untaught') ? 'nobody-teaches-it' : 'room-taken';
}
