import { covers } from '../../shared/kernel/availability.js';
import type { Availability } from '../../shared/kernel/availability.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { FixedGroup, FormingInput, FormingLearner } from '../group-forming.js';
import type { WeeklyTime } from '../weekly-time.js';
import { availabilityNeeded, clash, clashSets, holdsWhole } from '../weekly-time.js';

/** A place where a group stands or could stand: a fixed group, or a candidate hour. */
export interface Slot extends WeeklyTime {
  key: Id;
  fixed: FixedGroup | null;
  needed: Availability;
  roomId: Id;
  seats: number;
  /** Seats that hand-placed members hold. */
  held: number;
  /** Of those, by how many the group's own level outnumbers the guests: less than none where a trainer seated more guests. */
  lead: number;
  free: number;
  /** Positions in `trainers` of those who could teach here and are not held elsewhere. */
  trainers: number[];
  /** Why no group can be opened here, whatever else is decided; null when one can, and for fixed groups. */
  shut: 'room' | 'nobody-teaches-it' | null;
}

/** The input with everything worked out that does not depend on decisions. Learners and slots go by position. */
export interface FormingProblem {
  input: FormingInput;
  slots: Slot[];
  /** Those to place: everybody who is not in a fixed group. */
  learners: FormingLearner[];
  /** For each learner the slots where she can come, shut ones left out. */
  reach: number[][];
  /** For each learner a number that she shares with those of her level and reach: what cannot be for one cannot be for them. */
  kinds: number[];
  /** For each slot, the slots that clash with it, itself left out. */
  clashing: number[][];
  /** Sets of slots of one room that clash at one moment: one group in each at most. */
  roomSets: number[][];
  /** For each trainer the sets of slots that clash at one moment, of those she could teach. */
  trainerSets: number[][][];
  /** For each slot, how many hand-placed members each organisation has there. */
  heldByOrganisation: Map<Id, number>[];
}

/** Works out the slots, who can come where, and what excludes what. */
export function formingProblem(input: FormingInput): FormingProblem {
  const slots = [...input.fixedGroups.map(fixedSlot), ...input.hours.map((hour) => candidateSlot(input, hour))];
  const seated = new Set(input.fixedGroups.flatMap((group) => group.memberIds));
  const learners = input.learners.filter((learner) => !seated.has(learner.personId));
  const reach = learners.map((learner) => reachOf(learner, slots));
  return {
    input, slots, learners, reach, kinds: kindsOf(learners, reach),
    clashing: slots.map((slot, index) => slots.flatMap((other, position) => (position !== index && clash(slot, other) ? [position] : []))),
    roomSets: roomSets(slots),
    trainerSets: input.trainers.map((_, trainer) => setsAmong(slots, (slot) => slot.trainers.includes(trainer))),
    heldByOrganisation: heldByOrganisation(input, slots),
  };
}

/** True when she offered the time and is in no other class then. */
export function canCome({ availability, busy }: FormingLearner, slot: Slot): boolean {
  return availability !== null && covers(availability, slot.needed) && !busy.some((time) => clash(time, slot));
}

/** Fewer members than this make a group half-empty: less than half of its seats. */
export function halfOf(slot: { seats: number }): number {
  return Math.ceil(slot.seats / 2);
}

/** True when a slot may have so many guests beside so many of its own level, those who are held there left out of both. */
export function bearsGuests({ lead }: Slot, guests: number, own: number): boolean {
  return guests === 0 || (lead >= 0 && guests <= own + lead);
}

/** More guests than this a slot can never take. */
export function mostGuests({ lead, free }: Slot): number {
  return lead < 0 ? 0 : Math.min(free, Math.floor((free + lead) / 2));
}

function fixedSlot(group: FixedGroup): Slot {
  const { days, startsAt, endsAt, roomId, seats } = group;
  const [held, own] = [group.memberIds.length, group.ownMembers];
  return {
    key: group.id, fixed: group, days, startsAt, endsAt, roomId, seats, held, lead: own - (held - own),
    free: Math.max(0, seats - held), needed: availabilityNeeded(group), trainers: [], shut: null,
  };
}

function candidateSlot(input: FormingInput, hour: FormingInput['hours'][number]): Slot {
  const { id, days, startsAt, endsAt, roomId, seats } = hour;
  const holders = [...input.fixedGroups, ...input.occupied].filter((other) => clash(other, hour));
  const busy = new Set(holders.map((holder) => holder.trainerId));
  const trainers = input.trainers.flatMap((trainer, position) => (
    !busy.has(trainer.accountId) && holdsWhole(trainer.hours, hour) ? [position] : []));
  const roomHeld = holders.some((holder) => holder.roomId === roomId);
  const shut = roomHeld ? 'room' : trainers.length === 0 ? 'nobody-teaches-it' : null;
  return {
    key: id, fixed: null, days, startsAt, endsAt, roomId, seats, held: 0, lead: 0,
    free: seats, needed: availabilityNeeded(hour), trainers: shut ? [] : trainers, shut,
  };
}

function reachOf(learner: FormingLearner, slots: readonly Slot[]): number[] {
  return slots.flatMap((slot, index) => (slot.shut === null && canCome(learner, slot) ? [index] : []));
}

function kindsOf(learners: readonly FormingLearner[], reach: readonly number[][]): number[] {
  const numbers = new Map<string, number>();
  return learners.map(({ level }, index) => {
    const key = `${level}|${reach[index]?.join()}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function roomSets(slots: readonly Slot[]): number[][] {
  const rooms = [...new Set(slots.map((slot) => slot.roomId))];
  return rooms.flatMap((room) => setsAmong(slots, (slot) => slot.roomId === room && slot.fixed === null && slot.shut === null));
}

function setsAmong(slots: readonly Slot[], belongs: (slot: Slot) => boolean): number[][] {
  const positions = slots.flatMap((slot, index) => (belongs(slot) ? [index] : []));
  const times = positions.map((position) => slots[position] as Slot);
  return clashSets(times).map((set) => set.map((index) => positions[index] as number));
}

function heldByOrganisation(input: FormingInput, slots: readonly Slot[]): Map<Id, number>[] {
  const organisationOf = new Map(input.learners.map((learner) => [learner.personId, learner.organisationId]));
  return slots.map((slot) => {
    const counts = new Map<Id, number>();
    for (const memberId of slot.fixed?.memberIds ?? []) {
      const organisation = organisationOf.get(memberId);
      if (organisation) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
    }
    return counts;
  });
}
