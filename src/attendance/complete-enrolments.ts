import { In } from 'typeorm';
import { Edition } from '../courses/edition.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { cameEnough, SHARE_TO_COMPLETE, type Attendance } from './hours-attended.js';
import { attended, type MarkStatus } from './register-rules.js';

/**
 * Brings the enrolments of an edition to where its registers put them: completed for those who came enough to an edition
 * that is closed, enrolled for all others. Withdrawn and waiting ones stay as they are.
 */
export async function completeEnrolments(tx: Tx, editionId: Id): Promise<void> {
  const edition = await tx.manager.findOneByOrFail(Edition, { id: editionId });
  const enrolments = await tx.manager.findBy(Enrolment, { editionId, status: In(['enrolled', 'completed']) });
  const share = await shareAsked(tx, editionId);
  const figures = edition.status === 'closed' ? await attendanceIn(tx, editionId) : new Map<Id, SessionsOf>();
  for (const enrolment of enrolments) {
    const sessions = figures.get(enrolment.personId);
    const completed = sessions !== undefined && cameEnough(sessions, share);
    if (completed === (enrolment.status === 'completed')) continue;
    await tx.update(Enrolment, enrolment, completed ? { status: 'completed', endedAt: tx.now } : { status: 'enrolled', endedAt: null });
  }
}

/** A register that comes in after its edition was closed counts as well. */
export async function completeIfClosed(tx: Tx, groupId: Id): Promise<void> {
  const [edition] = await tx.manager.query<{ id: Id; status: string }[]>(
    'SELECT e.id, e.status FROM editions e JOIN learning_groups g ON g.edition_id = e.id WHERE g.id = ?', [groupId]);
  if (edition?.status === 'closed') await completeEnrolments(tx, edition.id);
}

/** The rule of an edition is of a feature further up; here its share of attendance is only read. */
async function shareAsked(tx: Tx, editionId: Id): Promise<number> {
  const [rule] = await tx.manager.query<{ share: number | string }[]>(
    'SELECT attendance_share AS share FROM completion_rules WHERE edition_id = ?', [editionId]);
  return rule ? Number(rule.share) : SHARE_TO_COMPLETE;
}

type SessionsOf = Pick<Attendance, 'held' | 'came'>;

/** By person, in whatever group of the edition she was. One query. */
async function attendanceIn(tx: Tx, editionId: Id): Promise<Map<Id, SessionsOf>> {
  const rows = await tx.manager.query<{ personId: Id; status: MarkStatus; sessions: number | string }[]>(`
    SELECT m.person_id AS personId, m.status, COUNT(*) AS sessions
    FROM learning_groups g JOIN sessions s ON s.group_id = g.id JOIN attendance_marks m ON m.session_id = s.id
    WHERE g.edition_id = ? AND s.cancelled_at IS NULL GROUP BY m.person_id, m.status`, [editionId]);
  const people = new Map<Id, SessionsOf>();
  for (const { personId, status, sessions } of rows) {
    const so = people.get(personId) ?? { held: 0, came: 0 };
    people.set(personId, { held: so.held + Number(sessions), came: so.came + (attended(status) ? Number(sessions) : 0) });
  }
  return people;
}
