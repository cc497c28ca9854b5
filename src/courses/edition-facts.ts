import type { Queryable } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { EditionProgress } from './edition-progress.js';
import type { EditionFacts } from './edition-rules.js';

type Numbers<T> = { [K in keyof T]: number | string };

/** What the rules of an edition ask. One query; groups and sessions are of features further up, so it reads their tables. */
export async function factsOf(source: Queryable, editionId: Id, today: LocalDate): Promise<EditionFacts> {
  const held = 'FROM sessions s JOIN learning_groups g ON g.id = s.group_id WHERE g.edition_id = ? AND s.cancelled_at IS NULL';
  const [row] = await source.query<(Numbers<Pick<EditionFacts, 'enrolled' | 'sessionsAhead'>> & {
    groupCount: number | string; firstSession: LocalDate | null; lastSession: LocalDate | null;
  })[]>(`
    SELECT
      (SELECT COUNT(*) FROM enrolments WHERE edition_id = ? AND status <> 'withdrawn') AS enrolled,
      (SELECT COUNT(*) FROM learning_groups WHERE edition_id = ?) AS groupCount,
      (SELECT COUNT(*) ${held} AND s.date > ?) AS sessionsAhead,
      (SELECT MIN(s.date) ${held}) AS firstSession,
      (SELECT MAX(s.date) ${held}) AS lastSession`,
  [editionId, editionId, editionId, today, editionId, editionId]);
  return {
    enrolled: Number(row?.enrolled), groups: Number(row?.groupCount), sessionsAhead: Number(row?.sessionsAhead),
    firstSession: row?.firstSession ?? null, lastSession: row?.lastSession ?? null,
  };
}

/** How far the main job has come, and when the next session is. One query. */
export async function progressOf(
  source: Queryable, { id, centreId }: { id: Id; centreId: Id }, now: { date: LocalDate; time: LocalTime },
): Promise<EditionProgress & { nextSession: LocalDate | null }> {
  const sessions = 'FROM sessions s JOIN learning_groups g ON g.id = s.group_id WHERE g.edition_id = ? AND s.cancelled_at IS NULL';
  const people = 'FROM enrolments e WHERE e.edition_id = ?';
  const [row] = await source.query<(Numbers<Omit<EditionProgress, 'groups'>> & { groupCount: number; nextSession: LocalDate | null })[]>(`
    SELECT
      (SELECT COUNT(*) ${people} AND e.status IN ('enrolled', 'completed')) AS enrolled,
      (SELECT COUNT(*) ${people} AND e.status = 'waiting') AS waiting,
      (SELECT COUNT(*) ${people} AND e.status IN ('enrolled', 'waiting')
        AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.person_id = e.person_id AND p.centre_id = ?)) AS unplaced,
      (SELECT COUNT(*) ${people} AND e.status = 'enrolled' AND e.group_id IS NULL) AS ungrouped,
      (SELECT COUNT(*) FROM learning_groups WHERE edition_id = ?) AS groupCount,
      (SELECT COUNT(*) ${sessions}) AS sessions,
      (SELECT COUNT(*) ${sessions} AND s.register_saved_at IS NULL AND (s.date < ? OR (s.date = ? AND s.ends_at <= ?))) AS registersDue,
      (SELECT COUNT(*) ${sessions} AND (s.date > ? OR (s.date = ? AND s.starts_at > ?))) AS sessionsAhead,
      (SELECT MIN(s.date) ${sessions} AND (s.date > ? OR (s.date = ? AND s.starts_at > ?))) AS nextSession`,
  [id, id, id, centreId, id, id, id, id, now.date, now.date, now.time,
    id, now.date, now.date, now.time, id, now.date, now.date, now.time]);
  const number = (name: keyof Omit<EditionProgress, 'groups'>): number => Number(row?.[name]);
  return {
    enrolled: number('enrolled'), waiting: number('waiting'), unplaced: number('unplaced'), ungrouped: number('ungrouped'),
    groups: Number(row?.groupCount), sessions: number('sessions'), registersDue: number('registersDue'),
    sessionsAhead: number('sessionsAhead'), nextSession: row?.nextSession ?? null,
  };
}
