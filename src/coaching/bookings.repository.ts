import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { contactIn, newestConsent } from '../people/contact-permission.js';
import { surnamesFirst, type PersonName } from '../people/person-names.js';
import { fromJson } from '../shared/database/columns.js';
import type { Selection } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { addDays, localDateAt, localTimeAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { MessageStatus } from '../shared/outbox/outbox-message.entity.js';
import type { BookingEvent } from './booking-event.entity.js';
import { mayActFor, type CoachingActor } from './coaching.policy.js';
import type { BookingChannel, BookingEventKind, BookingStatus, CoachingTopic, Side } from './coaching-words.js';

/** A booking with the names that pages say. */
export interface BookingRow extends PersonName {
  id: Id;
  personId: Id;
  /** `Quispe Huamán, Rosa` */
  name: string;
  coachId: Id;
  coachAccountId: Id;
  coachName: string;
  workstationId: Id;
  workstationLabel: string;
  roomName: string;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  topic: CoachingTopic;
  status: BookingStatus;
  seriesId: Id | null;
  bookedThrough: BookingChannel;
  version: number;
}

/** Somebody to call about her booking. */
export interface CalledRow extends BookingRow {
  phone: string | null;
  /** Whether she agreed to be called or written to; null when nobody has asked her. */
  mayContact: boolean | null;
  /** Of the last message about the booking; null where none was written. */
  reminder: MessageStatus | null;
}

export interface EventRow {
  kind: BookingEventKind;
  side: Side;
  reason: string | null;
  late: number;
  /** It went to another PC, at the same hour. */
  reseated: boolean;
  happenedAt: Instant;
  by: string | null;
}

/** For how many days a coach is asked what became of a booking. */
const UNSAID_DAYS = 14;

/** The last bookings of a person that her own page shows. */
const PAST = 20;

/** Reads of bookings for pages, each one query within one centre. */
@Injectable()
export class BookingsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** All of a day but those that were cancelled, by time. */
  ofDay(centreId: Id, date: LocalDate): Promise<BookingRow[]> {
    return this.rows('WHERE b.centre_id = ? AND b.date = ? AND b.status <> \'cancelled\' ORDER BY b.starts_at, p.sort_name, b.id', [centreId, date]);
  }

  /**
   * A coach's from today on, by date and time, of those that were cancelled only today's; before them those of the last days of which
   * nobody has said what became of them.
   */
  ofCoach(centreId: Id, accountId: Id, today: LocalDate): Promise<BookingRow[]> {
    return this.rows(`WHERE b.centre_id = ? AND k.account_id = ? AND b.date >= ?
        AND CASE WHEN b.date < ? THEN b.status IN ('booked', 'arrived') WHEN b.date = ? THEN 1 ELSE b.status <> 'cancelled' END
      ORDER BY b.date, b.starts_at, b.id`, [centreId, accountId, addDays(today, -UNSAID_DAYS), today, today]);
  }

  /** A person's, the last first. */
  ofPerson(centreId: Id, personId: Id): Promise<BookingRow[]> {
    return this.rows(`WHERE b.person_id = ? AND b.centre_id = ? ORDER BY b.date DESC, b.starts_at DESC, b.id LIMIT ${PAST}`, [personId, centreId]);
  }

  /** One that is the actor's to see. @throws NotThere */
  async booking({ centreId, ...actor }: CoachingActor, id: Id): Promise<BookingRow> {
    const [row] = isId(id) ? await this.rows('WHERE b.id = ? AND b.centre_id = ?', [id, centreId]) : [];
    if (!row || !mayActFor({ centreId, ...actor }, row.personId)) throw new NotThere('booking');
    return row;
  }

  /** What happened to a booking, the first first. */
  async events(bookingId: Id): Promise<EventRow[]> {
    const rows = await this.dataSource.query<(Omit<EventRow, 'reseated'> & { was: unknown })[]>(`
      SELECT e.kind, e.side, e.reason, e.late, e.was, e.happened_at AS happenedAt, a.display_name AS "by"
      FROM booking_events e LEFT JOIN accounts a ON a.id = e.made_by
      WHERE e.booking_id = ? ORDER BY e.happened_at, e.id`, [bookingId]);
    return rows.map(({ was, ...row }) => ({
      ...row, late: Number(row.late), reseated: (fromJson(was) as BookingEvent['was'])?.pcAlone === true, happenedAt: Number(row.happenedAt),
    }));
  }

  /** Those of a day that are not over and for which nobody has come yet, with how to reach each person. */
  async toCall(centreId: Id, date: LocalDate, now: Instant): Promise<CalledRow[]> {
    const rows = await this.rows<Omit<CalledRow, 'mayContact'> & { covers: string | null }>(
      `WHERE b.centre_id = ? AND b.date = ? AND b.status = 'booked' AND (b.date > ? OR (b.date = ? AND b.ends_at > ?))
      ORDER BY b.starts_at, p.sort_name, b.id`, [centreId, date, localDateAt(now), localDateAt(now), localTimeAt(now)], CALLED);
    return rows.map(({ covers, ...row }) => ({ ...row, mayContact: contactIn(covers) }));
  }

  /** The PCs of a centre that work, in the order of their labels. */
  async workingPcs(centreId: Id): Promise<WorkingPc[]> {
    const rows = await this.dataSource.query<WorkingPc[]>(`
      SELECT w.id, w.label, r.name AS roomName FROM workstations w JOIN rooms r ON r.id = w.room_id
      WHERE w.centre_id = ? AND w.out_of_order_since IS NULL`, [centreId]);
    return rows.sort((a, b) => compareSpanish(a.label, b.label));
  }

  private async rows<R extends Omit<BookingRow, 'name'> = BookingRow>(where: string, parameters: unknown[], more = ''): Promise<(R & { name: string })[]> {
    const rows = await this.dataSource.query<R[]>(`
      SELECT b.id, b.person_id AS personId, p.surnames, p.given_names AS givenNames, b.coach_id AS coachId, k.account_id AS coachAccountId,
        a.display_name AS coachName, b.workstation_id AS workstationId, w.label AS workstationLabel, r.name AS roomName, b.date,
        b.starts_at AS startsAt, b.ends_at AS endsAt, b.topic, b.status, b.series_id AS seriesId, b.booked_through AS bookedThrough, b.version${more}
      FROM bookings b
      JOIN persons p ON p.id = b.person_id
      JOIN coaches k ON k.id = b.coach_id
      JOIN accounts a ON a.id = k.account_id
      JOIN workstations w ON w.id = b.workstation_id
      JOIN rooms r ON r.id = w.room_id
      ${where}`, parameters);
    return rows.map((row) => ({ ...row, version: Number(row.version), name: surnamesFirst(row) }));
  }
}

/** A PC at which somebody can be seated. */
export interface WorkingPc {
  id: Id;
  label: string;
  roomName: string;
}

/** What a home says of a booking that comes. */
export type ComingRow = Pick<BookingRow, 'id' | 'date' | 'startsAt' | 'endsAt' | 'coachName' | 'workstationLabel' | 'roomName'>;

/** The next of them; null when there is none. */
export function soonest(coming: readonly ComingRow[]): ComingRow | null {
  return [...coming].sort((a, b) => (`${a.date} ${a.startsAt}` < `${b.date} ${b.startsAt}` ? -1 : 1))[0] ?? null;
}

/** The bookings of a person that come from a date and time on, in no order: for homes, which read everything in one statement. */
export function comingSelection(centreId: Id, personId: Id, date: LocalDate, time: LocalTime): Selection {
  return {
    columns: {
      id: 'b.id', date: 'b.date', startsAt: 'b.starts_at', endsAt: 'b.ends_at', coachName: 'a.display_name', workstationLabel: 'w.label', roomName: 'r.name',
    },
    from: `FROM bookings b JOIN coaches k ON k.id = b.coach_id JOIN accounts a ON a.id = k.account_id
      JOIN workstations w ON w.id = b.workstation_id JOIN rooms r ON r.id = w.room_id
      WHERE b.person_id = ? AND b.centre_id = ? AND b.status IN ('booked', 'arrived') AND (b.date > ? OR (b.date = ? AND b.ends_at > ?))`,
    parameters: [personId, centreId, date, date, time],
  };
}

/** Her consent at the centre, and how the last message about the booking stands. */
const CALLED = `, p.phone, ${newestConsent('p.id', 'b.centre_id')} AS covers,
        (SELECT o.status FROM outbox_messages o WHERE o.about_id = b.id AND o.status <> 'cancelled'
          ORDER BY o.created_at DESC, o.id DESC LIMIT 1) AS reminder`;
