import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { CoachingNote } from './coaching-note.entity.js';
import { CoachingOutcome } from './coaching-outcome.entity.js';
import type { BookingStatus } from './coaching-words.js';

/** An hour about which something can be noted, and who is in it. */
export interface NotedBooking {
  id: Id;
  personId: Id;
  surnames: string;
  givenNames: string;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  status: BookingStatus;
}

/** What its coach has noted about an hour, and what came of it. */
export interface OnRecord {
  note: CoachingNote | null;
  outcome: CoachingOutcome | null;
}

/** A sealed note with its hour. */
export interface SealedNote {
  id: Id;
  bookingId: Id;
  authorId: Id;
  author: string;
  keyId: string;
  sealed: string;
  version: number;
  date: LocalDate;
  startsAt: LocalTime;
}

/** Somebody about whom the viewer may read. */
export interface NotedPerson {
  personId: Id;
  surnames: string;
  givenNames: string;
  /** The date of the newest hour that something was noted about. */
  last: LocalDate;
  count: number;
}

/** Whoever asks for notes: of one centre, by her account. */
export interface NoteViewer {
  accountId: Id;
  centreId: Id;
}

/** A coach whom a learner lets read, or could let read. */
export interface ReaderRow {
  id: Id;
  name: string;
  /** Null for one who may not read. */
  allowedAt: number | null;
}

/** The author, or a coach of the centre whom the learner lets read: nobody else, whatever the role. Wants n (notes) and b (bookings); takes the centre, and the account twice. */
const MAY_READ = `b.person_id = n.person_id AND b.centre_id = ? AND (n.author_id = ? OR EXISTS (
  SELECT 1 FROM coaching_note_readers r JOIN coaches c ON c.account_id = r.reader_id AND c.centre_id = b.centre_id AND c.ended_at IS NULL
  WHERE r.person_id = n.person_id AND r.reader_id = ? AND r.ended_at IS NULL))`;

/** Reads of notes, each within what the viewer may see. One query each unless told. */
@Injectable()
export class NotesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere unless the viewer is the hour's coach */
  booking(viewer: NoteViewer, id: Id): Promise<NotedBooking> {
    return ownBooking(this.dataSource, viewer, id);
  }

  /** What the viewer has noted about an hour of her own, and what came of it. Two queries. */
  onRecord({ accountId }: NoteViewer, bookingId: Id): Promise<OnRecord> {
    return onRecord(this.dataSource.manager, accountId, bookingId);
  }

  /** What the viewer may read about somebody, newest first. */
  async notes({ accountId, centreId }: NoteViewer, personId: Id): Promise<SealedNote[]> {
    const rows = await this.dataSource.query<SealedNote[]>(`
      SELECT n.id, n.booking_id AS bookingId, n.author_id AS authorId, a.display_name AS author, n.key_id AS keyId, n.sealed, n.version,
        b.date, b.starts_at AS startsAt
      FROM coaching_notes n JOIN bookings b ON b.id = n.booking_id JOIN accounts a ON a.id = n.author_id
      WHERE n.person_id = ? AND ${MAY_READ} ORDER BY b.date DESC, b.starts_at DESC, n.id`, [personId, centreId, accountId, accountId]);
    return rows.map((row) => ({ ...row, version: Number(row.version) }));
  }

  /** Those about whom the viewer may read, by name. */
  async people({ accountId, centreId }: NoteViewer): Promise<NotedPerson[]> {
    const rows = await this.dataSource.query<NotedPerson[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, MAX(b.date) AS "last", COUNT(*) AS "count"
      FROM coaching_notes n JOIN bookings b ON b.id = n.booking_id JOIN persons p ON p.id = n.person_id
      WHERE ${MAY_READ} GROUP BY p.id, p.surnames, p.given_names`, [centreId, accountId, accountId]);
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
      .sort((a, b) => compareSpanish(`${a.surnames} ${a.givenNames}`, `${b.surnames} ${b.givenNames}`));
  }

  /** The centre's coaches, with since when the learner lets each read; of those who coach no more, whom she still lets. */
  async readers(personId: Id, centreId: Id): Promise<ReaderRow[]> {
    const rows = await this.dataSource.query<ReaderRow[]>(`
      SELECT a.id, a.display_name AS name, MIN(r.allowed_at) AS allowedAt FROM coaches c JOIN accounts a ON a.id = c.account_id
      LEFT JOIN coaching_note_readers r ON r.reader_id = a.id AND r.person_id = ? AND r.ended_at IS NULL
      WHERE c.centre_id = ? AND (c.ended_at IS NULL OR r.id IS NOT NULL) GROUP BY a.id, a.display_name`, [personId, centreId]);
    return rows.map((row) => ({ ...row, allowedAt: row.allowedAt === null ? null : Number(row.allowedAt) })).sort((a, b) => compareSpanish(a.name, b.name));
  }
}

/** Inside a unit of work with `tx.manager`. */
export async function onRecord(manager: EntityManager, authorId: Id, bookingId: Id): Promise<OnRecord> {
  const note = await manager.findOneBy(CoachingNote, { bookingId, authorId });
  const outcome = await manager.findOneBy(CoachingOutcome, { bookingId });
  return { note, outcome };
}

/** An hour of the viewer's own as a coach. Inside a unit of work with `tx.manager`. @throws NotThere */
export async function ownBooking(source: Queryable, { accountId, centreId }: NoteViewer, id: Id): Promise<NotedBooking> {
  const [row] = await source.query<NotedBooking[]>(`
    SELECT b.id, b.person_id AS personId, p.surnames, p.given_names AS givenNames, b.date, b.starts_at AS startsAt, b.ends_at AS endsAt, b.status
    FROM bookings b JOIN coaches c ON c.id = b.coach_id JOIN persons p ON p.id = b.person_id
    WHERE b.id = ? AND b.centre_id = ? AND c.account_id = ?`, [id, centreId, accountId]);
  if (!row) throw new NotThere('booking');
  return row;
}
