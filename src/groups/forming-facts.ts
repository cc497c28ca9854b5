import { roomsWithSeats, type Queryable, type RoomWithSeats } from '../centres/centres.repository.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { EditionStatus } from '../courses/edition-rules.js';
import { partTitle } from '../courses/taught-title.js';
import { places } from '../shared/database/sql.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { LocalDate, LocalTime, Weekday } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { holdsWhole, type TeachingHours, type WeeklyTime } from './weekly-time.js';

/** An edition with the levels that its course is made for. */
export interface FormingEdition {
  id: Id;
  centreId: Id;
  name: string;
  courseTitle: string;
  courseCode: string;
  levelNeeded: Level;
  levelReached: Level;
  startsOn: LocalDate;
  endsOn: LocalDate;
  status: EditionStatus;
}

/** Somebody who may teach, and when. */
export interface Trainer {
  id: Id;
  name: string;
  hours: TeachingHours[];
}

/** A group that has a room or a trainer during the edition. */
export interface StandingGroup extends WeeklyTime {
  id: Id;
  editionId: Id;
  editionName: string;
  name: string;
  level: Level;
  roomId: Id;
  trainerId: Id | null;
  capacity: number;
  version: number;
  /** Of its edition. */
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** A `FormingEdition` out of edition `e` and its course `c`. */
export const EDITION_COLUMNS = `e.id, e.centre_id AS centreId, e.name, ${partTitle('e.centre_id', 'c')} AS courseTitle, c.code AS courseCode, c.level_needed AS levelNeeded,
  c.level_reached AS levelReached, e.starts_on AS startsOn, e.ends_on AS endsOn, e.status`;

/** The edition, of this centre. One query. @throws NotThere */
export async function readFormingEdition(source: Queryable, centreId: Id, id: Id): Promise<FormingEdition> {
  const [edition] = await source.query<FormingEdition[]>(
    `SELECT ${EDITION_COLUMNS} FROM editions e JOIN courses c ON c.code = e.course_code WHERE e.id = ? AND e.centre_id = ?`, [id, centreId]);
  if (!edition) throw new NotThere('edition');
  return edition;
}

/** Rooms in which somebody can sit: those with a PC that works. One query. */
export async function readRooms(source: Queryable, centreId: Id): Promise<RoomWithSeats[]> {
  return roomsWithSeats(source, centreId);
}

/** When a centre is open. One query. */
export function readOpening(source: Queryable, centreId: Id): Promise<WeeklyHours[]> {
  return source.query<WeeklyHours[]>('SELECT weekday, opens_at AS "from", closes_at AS "to" FROM opening_hours WHERE centre_id = ?', [centreId]);
}

/** True when the centre is open at an hour on all of its days. One that nobody has asked for its hours counts as open. */
export function fitsOpening(opening: readonly WeeklyHours[], hour: WeeklyTime): boolean {
  return opening.length === 0 || holdsWhole(opening, hour);
}

/** Those who teach in the edition, or all trainers of the centre where nobody was named, by name, with their hours. One query. */
export async function readTrainers(source: Queryable, { id, centreId }: { id: Id; centreId: Id }): Promise<Trainer[]> {
  const rows = await source.query<TrainerRow[]>(`
    SELECT a.id, a.display_name AS name, CASE WHEN n.id IS NULL THEN 0 ELSE 1 END AS named, h.weekday, h.from_time AS fromTime, h.to_time AS toTime
    FROM accounts a
    LEFT JOIN edition_trainers n ON n.account_id = a.id AND n.edition_id = ?
    LEFT JOIN trainer_hours h ON h.account_id = a.id AND h.centre_id = ?
    WHERE a.disabled_at IS NULL AND EXISTS (SELECT 1 FROM account_roles r
      WHERE r.account_id = a.id AND r.role = 'trainer' AND (r.centre_id = ? OR r.centre_id IS NULL))
    ORDER BY h.weekday, h.from_time`, [id, centreId, centreId]);
  const named = rows.filter((row) => Number(row.named) === 1);
  const trainers = [...groupBy(named.length > 0 ? named : rows, (row) => row.id).values()].map(toTrainer);
  return trainers.sort((a, b) => compareSpanish(a.name, b.name));
}

interface TrainerRow {
  id: Id;
  name: string;
  named: number | string;
  weekday: Weekday | null;
  fromTime: LocalTime | null;
  toTime: LocalTime | null;
}

function toTrainer(rows: readonly TrainerRow[]): Trainer {
  const [first] = rows as [TrainerRow];
  const hours = rows.flatMap(({ weekday, fromTime, toTime }) => (
    weekday === null || fromTime === null || toTime === null ? [] : [{ weekday, from: fromTime, to: toTime }]));
  return { id: first.id, name: first.name, hours };
}

/** The groups of the edition, and those of others that meet in the same weeks at the centre or with one of its trainers. One query. */
export function readStandingGroups(source: Queryable, edition: FormingEdition, trainerIds: readonly Id[]): Promise<StandingGroup[]> {
  const theirs = trainerIds.length === 0 ? '' : ` OR g.trainer_id IN (${places(trainerIds)})`;
  return source.query<StandingGroup[]>(`
    SELECT g.id, g.edition_id AS editionId, e.name AS editionName, g.name, g.level, g.days, g.starts_at AS startsAt, g.ends_at AS endsAt,
      g.room_id AS roomId, g.trainer_id AS trainerId, g.capacity, g.version, e.starts_on AS startsOn, e.ends_on AS endsOn
    FROM learning_groups g JOIN editions e ON e.id = g.edition_id
    WHERE e.id = ? OR (e.status <> 'closed' AND e.starts_on <= ? AND e.ends_on >= ? AND (g.centre_id = ?${theirs}))
    ORDER BY g.name`, [edition.id, edition.endsOn, edition.startsOn, edition.centreId, ...trainerIds]);
}
