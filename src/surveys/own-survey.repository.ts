import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import { inGroups, type OwnEnrolment } from '../groups/own-enrolments.js';
import type { Selection } from '../shared/database/selections.js';
import { readTogether } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { dueMoment } from './survey-rules.js';
import type { Moment } from './survey-words.js';

/** A survey that is due for somebody. */
export interface DueSurvey {
  editionId: Id;
  editionName: string;
  moment: Moment;
}

interface StandingRow {
  editionId: Id;
  editionName: string;
  status: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  enrolledAt: number | string;
  lastDate: LocalDate | null;
  lastEndsAt: LocalTime | null;
  startDone: number | string;
  endDone: number | string;
}

/** In the order of the index: no two sessions of a group overlap, so that the last to begin is the last to end. */
const LAST = 'FROM sessions s WHERE s.group_id = n.group_id AND s.cancelled_at IS NULL ORDER BY s.date DESC, s.starts_at DESC LIMIT 1';
const done = (moment: Moment): string => (
  `(SELECT COUNT(*) FROM survey_answers a WHERE a.person_id = n.person_id AND a.edition_id = n.edition_id AND a.moment = '${moment}' AND a.finished_at IS NOT NULL)`);

const STANDING: Readonly<Record<keyof StandingRow, string>> = {
  editionId: 'e.id', editionName: 'e.name', status: 'e.status', startsOn: 'e.starts_on', endsOn: 'e.ends_on', enrolledAt: 'n.enrolled_at',
  lastDate: `(SELECT s.date ${LAST})`, lastEndsAt: `(SELECT s.ends_at ${LAST})`, startDone: done('start'), endDone: done('end'),
};

/** How somebody stands in each edition in which she has or had a group: rows for `dueIn`. */
export function standings(centreId: Id, personId: Id): Selection {
  return {
    columns: STANDING,
    from: `FROM enrolments n JOIN editions e ON e.id = n.edition_id
      WHERE n.person_id = ? AND n.centre_id = ? AND n.group_id IS NOT NULL AND n.status IN ('enrolled', 'completed') AND e.status IN ('running', 'closed')`,
    parameters: [personId, centreId],
  };
}

/** A survey that she answered to the end. */
export interface Answered {
  editionId: Id;
  moment: Moment;
}

const ANSWERED: Readonly<Record<keyof Answered, string>> = { editionId: 'a.edition_id', moment: 'a.moment' };

/** Rows of `Answered`. */
export function answeredSelection(personId: Id): Selection {
  return { columns: ANSWERED, from: 'FROM survey_answers a WHERE a.person_id = ? AND a.finished_at IS NOT NULL', parameters: [personId] };
}

/** True where it takes `standings` to tell whether she is asked about the end: it is not answered, and no session is ahead. */
export function mayHaveEnded(own: readonly OwnEnrolment[], answered: readonly Answered[]): boolean {
  return askedIn(own).some((one) => (one.editionStatus === 'closed' || one.nextSession === null) && !hasAnswered(answered, one, 'end'));
}

/** The same rows as `standings`, of what her home has read anyway: while a session is ahead, the last one does not matter. */
export function standingsOf(own: readonly OwnEnrolment[], answered: readonly Answered[]): object[] {
  return askedIn(own).filter(({ editionStatus, nextSession }) => editionStatus === 'running' && nextSession !== null).map((one): StandingRow => ({
    ...one, status: one.editionStatus, lastDate: null, lastEndsAt: null,
    startDone: Number(hasAnswered(answered, one, 'start')), endDone: Number(hasAnswered(answered, one, 'end')),
  }));
}

function askedIn(own: readonly OwnEnrolment[]): OwnEnrolment[] {
  return inGroups(own).filter(({ editionStatus }) => editionStatus === 'running' || editionStatus === 'closed');
}

function hasAnswered(answered: readonly Answered[], { editionId }: OwnEnrolment, moment: Moment): boolean {
  return answered.some((one) => one.editionId === editionId && one.moment === moment);
}

/** What somebody can be asked now, the newest edition first. */
export function dueIn(rows: readonly unknown[], now: Instant): DueSurvey[] {
  return (rows as readonly StandingRow[]).toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1)).flatMap((row) => {
    const last = row.lastDate && row.lastEndsAt ? { date: row.lastDate, endsAt: row.lastEndsAt } : null;
    const standing = { ...row, closed: row.status === 'closed', enrolledOn: localDateAt(Number(row.enrolledAt)), last };
    const moment = dueMoment(standing, localDateAt(now), localTimeAt(now));
    if (moment === null || Number(moment === 'start' ? row.startDone : row.endDone) > 0) return [];
    return [{ editionId: row.editionId, editionName: row.editionName, moment }];
  });
}

/** What a learner is asked. */
@Injectable()
export class OwnSurveyRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query. */
  due(centreId: Id, personId: Id, now: Instant): Promise<DueSurvey[]> {
    return dueFor(this.dataSource, centreId, personId, now);
  }
}

export async function dueFor(source: Queryable, centreId: Id, personId: Id, now: Instant): Promise<DueSurvey[]> {
  const [rows = []] = await readTogether(source as Pick<DataSource, 'query'>, [standings(centreId, personId)]);
  return dueIn(rows, now);
}
