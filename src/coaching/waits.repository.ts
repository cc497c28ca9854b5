import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { contactIn, newestConsent } from '../people/contact-permission.js';
import { surnamesFirst, type PersonName } from '../people/person-names.js';
import { fromJson } from '../shared/database/columns.js';
import type { Selection } from '../shared/database/selections.js';
import { places } from '../shared/database/sql.js';
import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { MessageStatus } from '../shared/outbox/outbox-message.entity.js';
import type { Span } from './coaching-cells.js';
import { readFacts } from './coaching-facts.repository.js';
import type { CoachingWishes } from './coaching-wait.entity.js';
import type { CoachingTopic, OFFER_OUTCOMES } from './coaching-words.js';
import type { FreeSlot } from './free-slots.js';
import { hoursFor } from './waiting-rules.js';

/** Somebody who waits, with the hour that is kept for her where there is one. */
export interface WaitRow extends PersonName {
  id: Id;
  personId: Id;
  /** `Quispe Huamán, Rosa` */
  name: string;
  fromDate: LocalDate;
  toDate: LocalDate;
  offerId: Id | null;
  date: LocalDate | null;
  startsAt: LocalTime | null;
  endsAt: LocalTime | null;
  coachName: string | null;
  expiresAt: Instant | null;
  phone: string | null;
  /** Whether she agreed to be called or written to; null when nobody has asked her. */
  mayContact: boolean | null;
  /** Of the message about the hour that is kept; null where none was written. */
  notice: MessageStatus | null;
  wishes: CoachingWishes;
  topic: CoachingTopic;
  /** An hour was kept for her until its time was up. */
  lapsed: boolean;
  /** The soonest hour that she can have at once where none is kept: she let its time pass, or it is too near to be offered. */
  free: FreeSlot | null;
}

type ReadRow = Omit<WaitRow, 'mayContact' | 'free' | 'lapsed'> & { covers: string | null };

/** Reads of the waiting list for pages, within one centre: one query, four where no hour is kept for somebody. */
@Injectable()
export class WaitsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Everybody who still waits for a day that is not past, who has waited longest first. */
  ofCentre(centreId: Id, now: Instant): Promise<WaitRow[]> {
    return this.rows(centreId, now, '', []);
  }

  ofPerson(centreId: Id, personId: Id, now: Instant): Promise<WaitRow[]> {
    return this.rows(centreId, now, 'AND w.person_id = ?', [personId]);
  }

  private async rows(centreId: Id, now: Instant, more: string, parameters: unknown[]): Promise<WaitRow[]> {
    const today = localDateAt(now);
    const read = await this.dataSource.query<ReadRow[]>(`
      SELECT w.id, w.person_id AS personId, p.surnames, p.given_names AS givenNames, w.from_date AS fromDate, w.to_date AS toDate,
        o.id AS offerId, o.date, o.starts_at AS startsAt, o.ends_at AS endsAt, a.display_name AS coachName, o.expires_at AS expiresAt,
        p.phone, ${newestConsent('p.id', 'w.centre_id')} AS covers, w.wishes, w.topic,
        (SELECT m.status FROM outbox_messages m WHERE m.about_id = o.id AND m.status <> 'cancelled' ORDER BY m.created_at DESC, m.id DESC LIMIT 1) AS notice
      FROM coaching_waits w JOIN persons p ON p.id = w.person_id
      LEFT JOIN coaching_offers o ON o.wait_id = w.id AND o.answered_at IS NULL AND o.expires_at > ?
      LEFT JOIN coaches k ON k.id = o.coach_id LEFT JOIN accounts a ON a.id = k.account_id
      WHERE w.centre_id = ? AND w.ended_at IS NULL AND w.to_date >= ? ${more}
      ORDER BY w.asked_at, w.id`, [now, centreId, today, ...parameters]);
    const rows = read.map(({ covers, ...row }) => ({
      ...row, name: surnamesFirst(row), expiresAt: row.expiresAt === null ? null : Number(row.expiresAt), mayContact: contactIn(covers),
      wishes: fromJson(row.wishes) as CoachingWishes, lapsed: false, free: null,
    }));
    const idle = rows.filter(({ offerId }) => offerId === null);
    if (idle.length === 0) return rows;
    const ended = groupBy(await this.endedOffers(idle.map(({ id }) => id)), ({ waitId }) => waitId);
    const to = idle.reduce((last, { toDate }) => (toDate > last ? toDate : last), today);
    const facts = await readFacts(this.dataSource, { centreId, from: today, to, personIds: idle.map(({ personId }) => personId), now });
    return rows.map((row) => {
      if (row.offerId !== null) return row;
      const hers = ended.get(row.id) ?? [];
      const [free = null] = hoursFor({ ...row, letPass: hers.filter(({ outcome }) => outcome === 'declined') }, facts, now);
      return { ...row, lapsed: hers.some(({ outcome }) => outcome !== 'declined'), free };
    });
  }

  /** The hours that were kept for those who wait, by wait: those that they declined, and those whose time was up. */
  private endedOffers(waitIds: readonly Id[]): Promise<EndedOffer[]> {
    return this.dataSource.query<EndedOffer[]>(`
      SELECT wait_id AS waitId, date, starts_at AS startsAt, ends_at AS endsAt, outcome FROM coaching_offers WHERE wait_id IN (${places(waitIds)})`, [...waitIds]);
  }
}

interface EndedOffer extends Span {
  waitId: Id;
  /** Null of one whose time is up while nobody has put that down. */
  outcome: (typeof OFFER_OUTCOMES)[number] | null;
}

/** An hour that is kept for somebody until an instant. */
export interface OpenOffer {
  waitId: Id;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  coachName: string;
  expiresAt: Instant;
}

/** What somebody waits for, for a day that is not past. */
export interface OwnWait {
  id: Id;
  /** How many hours were kept for her until their time was up. */
  lapsed: number;
}

const OWN_WAIT = { id: 'w.id', lapsed: "(SELECT COUNT(*) FROM coaching_offers o WHERE o.wait_id = w.id AND o.outcome = 'expired')" };
const OPEN_OFFER: Readonly<Record<keyof OpenOffer, string>> = {
  waitId: 'o.wait_id', date: 'o.date', startsAt: 'o.starts_at', endsAt: 'o.ends_at', coachName: 'a.display_name', expiresAt: 'o.expires_at',
};

/** Rows of `OwnWait`. */
export function ownWaits(centreId: Id, personId: Id, today: LocalDate): Selection {
  return {
    columns: OWN_WAIT, from: 'FROM coaching_waits w WHERE w.person_id = ? AND w.ended_at IS NULL AND w.centre_id = ? AND w.to_date >= ?',
    parameters: [personId, centreId, today],
  };
}

/** The hours that are kept for somebody, in no order: for homes, which read everything in one statement. */
export function openOffersSelection(centreId: Id, personId: Id, now: Instant): Selection {
  return {
    columns: OPEN_OFFER,
    from: `FROM coaching_offers o JOIN coaches k ON k.id = o.coach_id JOIN accounts a ON a.id = k.account_id
      WHERE o.person_id = ? AND o.answered_at IS NULL AND o.centre_id = ? AND o.expires_at > ?`,
    parameters: [personId, centreId, now],
  };
}
