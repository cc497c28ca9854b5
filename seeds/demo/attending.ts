import { DataSource } from 'typeorm';
import { RegisterService } from '../../src/attendance/register.service.js';
import { SessionsService } from '../../src/attendance/sessions.service.js';
import type { MarkStatus, WantedMark } from '../../src/attendance/register-rules.js';
import { addDays, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { Random } from '../../src/shared/kernel/random.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { StaffMember, World } from './world.js';

export interface StorySession {
  id: Id;
  groupId: Id;
  date: LocalDate;
  startsAt: string;
}

/** Keeps a share of attendance over many sessions: what one session rounds away the next one makes up for. */
export class AttendanceShare {
  private due = 0;
  private came = 0;

  constructor(readonly share: number) {}

  /** How many of `people` come today. */
  next(people: number): number {
    this.due += people;
    const coming = Math.min(people, Math.max(0, Math.round(this.due * this.share) - this.came));
    this.came += coming;
    return coming;
  }

  /** How many of some sessions, one after the other, leave a share that is right to a hundredth of a per cent. */
  exactAfter(sessions: readonly number[]): number {
    let due = this.due;
    const exact = sessions.map((people) => {
      due += people;
      return Math.abs(Math.round(due * this.share) / due - this.share) < 0.000_05;
    });
    return exact.lastIndexOf(true) + 1;
  }
}

/** Which sessions of an edition have a register in the end. */
export interface Registers {
  until: LocalDate;
  /** The last edition of its course: the registers of its last sessions are left out, so that the share is right to the digit. */
  last: boolean;
}

/** Takes the registers of an edition's sessions up to a day, each on its evening. @returns the sessions that were left out */
export async function takeRegisters(
  world: World, by: StaffMember, editionId: Id, { until, last }: Registers, share: AttendanceShare, random: Random,
): Promise<StorySession[]> {
  const members = await membersOf(world, editionId);
  const sessions = (await sessionsOf(world, editionId, until)).filter(({ groupId }) => members.has(groupId));
  const taken = last ? share.exactAfter(sessions.map(({ groupId }) => members.get(groupId)?.length ?? 0)) : sessions.length;
  for (const session of sessions.slice(0, taken)) {
    const people = members.get(session.groupId) ?? [];
    world.travelTo(session.date, session.startsAt);
    const marker = { accountId: by.accountId, centreId: by.centreId, mayCorrect: false };
    await world.get(RegisterService).save(marker, session.id, { marks: marksFor(people, share.next(people.length), random), complete: true });
  }
  return sessions.slice(taken);
}

/** The power went: these sessions were not held. */
export async function cancelSessions(world: World, by: StaffMember, sessions: readonly StorySession[]): Promise<void> {
  for (const { id, date, startsAt } of sessions) {
    world.travelTo(date, startsAt);
    await world.get(SessionsService).cancel(by, id, 'Se fue la luz en toda la zona');
  }
}

/** Some people come more often than others: the order drawn for a group holds from session to session, with some luck. */
function marksFor(people: readonly Id[], coming: number, random: Random): WantedMark[] {
  const eager = people.map((personId, index) => ({ personId, eagerness: index / people.length + random() * 1.2 })).sort((a, b) => a.eagerness - b.eagerness);
  return eager.map(({ personId }, index) => markOf(personId, index < coming, random()));
}

function markOf(personId: Id, comes: boolean, luck: number): WantedMark {
  const status: MarkStatus = comes ? (luck < 0.9 ? 'present' : luck < 0.97 ? 'late' : 'left_early') : (luck < 0.85 ? 'absent' : 'excused');
  return {
    personId, status, version: 0,
    minutes: status === 'late' || status === 'left_early' ? 10 : null,
    reason: status === 'excused' ? 'Reunión de su organización' : null,
  };
}

/** To how many sessions somebody came, of those that she has a mark of. */
export async function attendanceOf(world: World, personId: Id): Promise<{ came: number; held: number }> {
  const [row] = await world.get(DataSource).query<{ came: number | null; held: number }[]>(
    `SELECT COUNT(*) AS held, SUM(CASE WHEN status IN ('present', 'late', 'left_early') THEN 1 ELSE 0 END) AS came
     FROM attendance_marks WHERE person_id = ?`, [personId]);
  return { came: Number(row?.came ?? 0), held: Number(row?.held ?? 0) };
}

async function sessionsOf(world: World, editionId: Id, until: LocalDate): Promise<StorySession[]> {
  return world.get(DataSource).query(
    `SELECT s.id, s.group_id AS "groupId", s.date, s.starts_at AS "startsAt" FROM sessions s
     JOIN learning_groups g ON g.id = s.group_id WHERE g.edition_id = ? AND s.date < ? ORDER BY s.date, s.starts_at, s.id`,
    [editionId, addDays(until, 1)]);
}

async function membersOf(world: World, editionId: Id): Promise<Map<Id, Id[]>> {
  const rows: { groupId: Id; personId: Id }[] = await world.get(DataSource).query(
    `SELECT group_id AS "groupId", person_id AS "personId" FROM enrolments
     WHERE edition_id = ? AND group_id IS NOT NULL AND status IN ('enrolled', 'completed') ORDER BY group_id, id`, [editionId]);
  const members = new Map<Id, Id[]>();
  for (const { groupId, personId } of rows) members.set(groupId, [...members.get(groupId) ?? [], personId]);
  return members;
}
