import type { Queryable } from '../centres/centres.repository.js';
import { yearsOf } from '../centres/holiday-rules.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { EditionProgress } from './edition-progress.js';
import type { EditionFacts, EditionStatus } from './edition-rules.js';

/** Groups and sessions are of features further up; here their tables are only counted. */
const HELD = 'FROM sessions s JOIN learning_groups g ON g.id = s.group_id WHERE g.edition_id = e.id AND s.cancelled_at IS NULL';
const PEOPLE = 'FROM enrolments n WHERE n.edition_id = e.id';
const LEARNERS = 'FROM learners l WHERE l.centre_id = e.centre_id AND l.left_at IS NULL AND';
const PLACED = 'EXISTS (SELECT 1 FROM placements p WHERE p.person_id = l.person_id AND p.centre_id = l.centre_id)';
const PEOPLE_TESTED = `FROM endline_openings o JOIN enrolments n ON n.edition_id = o.edition_id JOIN placement_tests t ON t.person_id = n.person_id
        WHERE o.edition_id = e.id AND t.purpose = 'endline' AND t.finished_at >= o.opened_at`;
const GROUPS = '(SELECT COUNT(*) FROM learning_groups g WHERE g.edition_id = e.id)';

/** What the rules of an edition ask. One query. */
export async function factsOf(source: Queryable, editionId: Id, today: LocalDate): Promise<EditionFacts> {
  const [row] = await source.query<{
    enrolled: number; groupCount: number; sessionsAhead: number; firstSession: LocalDate | null; lastSession: LocalDate | null;
  }[]>(`
    SELECT
      (SELECT COUNT(*) ${PEOPLE} AND n.status <> 'withdrawn') AS enrolled,
      ${GROUPS} AS groupCount,
      (SELECT COUNT(*) ${HELD} AND s.date > ?) AS sessionsAhead,
      (SELECT MIN(s.date) ${HELD}) AS firstSession,
      (SELECT MAX(s.date) ${HELD}) AS lastSession
    FROM editions e WHERE e.id = ?`, [today, editionId]);
  return {
    enrolled: Number(row?.enrolled ?? 0), groups: Number(row?.groupCount ?? 0), sessionsAhead: Number(row?.sessionsAhead ?? 0),
    firstSession: row?.firstSession ?? null, lastSession: row?.lastSession ?? null,
  };
}

export type ProgressRow = EditionProgress & {
  id: Id;
  name: string;
  status: EditionStatus;
  startsOn: LocalDate;
  endsOn: LocalDate;
  nextSession: LocalDate | null;
  /** Certificates that count. */
  certificates: number;
  /** How many have taken the test at the end; null while it is not open. */
  endlineTaken: number | null;
  /** The years of which the centre has holidays on its list. */
  holidayYears: number[];
};

type ReadRow = Omit<ProgressRow, 'groups' | 'certificates' | 'holidayYears'> & {
  groupCount: number; certificateCount: number; endlineOpened: number; holidayYears: string | null;
};

/** How far the main job has come in one edition of a centre, or in all that are not closed. One query. */
export async function progressOf(
  source: Queryable, which: { centreId: Id; id?: Id }, now: { date: LocalDate; time: LocalTime },
): Promise<ProgressRow[]> {
  const over = 's.date < ? OR (s.date = ? AND s.ends_at <= ?)';
  const ahead = 's.date > ? OR (s.date = ? AND s.starts_at > ?)';
  const moment = [now.date, now.date, now.time];
  const rows = await source.query<ReadRow[]>(`
    SELECT e.id, e.name, e.status, e.starts_on AS startsOn, e.ends_on AS endsOn,
      (SELECT COUNT(*) ${PEOPLE} AND n.status IN ('enrolled', 'completed')) AS enrolled,
      (SELECT COUNT(*) ${PEOPLE} AND n.status = 'waiting') AS waiting,
      (SELECT COUNT(*) ${PEOPLE} AND n.status IN ('enrolled', 'waiting')
        AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.person_id = n.person_id AND p.centre_id = e.centre_id)) AS unplaced,
      (SELECT COUNT(*) ${PEOPLE} AND n.status = 'enrolled' AND n.group_id IS NULL) AS ungrouped,
      ${GROUPS} AS groupCount,
      (SELECT COUNT(*) ${HELD}) AS sessions,
      (SELECT COUNT(*) ${HELD} AND s.register_saved_at IS NULL AND (${over})) AS registersDue,
      (SELECT COUNT(*) ${HELD} AND (${ahead})) AS sessionsAhead,
      (SELECT MIN(s.date) ${HELD} AND (${ahead})) AS nextSession,
      (SELECT COUNT(*) ${LEARNERS} NOT ${PLACED}) AS withoutLevel,
      (SELECT COUNT(*) ${LEARNERS} ${PLACED}) AS withLevel,
      (SELECT COUNT(*) FROM certificates c WHERE c.edition_id = e.id
        AND NOT EXISTS (SELECT 1 FROM certificate_revocations r WHERE r.certificate_id = c.id)) AS certificateCount,
      (SELECT COUNT(DISTINCT t.person_id) ${PEOPLE_TESTED}) AS endlineTaken,
      (SELECT COUNT(*) FROM endline_openings o WHERE o.edition_id = e.id) AS endlineOpened,
      (SELECT GROUP_CONCAT(DISTINCT SUBSTR(h.date, 1, 4)) FROM holidays h WHERE h.centre_id = e.centre_id) AS holidayYears
    FROM editions e WHERE e.centre_id = ? AND ${which.id === undefined ? "e.status <> 'closed'" : 'e.id = ?'} ORDER BY e.starts_on DESC, e.name`,
  [...moment, ...moment, ...moment, which.centreId, ...(which.id === undefined ? [] : [which.id])]);
  return rows.map(({ groupCount, certificateCount, endlineOpened, ...row }) => ({
    id: row.id, name: row.name, status: row.status, startsOn: row.startsOn, endsOn: row.endsOn, enrolled: Number(row.enrolled), waiting: Number(row.waiting), unplaced: Number(row.unplaced),
    ungrouped: Number(row.ungrouped), groups: Number(groupCount), sessions: Number(row.sessions),
    registersDue: Number(row.registersDue), sessionsAhead: Number(row.sessionsAhead), nextSession: row.nextSession,
    certificates: Number(certificateCount), endlineTaken: Number(endlineOpened) > 0 ? Number(row.endlineTaken) : null,
    withoutLevel: Number(row.withoutLevel), withLevel: Number(row.withLevel), holidayYears: yearsOf(row.holidayYears),
  }));
}
