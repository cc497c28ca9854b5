import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { contactIn, newestConsent } from '../people/contact-permission.js';
import type { PersonName } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { fromJson } from '../shared/database/columns.js';
import { readTogether, type Selection } from '../shared/database/selections.js';
import { ABSENCES, ABSENCES_COUNT_DAYS, PROPOSAL_REASONS, proposalReasons, type ProposalFacts, type ProposalReason } from './proposal-rules.js';

/** Somebody to whom Minka proposes coaching. */
export interface ProposedPerson extends PersonName {
  personId: Id;
  phone: string | null;
  /** Whether she agreed to be called or written to; null when nobody has asked her. */
  mayContact: boolean | null;
  reasons: ProposalReason[];
}

/** What decides of one person; her answers as they are on record. */
export type ProposedRow = Omit<ProposalFacts, 'fear' | 'fearSaidOn' | 'completedOn'> & { answers: string | null; answeredAt: number | null; completedAt: number | null };
type Row = PersonName & ProposedRow & { personId: Id; sortName: string; phone: string | null; covers: string | null };

/** To whom coaching is proposed at a centre. */
@Injectable()
export class CoachingProposalsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * By the reason that matters most, whoever has others besides first, and whoever fears much; then whose diagnosis is newest: she is
   * likeliest to be near. One query.
   */
  async ofCentre(centreId: Id, today: LocalDate): Promise<ProposedPerson[]> {
    const people = (await this.rows(centreId, today)).map((row) => {
      const facts = factsOf(row);
      return { row, reasons: proposalReasons(facts, today), calm: Number(facts.fear !== 'much') };
    });
    const main = ([reason]: readonly ProposalReason[]): number => PROPOSAL_REASONS.indexOf(reason as ProposalReason);
    return people.filter(({ reasons }) => reasons.length > 0)
      .sort((a, b) => main(a.reasons) - main(b.reasons) || b.reasons.length - a.reasons.length || a.calm - b.calm)
      .map(({ row: { personId, surnames, givenNames, phone, covers }, reasons }) => ({ personId, surnames, givenNames, phone, mayContact: contactIn(covers), reasons }));
  }

  /** Why it is proposed to one of the centre's learners; empty when it is not. One query. */
  async ofPerson(centreId: Id, personId: Id, today: LocalDate): Promise<ProposalReason[]> {
    const [rows] = await readTogether(this.dataSource, [ofLearnerSelection(centreId, today, personId)]);
    return reasonsIn(rows as unknown as ProposedRow[], today);
  }

  private async rows(centreId: Id, today: LocalDate): Promise<Row[]> {
    const [rows] = await readTogether(this.dataSource, [proposedSelection(centreId, today)]);
    const newest = (row: Row): number => Number(row.answeredAt ?? 0);
    return (rows as unknown as Row[]).sort((a, b) => newest(b) - newest(a) || (`${a.sortName} ${a.personId}` < `${b.sortName} ${b.personId}` ? -1 : 1));
  }
}

/** Of a learner `l`, whatever else is read of her. */
const OF_LEARNER = {
  answers: `(SELECT d.answers FROM diagnoses d WHERE d.person_id = l.person_id AND d.completed_at IS NOT NULL
    ORDER BY d.started_at DESC LIMIT 1)`,
  level: `(SELECT x.level FROM placements x WHERE x.person_id = l.person_id AND x.centre_id = l.centre_id
    ORDER BY x.decided_at DESC, x.id DESC LIMIT 1)`,
  answeredAt: '(SELECT MAX(d.completed_at) FROM diagnoses d WHERE d.person_id = l.person_id)',
  completedAt: "(SELECT MAX(e.ended_at) FROM enrolments e WHERE e.person_id = l.person_id AND +e.status = 'completed')",
  lastBooking: "(SELECT MAX(b.date) FROM bookings b WHERE b.person_id = l.person_id AND b.status NOT IN ('cancelled', 'no-show'))",
};

/** Courses `c` that a learner completed in an enrolment `e`, and is in none that follows. */
const COMPLETED = `enrolments e JOIN editions held ON held.id = e.edition_id JOIN courses c ON c.code = held.course_code
  JOIN courses following ON following.prerequisite_code = c.code`;
const GOES_ON = `NOT EXISTS (SELECT 1 FROM enrolments later JOIN editions after_it ON after_it.id = later.edition_id
  WHERE later.person_id = e.person_id AND after_it.course_code = following.code AND later.status IN ('enrolled', 'completed'))`;

/** The learners of a centre who may have a reason. */
function proposedSelection(centreId: Id, today: LocalDate): Selection {
  return {
    columns: {
      ...OF_LEARNER, personId: 'l.person_id', sortName: 'l.sort_name', surnames: 'p.surnames', givenNames: 'p.given_names', phone: 'p.phone',
      covers: newestConsent('p.id', 'l.centre_id'),
      absences: 'COALESCE(missed.absences, 0)', lastAbsence: 'missed.lastAbsence', courseLevel: 'passed.courseLevel',
    },
    from: `FROM learners l JOIN persons p ON p.id = l.person_id
      LEFT JOIN (SELECT m.person_id, COUNT(*) AS absences, MAX(s.date) AS lastAbsence
        FROM sessions s JOIN attendance_marks m ON m.session_id = s.id AND m.status = 'absent'
        WHERE s.centre_id = ? AND s.date BETWEEN ? AND ? GROUP BY m.person_id HAVING COUNT(*) >= ?) missed ON missed.person_id = l.person_id
      LEFT JOIN (SELECT e.person_id, MAX(c.level_reached) AS courseLevel FROM ${COMPLETED}
        WHERE e.centre_id = ? AND e.status = 'completed' AND ${GOES_ON} GROUP BY e.person_id) passed ON passed.person_id = l.person_id
      WHERE l.centre_id = ? AND l.left_at IS NULL AND (missed.person_id IS NOT NULL OR passed.person_id IS NOT NULL
        OR ${OF_LEARNER.answers} LIKE '%"fear":"much"%' OR ${OF_LEARNER.answers} LIKE '%"fear":"some"%')`,
    parameters: [centreId, addDays(today, -ABSENCES_COUNT_DAYS), today, ABSENCES, centreId, centreId],
  };
}

/**
 * What decides of one learner, in a row of `ProposedRow`: also for her home, which reads everything in one statement. She is in
 * a few sessions and courses, and her centre in thousands: a plus keeps SQLite from going by what an index has of the centre.
 */
export function ofLearnerSelection(centreId: Id, today: LocalDate, personId: Id): Selection {
  const missed = (value: string): string => `(SELECT ${value} FROM attendance_marks m JOIN sessions s ON s.id = m.session_id
    WHERE m.person_id = l.person_id AND m.status = 'absent' AND +s.centre_id = l.centre_id AND +s.date BETWEEN ? AND ?)`;
  const dates = [addDays(today, -ABSENCES_COUNT_DAYS), today];
  return {
    columns: {
      ...OF_LEARNER, absences: missed('COUNT(*)'), lastAbsence: missed('MAX(s.date)'),
      courseLevel: `(SELECT MAX(c.level_reached) FROM ${COMPLETED}
        WHERE e.person_id = l.person_id AND +e.centre_id = l.centre_id AND +e.status = 'completed' AND ${GOES_ON})`,
    },
    from: 'FROM learners l WHERE l.person_id = ? AND l.centre_id = ? AND l.left_at IS NULL',
    parameters: [...dates, ...dates, personId, centreId],
  };
}

/** Why coaching is proposed to the one person whom a selection was of; empty when it is not. */
export function reasonsIn(rows: readonly ProposedRow[], today: LocalDate): ProposalReason[] {
  const [row] = rows;
  return row ? proposalReasons(factsOf(row), today) : [];
}

function factsOf({ answers, answeredAt, completedAt, absences, lastAbsence, courseLevel, level, lastBooking }: ProposedRow): ProposalFacts {
  const fear = (fromJson(answers) as { fear?: unknown } | null)?.fear;
  const levelOf = (value: ProposalFacts['level']): ProposalFacts['level'] => (value === null ? null : Number(value) as ProposalFacts['level']);
  const dayOf = (instant: number | null): LocalDate | null => (instant === null ? null : localDateAt(Number(instant)));
  return {
    fear: typeof fear === 'string' ? fear : null, fearSaidOn: dayOf(answeredAt), completedOn: dayOf(completedAt), absences: Number(absences), lastAbsence, courseLevel: levelOf(courseLevel), level: levelOf(level), lastBooking,
  };
}
