import type { Id } from '../../shared/kernel/ids.js';
import { seededRandom } from '../../shared/kernel/random.js';
import type { Arrangement } from './arrangement.js';
import { copyOf, membersBySlot } from './arrangement.js';
import type { FormingProblem, Slot } from './problem.js';
import { bearsGuests } from './problem.js';

/** Swaps tried by chance: so many for each pair, and no more than about 200 ms take. */
const SWAPS_A_PAIR = 50;
const MOST_SWAPS = 500_000;

/** A change of seats under way, with what it needs to know at once. */
interface Settling {
  problem: FormingProblem;
  arrangement: Arrangement;
  /** By slot, how many members each organisation has there. */
  present: Map<Id, number>[];
  members: number[];
  /** By slot, learners of the group's own level who were not placed by hand. */
  own: number[];
  sign: 1 | -1;
}

/**
 * Seats members of one organisation together, or apart, as the input asks: swaps two learners of one level, or moves
 * one to a free seat, as long as that helps. How many of each level sit where levels meet stays as it is. A learner gives
 * her seat up only to one whose gap weight is as great or greater; to a greater one also where companions do not change.
 * @param deadline epoch milliseconds after which it stops
 */
export function settleCompanions(problem: FormingProblem, start: Arrangement, deadline: number): Arrangement {
  const wish = problem.input.options.organisations;
  if (wish === 'indifferent') return start;
  const settling = newSettling(problem, copyOf(start), wish === 'together' ? 1 : -1);
  anneal(settling, deadline);
  for (let better = true; better && Date.now() < deadline;) {
    better = false;
    for (let learner = 0; learner < problem.learners.length && Date.now() < deadline; learner += 1) {
      if (moveOne(settling, learner) || swapOne(settling, learner)) better = true;
    }
  }
  return settling.arrangement;
}

function newSettling(problem: FormingProblem, arrangement: Arrangement, sign: 1 | -1): Settling {
  const present = problem.heldByOrganisation.map((held) => new Map<Id, number>(held));
  const settling = { problem, arrangement, present, members: membersBySlot(problem, arrangement), own: problem.slots.map(() => 0), sign };
  problem.learners.forEach((learner, index) => {
    const slot = arrangement.seats[index] ?? null;
    if (slot === null) return;
    count(settling, index, slot, 1);
    if (learner.level === arrangement.levels[slot]) settling.own[slot] = (settling.own[slot] ?? 0) + 1;
  });
  return settling;
}

/** Swaps by chance, bad ones ever more seldom (Kirkpatrick et al. 1983), so as not to stop at the first good seating. */
function anneal(settling: Settling, deadline: number): void {
  const { problem, arrangement } = settling;
  const random = seededRandom(problem.learners.length);
  const placed = problem.learners.flatMap((_, index) => ((arrangement.seats[index] ?? null) === null ? [] : [index]));
  const any = (): number => placed[Math.floor(random() * placed.length)] ?? 0;
  const swaps = placed.length < 2 ? 0 : Math.min(MOST_SWAPS, SWAPS_A_PAIR * placed.length ** 2);
  for (let step = 0; step < swaps; step += 1) {
    if (step % 256 === 0 && Date.now() > deadline) return;
    const [learner, other] = [any(), any()];
    const [here, there] = [arrangement.seats[learner] ?? null, arrangement.seats[other] ?? null];
    if (here === there || !interchangeable(settling, learner, other)) continue;
    const heat = 0.02 + 0.6 * (1 - step / swaps);
    const gain = gainOfSwap(settling, learner, other);
    if (gain < 0 && random() >= Math.exp(gain / heat)) continue;
    place(settling, learner, there);
    place(settling, other, here);
  }
}

function moveOne(settling: Settling, learner: number): boolean {
  const { problem, arrangement, own, members } = settling;
  const from = arrangement.seats[learner] ?? null;
  if (from === null || !mayLeave(settling, learner, from)) return false;
  for (const to of problem.reach[learner] ?? []) {
    const roomLeft = (members[to] ?? 0) < (problem.slots[to]?.seats ?? 0);
    if (to === from || !roomLeft || arrangement.levels[to] !== problem.learners[learner]?.level) continue;
    if (gainOf(settling, learner, from, to) <= 0) continue;
    place(settling, learner, to);
    own[from] = (own[from] ?? 0) - 1;
    own[to] = (own[to] ?? 0) + 1;
    return true;
  }
  return false;
}

/** Those of a group's own level may leave while it keeps its smallest size, and bears its guests without her. */
function mayLeave({ problem, arrangement, own, members }: Settling, learner: number, slot: number): boolean {
  if (arrangement.levels[slot] !== problem.learners[learner]?.level) return false;
  const here = problem.slots[slot] as Slot;
  const [size, owners] = [members[slot] ?? 0, own[slot] ?? 0];
  const largeEnough = here.fixed !== null || size > Math.max(1, problem.input.options.minimumSize);
  return largeEnough && bearsGuests(here, size - here.held - owners, owners - 1);
}

function swapOne(settling: Settling, learner: number): boolean {
  const { problem, arrangement } = settling;
  const here = arrangement.seats[learner] ?? null;
  if (here === null) return false;
  for (let other = 0; other < problem.learners.length; other += 1) {
    const there = arrangement.seats[other] ?? null;
    if (there === here || !interchangeable(settling, learner, other)) continue;
    const gain = gainOfSwap(settling, learner, other);
    const gapCloses = there === null && weightOf(settling, other) > weightOf(settling, learner);
    if (gain < 0 || (gain === 0 && !gapCloses)) continue;
    place(settling, learner, there);
    place(settling, other, here);
    return true;
  }
  return false;
}

/** True when each could have the other's seat, or the other's lack of one. */
function interchangeable({ problem, arrangement }: Settling, learner: number, other: number): boolean {
  const [one, two] = [problem.learners[learner], problem.learners[other]];
  const here = arrangement.seats[learner] ?? null;
  const there = arrangement.seats[other] ?? null;
  if (!one || !two || one.level !== two.level) return false;
  if (there !== null && one.organisationId === two.organisationId) return false;
  if (here === null || !problem.reach[other]?.includes(here)) return false;
  return there === null ? one.gapWeight <= two.gapWeight : problem.reach[learner]?.includes(there) ?? false;
}

function weightOf({ problem }: Settling, learner: number): number {
  return problem.learners[learner]?.gapWeight ?? 0;
}

function gainOfSwap(settling: Settling, learner: number, other: number): number {
  const { problem, arrangement } = settling;
  if (problem.learners[learner]?.organisationId === problem.learners[other]?.organisationId) return 0;
  const here = arrangement.seats[learner] ?? null;
  const there = arrangement.seats[other] ?? null;
  return gainOf(settling, learner, here, there) + gainOf(settling, other, there, here);
}

/** What the wish gains when somebody changes seats. */
function gainOf({ problem, present, sign }: Settling, learner: number, from: number | null, to: number | null): number {
  const organisation = problem.learners[learner]?.organisationId;
  if (!organisation) return 0;
  const lost = from !== null && (present[from]?.get(organisation) ?? 0) > 1 ? 1 : 0;
  const won = to !== null && (present[to]?.get(organisation) ?? 0) > 0 ? 1 : 0;
  return sign * (won - lost);
}

function place(settling: Settling, learner: number, to: number | null): void {
  const from = settling.arrangement.seats[learner] ?? null;
  if (from !== null) count(settling, learner, from, -1);
  if (from !== null) settling.members[from] = (settling.members[from] ?? 0) - 1;
  settling.arrangement.seats[learner] = to;
  if (to !== null) count(settling, learner, to, 1);
  if (to !== null) settling.members[to] = (settling.members[to] ?? 0) + 1;
}

function count({ problem, present }: Settling, learner: number, slot: number, by: 1 | -1): void {
  const organisation = problem.learners[learner]?.organisationId;
  const counts = present[slot];
  if (organisation && counts) counts.set(organisation, (counts.get(organisation) ?? 0) + by);
}
