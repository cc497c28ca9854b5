import { meetingDates } from '../centres/centre-calendar.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { FormingEdition, Trainer } from './forming-facts.js';
import type { PlanGround } from './plan-outlook.js';
import { clash, holdsWhole, type WeeklyTime } from './weekly-time.js';

/** A group that has a room and a trainer in the weeks of an edition. */
export interface Holder extends WeeklyTime {
  name: string;
  /** Where it is a group of another edition: its name, and from when to when it is held. */
  editionName?: string | undefined;
  startsOn?: LocalDate;
  endsOn?: LocalDate;
  roomId: Id;
  trainerId: Id | null;
  /** Where it is of another edition: on which dates it meets at the hour in question. */
  dates?: readonly LocalDate[];
}

/** What there is for groups. */
export interface Ground {
  /** Rooms in which somebody can sit. */
  roomIds: readonly Id[];
  trainers: readonly Trainer[];
  holders: readonly Holder[];
}

/** What keeps a new group from an hour; nothing where a room and somebody to teach are free. */
export interface HourObstacles {
  /** Who has the rooms; none where one is free. */
  rooms: Holder[];
  /** Those who could teach then, with what they teach; none where one is free, or nobody could. */
  trainers: { name: string; groups: Holder[] }[];
}

/** Tells what stands in the way of a new group at an hour: each room held, or each of those who could teach then. */
export function hourObstacles(hour: WeeklyTime, { roomIds, trainers, holders }: Ground): HourObstacles {
  const beside = holders.filter((holder) => clash(holder, hour));
  const inRooms = roomIds.map((id) => beside.filter(({ roomId }) => roomId === id));
  const able = trainers.filter(({ hours }) => holdsWhole(hours, hour))
    .map(({ id, name }) => ({ name, groups: beside.filter(({ trainerId }) => trainerId === id) }));
  return {
    rooms: inRooms.every((groups) => groups.length > 0) ? inRooms.flat() : [],
    trainers: able.every(({ groups }) => groups.length > 0) ? able : [],
  };
}

/**
 * The groups with the dates on which those of other editions meet at some hours of this one: an hour is blocked by the week, also
 * where the editions share a single day.
 */
export function withDates(
  holders: readonly Holder[], hours: readonly WeeklyTime[], { ground, edition }: { ground: PlanGround; edition: Pick<FormingEdition, 'startsOn' | 'endsOn'> },
): Holder[] {
  return holders.map((holder) => {
    const { editionName, startsOn, endsOn } = holder;
    if (!editionName || !startsOn || !endsOn) return holder;
    const span = { startsOn: startsOn > edition.startsOn ? startsOn : edition.startsOn, endsOn: endsOn < edition.endsOn ? endsOn : edition.endsOn };
    const dates = hours.filter((hour) => clash(hour, holder)).flatMap((hour) => meetingDates(ground.calendar, { ...holder, days: holder.days & hour.days }, span));
    return { ...holder, dates: [...new Set(dates)].sort() };
  });
}

/** True where a room is free, and somebody who could teach. */
export function isFree(hour: WeeklyTime, ground: Ground): boolean {
  const { rooms, trainers } = hourObstacles(hour, ground);
  return ground.roomIds.length > 0 && rooms.length === 0 && trainers.length === 0 && ground.trainers.some(({ hours }) => holdsWhole(hours, hour));
}
