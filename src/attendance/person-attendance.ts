import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonSections, type PersonSectionView, type WayFact } from '../people/person-sections.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { ATTENDANCE_READERS, mayTake } from './attendance.policy.js';
import type { CallOutcome } from './call-list.js';
import { shareAttended } from './hours-attended.js';

interface AttendanceRow {
  held: number;
  came: number;
  groupId: Id | null;
  sessionId: Id | null;
  date: string;
  startsAt: string;
  endsAt: string;
  madeAt: number | null;
  outcome: CallOutcome;
  note: string | null;
  missedOn: string | null;
}

/** When a person comes next, how much she came so far, and the last call to her: on her page. */
@Injectable()
export class PersonAttendance implements OnModuleInit {
  constructor(private readonly sections: PersonSections, private readonly dataSource: DataSource, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({ roles: ATTENDANCE_READERS, order: 30, load: (viewer, personId, t) => this.load(viewer, personId, t) });
  }

  private async load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView> {
    const now = this.clock.now();
    const today = localDateAt(now);
    const her = [personId, viewer.centreId];
    const [row] = await this.dataSource.query<AttendanceRow[]>(ATTENDANCE, [...her, ...her, ...her, ...her, today, today, localTimeAt(now), ...her]);
    const { held, came, sessionId, madeAt, ...rest } = row as AttendanceRow;
    const share = shareAttended({ held: Number(held), came: Number(came) });
    const facts: WayFact[] = [
      ...(share === null ? [] : [{
        label: t('attendance:person.so-far'), text: t('attendance:person.came', { came: Number(came), held: Number(held), share }),
        ...(rest.groupId ? { href: `/groups/${rest.groupId}/attendance` } : {}),
      }]),
      ...(madeAt === null ? [] : [callFact(t, Number(madeAt), rest)]),
    ];
    if (sessionId === null) return { facts };
    const day = dayWords(t, rest.date, today);
    const text = t('attendance:person.next-session', { day, hours: hoursWords(t, rest.startsAt, rest.endsAt) });
    return { facts, next: { text, ...(mayTake(viewer) ? { href: `/sessions/${sessionId}/register` } : {}) } };
  }
}

/** Leads to the day that was missed: there the call stands, whenever it was made. */
function callFact(t: Translate, madeAt: number, { outcome, note, missedOn }: Pick<AttendanceRow, 'outcome' | 'note' | 'missedOn'>): WayFact {
  const words = t('attendance:person.called', { date: formatLocalDate(localDateAt(madeAt)), outcome: t(`attendance:outcome.${outcome}`) });
  return { label: t('attendance:person.call'), text: note ? `${words}: ${note}` : words, href: `/calls?date=${missedOn}` };
}

/** One row: counts of her marks, the newest group with marks, her next session, and the last call about an absence of hers. */
const ATTENDANCE = `
  SELECT
    (SELECT COUNT(*) FROM attendance_marks m JOIN sessions s ON s.id = m.session_id
      WHERE m.person_id = ? AND s.centre_id = ? AND s.cancelled_at IS NULL) AS held,
    (SELECT COUNT(*) FROM attendance_marks m JOIN sessions s ON s.id = m.session_id
      WHERE m.person_id = ? AND s.centre_id = ? AND s.cancelled_at IS NULL AND m.status IN ('present', 'late', 'left_early')) AS came,
    (SELECT s.group_id FROM attendance_marks m JOIN sessions s ON s.id = m.session_id
      WHERE m.person_id = ? AND s.centre_id = ? ORDER BY s.date DESC, s.starts_at DESC LIMIT 1) AS "groupId",
    n.id AS "sessionId", n.date, n.starts_at AS "startsAt", n.ends_at AS "endsAt", c.made_at AS "madeAt", c.outcome, c.note,
    (SELECT x.date FROM sessions x WHERE x.id = c.session_id) AS "missedOn"
  FROM (SELECT 1 AS one) always
  LEFT JOIN sessions n ON n.id = (SELECT s.id FROM enrolments e JOIN sessions s ON s.group_id = e.group_id
    WHERE e.person_id = ? AND s.centre_id = ? AND e.status = 'enrolled' AND s.cancelled_at IS NULL
      AND (s.date > ? OR (s.date = ? AND s.ends_at >= ?)) ORDER BY s.date, s.starts_at LIMIT 1)
  LEFT JOIN calls c ON c.id = (SELECT k.id FROM attendance_marks m JOIN calls k ON k.session_id = m.session_id AND k.person_id = m.person_id
    WHERE m.person_id = ? AND k.centre_id = ? ORDER BY k.made_at DESC, k.id DESC LIMIT 1)`;
