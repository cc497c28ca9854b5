import type { Availability } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { TeachingHours, WeeklyTime } from './weekly-time.js';

/** A learner of the edition who has a level. Their order in the input breaks ties: who enrolled first stands first. */
export interface FormingLearner {
  personId: Id;
  level: Level;
  /** When she can come; null when nobody asked yet: she is not placed, and the reason says so. */
  availability: Availability | null;
  /** When she is in class already, in other editions of the same weeks. */
  busy: readonly WeeklyTime[];
  organisationId: Id | null;
  /** How much her sex, age and access are under-represented (see gap-weights): the greater comes first where seats are short. */
  gapWeight: number;
}

/** An hour of the week in one room at which a group could be formed. The same hour in two rooms is two of these. */
export interface CandidateHour extends WeeklyTime {
  id: Id;
  roomId: Id;
  /** Working PCs in the room: 1 to 20. */
  seats: number;
}

export interface FormingTrainer {
  accountId: Id;
  hours: readonly TeachingHours[];
}

/** A group that stays as it is: made by hand or confirmed before. Its members stay; its free seats may be filled. */
export interface FixedGroup extends WeeklyTime {
  id: Id;
  level: Level;
  roomId: Id;
  trainerId: Id | null;
  seats: number;
  memberIds: readonly Id[];
  /** How many of the members are of the group's own level; the others are guests. */
  ownMembers: number;
}

/** A room or a trainer that something else holds at some time: a group of another edition. */
export interface Occupied extends WeeklyTime {
  roomId: Id | null;
  trainerId: Id | null;
}

/** What to do with members of one organisation: seat them in one group, in different ones, or as it comes. */
export type OrganisationWish = 'together' | 'apart' | 'indifferent';

/**
 * Whether a learner may sit in a group one level off her own. With `adjacent` she may, where that places more people:
 * the group keeps its level, and those from its neighbouring levels are never the greater part, also of a fixed group with
 * all its members. One that holds more guests than that already takes no other.
 */
export type Mixing = 'adjacent' | 'never';

export interface FormingOptions {
  organisations: OrganisationWish;
  /** A new group with fewer members is not opened. At least 1. */
  minimumSize: number;
  /** Groups in all, fixed ones counted; null for as many as hours and trainers allow. */
  maximumGroups: number | null;
  mixing: Mixing;
}

export interface FormingInput {
  learners: readonly FormingLearner[];
  hours: readonly CandidateHour[];
  trainers: readonly FormingTrainer[];
  fixedGroups: readonly FixedGroup[];
  occupied: readonly Occupied[];
  options: FormingOptions;
}

export interface ProposedGroup extends WeeklyTime {
  /** The candidate hour's id, or the fixed group's. */
  key: Id;
  hourId: Id | null;
  fixedGroupId: Id | null;
  level: Level;
  roomId: Id;
  trainerId: Id | null;
  seats: number;
  /** All of them, those of a fixed group first. */
  memberIds: Id[];
  /** Those of the members whom the proposal seats one level off their own. */
  offLevelIds: Id[];
}

/**
 * Why somebody has no group: `availability-unknown` nobody asked when she can come; `no-hour-fits` no hour in which she can
 * come; `in-class` she could come, but is in class in another edition at all her hours; `hour-full` a group of her level is
 * there, its seats are taken; `too-few` room and trainer are free, but too few of her level could come to open a group;
 * `no-more-groups` the same, and the number of groups asked for is reached; `nobody-teaches-it` a room is free at her hours,
 * but no trainer can come then; `teachers-busy` those who could are with another group; `room-taken` a group of another level,
 * or of another edition, has the room at all her hours. None is renamed: enrolments, drafts and the audit trail hold them.
 */
export type NotPlacedReason =
  | 'availability-unknown' | 'no-hour-fits' | 'in-class' | 'nobody-teaches-it' | 'teachers-busy' | 'hour-full' | 'room-taken' | 'too-few' | 'no-more-groups';

export interface NotPlaced {
  personId: Id;
  level: Level;
  reason: NotPlacedReason;
  /** Keys of the hours and groups in which she could come. */
  keys: Id[];
}

/**
 * What a good proposal has, the most important first; each is only bettered where those before it do not suffer. Where seats
 * are short, among those of one level who could have a seat it goes to the greatest gap weight.
 */
export type Criterion = 'placed' | 'levels' | 'organisations' | 'half-empty' | 'groups';

export const CRITERIA: readonly Criterion[] = ['placed', 'levels', 'organisations', 'half-empty', 'groups'];

/**
 * What a proposal reaches on one criterion. `placed`: learners with a seat (more is better). `levels`: learners seated off their
 * level (fewer). `organisations`: members of an organisation
 * who sit in a group with an earlier member of it (together: more; apart: fewer). `half-empty`: groups with fewer than
 * half of the seats taken (fewer). `groups`: groups in all (fewer).
 */
export interface CriterionResult {
  criterion: Criterion;
  value: number;
  /** No proposal with the same values before it reaches better than this. */
  bound: number;
  /** How far the value may be from the best: |bound - value|; 0 when proven. */
  gap: number;
}

/** `optimal` proven; `time-limit` and `cancelled` the best so far; `greedy` the first proposal, nothing proven yet. */
export type ProposalStatus = 'optimal' | 'time-limit' | 'cancelled' | 'greedy';

export interface Proposal {
  groups: ProposedGroup[];
  notPlaced: NotPlaced[];
  criteria: CriterionResult[];
  /** Relative gap of the first criterion that is not proven, 0 to 1; 0 when all are. */
  gap: number;
  status: ProposalStatus;
}

/** A group that an earlier search found: all that the next one has to know of it to begin there. */
export type StartGroup = Omit<ProposedGroup, 'hourId' | 'offLevelIds'>;

/** The step that works: `greedy`, or the criterion that is being bettered. */
export type FormingStep = 'greedy' | Criterion;

export interface FormingProgress {
  step: FormingStep;
  /** The best proposal so far, with what is known of its bounds. */
  proposal: Proposal;
  milliseconds: number;
}
