import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { covers, type Availability } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { dayWords } from '../shared/web/date-words.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { LEVEL_OF_LEARNER } from './edition-people.js';
import { timeWords } from './group-words.js';
import { ownEnrolments, type OwnEnrolment } from './own-enrolments.js';
import { availabilityNeeded, type WeeklyTime } from './weekly-time.js';

/** What groups put on the homes: groups to form and seats to give for the staff, her own group for the learner. */
@Injectable()
export class GroupsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coordinator'], order: 22, title: 'groups:home.section', rows: ({ centreId }) => ({ editions: editionsOf(centreId) }),
      more: ({ centreId }, _, { editions = [] }): Record<string, Selection> => (editions.some(hasSeatsToGive) ? { seats: seatsOf(centreId) } : {}),
      load: (_, t, __, { editions = [], seats = [] }) => this.toForm(t, editions, seats),
    });
    this.sections.add({
      roles: ['learner'], order: 3, title: 'groups:home.learner', rows: (viewer) => this.ownRows(viewer),
      load: (_, t, __, { own = [] }) => this.ownGroups(t, own),
    });
  }

  private toForm(t: Translate, editions: readonly EditionRow[], seats: readonly SeatRow[]): HomeItem[] {
    const today = this.clock.today();
    const rows = editions.toSorted((a, b) => (`${a.startsOn} ${a.id}` < `${b.startsOn} ${b.id}` ? -1 : 1));
    return rows.flatMap((row) => editionItem(t, row, fitting(seats, row.id), today) ?? []);
  }

  private ownRows({ personId, centreId }: Viewer): Record<string, Selection> {
    if (!personId) return {};
    const now = this.clock.now();
    return { own: ownEnrolments(personId, centreId, localDateAt(now), localTimeAt(now)) };
  }

  private ownGroups(t: Translate, own: readonly OwnEnrolment[]): HomeItem[] {
    const today = this.clock.today();
    return own.filter(goesOn).toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1)).map((row) => ownItem(t, row, today));
  }
}

interface EditionRow {
  id: Id;
  name: string;
  startsOn: LocalDate;
  without: number | string;
  waiting: number | string;
  groupCount: number | string;
  freeSeats: number | string | null;
  draftId: Id | null;
  draftAt: number | string | null;
}

/** The newest draft goes before everything else: somebody has begun. */
function editionItem(t: Translate, row: EditionRow, fits: number, today: string): HomeItem | null {
  const [without, waiting] = [Number(row.without), Number(row.waiting)];
  if (row.draftId) {
    const day = dayWords(t, localDateAt(Number(row.draftAt)), today);
    return { text: t('groups:home.draft', { edition: row.name }), about: t('groups:home.draft-about', { day }), href: `/group-proposals/${row.draftId}` };
  }
  if (Number(row.groupCount) === 0) {
    if (without === 0) return null;
    return { text: t('groups:home.to-form', { edition: row.name }), about: t('groups:home.to-form-about', { count: without }), href: `/editions/${row.id}/groups/new`, number: without };
  }
  if (!hasSeatsToGive(row)) return null;
  const href = `/editions/${row.id}/waiting-list`;
  if (fits === 0) return { text: t('groups:home.waiting-list', { edition: row.name }), about: t('groups:home.no-seat-fits', { count: waiting }), href, number: waiting };
  return { text: t('groups:home.seats', { edition: row.name }), about: t('groups:home.seats-about', { count: fits }), href, number: fits };
}

function hasSeatsToGive({ groupCount, waiting, freeSeats, draftId }: EditionRow): boolean {
  return draftId === null && Number(groupCount) > 0 && Number(waiting) > 0 && Number(freeSeats ?? 0) > 0;
}

/** A free seat in a group of the level of somebody who waits, and who is not in another class then. */
interface SeatRow extends WeeklyTime {
  editionId: Id;
  personId: Id;
  availability: Availability | null;
}

/** How many of an edition can be given a seat at once: those whom the waiting list offers one. */
function fitting(seats: readonly SeatRow[], editionId: Id): number {
  const offered = seats.filter((seat) => seat.editionId === editionId && seat.availability !== null && covers(seat.availability, availabilityNeeded(seat)));
  return new Set(offered.map(({ personId }) => personId)).size;
}

const SEAT = { editionId: 'e.id', personId: 'n.person_id', availability: 'l.availability', days: 'g.days', startsAt: 'g.starts_at', endsAt: 'g.ends_at' };

function seatsOf(centreId: Id): Selection {
  return { columns: SEAT, from: FREE_SEATS, parameters: [centreId] };
}

const FREE_SEATS = `
  FROM editions e
  JOIN enrolments n ON n.edition_id = e.id AND n.status = 'waiting'
  JOIN learners l ON l.person_id = n.person_id AND l.centre_id = e.centre_id
  JOIN learning_groups g ON g.edition_id = e.id AND g.level = ${LEVEL_OF_LEARNER}
  WHERE e.centre_id = ? AND e.status IN ('open', 'running')
    AND g.capacity > (SELECT COUNT(*) FROM enrolments m WHERE m.group_id = g.id AND m.status IN ('enrolled', 'completed'))
    AND NOT EXISTS (SELECT 1 FROM enrolments o JOIN learning_groups b ON b.id = o.group_id
      JOIN editions d ON d.id = o.edition_id AND d.status <> 'closed' AND d.starts_on <= e.ends_on AND d.ends_on >= e.starts_on
      WHERE o.person_id = n.person_id AND o.edition_id <> e.id AND o.status = 'enrolled'
        AND (b.days & g.days) <> 0 AND b.starts_at < g.ends_at AND g.starts_at < b.ends_at)`;

const EDITION = {
  id: 'e.id', name: 'e.name', startsOn: 'e.starts_on',
  without: "(SELECT COUNT(*) FROM enrolments n WHERE n.edition_id = e.id AND n.status = 'enrolled' AND n.group_id IS NULL)",
  waiting: "(SELECT COUNT(*) FROM enrolments n WHERE n.edition_id = e.id AND n.status = 'waiting')",
  groupCount: '(SELECT COUNT(*) FROM learning_groups g WHERE g.edition_id = e.id)',
  freeSeats: `(SELECT SUM(CASE WHEN seats.free > 0 THEN seats.free ELSE 0 END) FROM (
      SELECT g.edition_id, g.capacity - (SELECT COUNT(*) FROM enrolments n WHERE n.group_id = g.id AND n.status IN ('enrolled', 'completed')) AS free
      FROM learning_groups g) seats WHERE seats.edition_id = e.id)`,
  draftId: 'p.id', draftAt: 'p.created_at',
};

function editionsOf(centreId: Id): Selection {
  return { columns: EDITION, from: OPEN_EDITIONS, parameters: [centreId] };
}

const OPEN_EDITIONS = `
  FROM editions e
  LEFT JOIN group_proposals p ON p.id =
    (SELECT d.id FROM group_proposals d WHERE d.edition_id = e.id AND d.status = 'draft' ORDER BY d.created_at DESC, d.id DESC LIMIT 1)
  WHERE e.centre_id = ? AND e.status IN ('open', 'running')`;

/** She waits or takes part, and the edition has not ended. */
function goesOn({ status, editionStatus }: OwnEnrolment): boolean {
  return (status === 'enrolled' || status === 'waiting') && (editionStatus === 'open' || editionStatus === 'running');
}

function ownItem(t: Translate, row: OwnEnrolment, today: string): HomeItem {
  if (row.groupName === null) {
    const state = row.status === 'waiting' ? 'waiting' : 'enrolled';
    return { text: t(`groups:home.${state}`, { edition: row.editionName }), about: t(`groups:home.${state}-about`) };
  }
  const when = timeWords(t, row);
  if (!row.nextSession) return { text: row.groupName, about: t('groups:home.my-group', { when }) };
  const [date, time] = [row.nextSession.slice(0, 10), row.nextSession.slice(11)];
  const next = date === today ? t('groups:home.my-today', { when, time }) : t('groups:home.my-next', { when, day: dayWords(t, date, today), time });
  return { text: row.groupName, about: next };
}
