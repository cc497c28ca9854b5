import type { RoomWithSeats } from '../centres/centres.repository.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import { givenNamesFirst } from '../people/person-names.js';
import { covers } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { EditionPerson } from './edition-people.js';
import { fitsOpening, type Trainer } from './forming-facts.js';
import { seatsOf } from './forming-rules.js';
import { availabilityNeeded, clash, holdsWhole, type WeeklyTime } from './weekly-time.js';

/** When a group meets, where, and with whom. */
export interface Timetable extends WeeklyTime {
  roomId: Id;
  trainerId: Id | null;
}

/** Another group that has its room and its trainer at some time: one that stands, or one of the same draft. */
export interface Holder extends Timetable {
  name: string;
  editionName: string;
}

/** What another timetable for a group is held against. */
export interface TimetableFacts {
  now: Timetable;
  members: readonly EditionPerson[];
  /** When people are in class in other editions. */
  busy: ReadonlyMap<Id, readonly WeeklyTime[]>;
  /** All other groups of the same weeks. */
  others: readonly Holder[];
  rooms: readonly RoomWithSeats[];
  trainers: readonly Trainer[];
  opening: readonly WeeklyHours[];
}

/** Members who cannot come to a time: they are in another class, or did not offer it. */
export interface Missing {
  inClass: EditionPerson[];
  notOffered: EditionPerson[];
}

/**
 * Why a group cannot have another timetable; none when it can. Only what changes is asked about: a new time goes for
 * everybody, a new room for the room alone.
 * @param agreed members were asked, and can come to a time that they did not offer
 */
export function timetableRefusals(wanted: Timetable, facts: TimetableFacts, agreed: boolean): Refusal[] {
  if (sameTime(wanted, facts.now) && wanted.roomId === facts.now.roomId && wanted.trainerId === facts.now.trainerId) {
    return [{ reason: 'groups:refusals.nothing-changes' }];
  }
  return [...trainerRefusals(wanted, facts), ...timeRefusals(wanted, facts, agreed), ...roomRefusals(wanted, facts)];
}

/** Who of the members cannot come to a time. */
export function missingAt(time: WeeklyTime, { members, busy }: Pick<TimetableFacts, 'members' | 'busy'>): Missing {
  const needed = availabilityNeeded(time);
  const inClass = members.filter(({ personId }) => (busy.get(personId) ?? []).some((other) => clash(other, time)));
  const notOffered = members.filter((person) => !inClass.includes(person) && (person.availability === null || !covers(person.availability, needed)));
  return { inClass, notOffered };
}

/** The group that has a room, or a trainer, at a time. */
export function holderOf(time: WeeklyTime, others: readonly Holder[], what: { roomId: Id } | { trainerId: Id | null }): Holder | undefined {
  const has = (other: Holder): boolean => ('roomId' in what ? other.roomId === what.roomId : what.trainerId !== null && other.trainerId === what.trainerId);
  return others.find((other) => has(other) && clash(other, time));
}

export function sameTime(a: WeeklyTime, b: WeeklyTime): boolean {
  return a.days === b.days && a.startsAt === b.startsAt && a.endsAt === b.endsAt;
}

export function namesOf(people: readonly EditionPerson[]): string[] {
  return people.map(givenNamesFirst);
}

function trainerRefusals(wanted: Timetable, { now, others, trainers }: TimetableFacts): Refusal[] {
  if (wanted.trainerId === null || (wanted.trainerId === now.trainerId && sameTime(wanted, now))) return [];
  const trainer = trainers.find(({ id }) => id === wanted.trainerId);
  if (!trainer) return [{ field: 'trainer', reason: 'groups:refusals.teaches-not-here' }];
  const other = holderOf(wanted, others, { trainerId: trainer.id });
  return [
    ...(holdsWhole(trainer.hours, wanted) ? [] : [{ field: 'trainer', reason: 'groups:refusals.trainer-hours', params: { name: trainer.name } }]),
    ...(other ? [{ field: 'trainer', reason: 'groups:refusals.trainer-teaches', params: { name: trainer.name, other: other.name, edition: other.editionName } }] : []),
  ];
}

function timeRefusals(wanted: Timetable, facts: TimetableFacts, agreed: boolean): Refusal[] {
  if (sameTime(wanted, facts.now)) return [];
  const { inClass, notOffered } = missingAt(wanted, facts);
  const { startsAt: from, endsAt: to } = wanted;
  return [
    ...(fitsOpening(facts.opening, wanted) ? [] : [{ field: 'hour', reason: 'groups:refusals.closed-then', params: { from, to } }]),
    ...(inClass.length === 0 ? [] : [{ field: 'hour', reason: 'groups:refusals.members-in-class', params: { count: inClass.length, names: namesOf(inClass) } }]),
    ...(agreed || notOffered.length === 0 ? []
      : [{ field: 'agreed', reason: 'groups:refusals.members-cannot-come', params: { count: notOffered.length, names: namesOf(notOffered) } }]),
  ];
}

function roomRefusals(wanted: Timetable, { now, members, others, rooms }: TimetableFacts): Refusal[] {
  if (wanted.roomId === now.roomId && sameTime(wanted, now)) return [];
  const room = rooms.find(({ id }) => id === wanted.roomId);
  if (!room) return [{ field: 'room', reason: 'groups:refusals.no-such-room' }];
  const [seats, count] = [seatsOf(room.seats), members.length];
  const other = holderOf(wanted, others, { roomId: room.id });
  return [
    ...(wanted.roomId !== now.roomId && count > seats ? [{ field: 'room', reason: 'groups:refusals.room-too-small', params: { room: room.name, seats, count } }] : []),
    ...(other ? [{ field: 'room', reason: 'groups:refusals.room-used', params: { room: room.name, other: other.name, edition: other.editionName } }] : []),
  ];
}
