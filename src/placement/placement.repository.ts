import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { consentStands } from '../people/contact-permission.js';
import type { PlacementStage } from '../people/placement-stage.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { ComputerUse } from './diagnosis-questions.js';
import { Diagnosis } from './diagnosis.entity.js';
import { PlacementResponse } from './placement-response.entity.js';
import { ownStepsOf } from './own-steps.js';
import type { OwnSteps } from './placement-rules.js';
import { PlacementTest, type TestPurpose } from './placement-test.entity.js';
import { EVERYBODY, queueCondition } from './queue-filters.js';

/** Somebody of the centre, as the pages of placement name her. */
export interface PlacedPerson {
  id: Id;
  surnames: string;
  givenNames: string;
  stage: PlacementStage;
}

/** With what a list or the desk has told of her. */
export interface AskedPerson extends PlacedPerson {
  availability: number | null;
  computerUse: ComputerUse | null;
  /** Whether anybody asked for her consent here, whatever she said. */
  consentAsked: boolean;
}

export interface QueueRow extends PlacedPerson {
  proposedLevel: Level | null;
  certainty: number | null;
  /** As somebody decided it last. */
  level: Level | null;
  /** The organisation of her newest post at the centre. */
  organisation: string | null;
  /** Whether she consents to the use of her data. */
  consented: boolean;
  waitingSince: number;
}

export interface HistoryRow {
  id: Id;
  level: Level;
  proposedLevel: Level | null;
  decidedAt: number;
  decidedBy: string | null;
  reason: string | null;
}

/** Everything is looked up within the viewer's centre. */
@Injectable()
export class PlacementRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotThere for a person who is not at the centre */
  async person(centreId: Id, personId: Id): Promise<AskedPerson> {
    const [found]: (AskedPerson & { consentAsked: unknown })[] = await this.dataSource.query(
      `SELECT p.id, p.surnames, p.given_names AS "givenNames", l.placement_stage AS stage, l.availability, l.computer_use AS "computerUse",
       EXISTS (SELECT 1 FROM consents c WHERE c.person_id = l.person_id AND c.centre_id = l.centre_id) AS "consentAsked" FROM persons p
       JOIN learners l ON l.person_id = p.id AND l.centre_id = ? WHERE p.id = ? AND p.merged_into_id IS NULL`,
      [centreId, personId]);
    if (!found) throw new NotThere('person');
    return { ...found, consentAsked: Boolean(Number(found.consentAsked)) };
  }

  newestDiagnosis(centreId: Id, personId: Id): Promise<Diagnosis | null> {
    return this.dataSource.manager.findOne(Diagnosis, { where: { personId, centreId }, order: { startedAt: 'DESC' } });
  }

  /** The test that was finished last, by herself or observed: what is proposed. */
  finishedTest(centreId: Id, personId: Id, purpose: TestPurpose = 'placement'): Promise<PlacementTest | null> {
    return this.dataSource.manager.findOne(PlacementTest, {
      where: { personId, centreId, purpose, finishedAt: Not(IsNull()) }, order: { finishedAt: 'DESC', id: 'DESC' },
    });
  }

  /** The test that she has begun and not ended. */
  openTest(centreId: Id, personId: Id, purpose: TestPurpose = 'placement'): Promise<PlacementTest | null> {
    return this.dataSource.manager.findOne(PlacementTest, {
      where: { personId, centreId, purpose, finishedAt: IsNull(), closedAt: IsNull() }, order: { startedAt: 'DESC' },
    });
  }

  /** How far she has come. */
  ownSteps(centreId: Id, personId: Id): Promise<OwnSteps> {
    return ownStepsOf(this.dataSource, centreId, personId);
  }

  responses(testId: Id): Promise<PlacementResponse[]> {
    return this.dataSource.manager.find(PlacementResponse, { where: { testId }, order: { ordinal: 'ASC' } });
  }

  /** All decisions about somebody's level, the newest first. */
  history(personId: Id): Promise<HistoryRow[]> {
    return this.dataSource.query(
      `SELECT d.id, d.level, d.proposed_level AS "proposedLevel", d.decided_at AS "decidedAt", a.display_name AS "decidedBy", d.reason
       FROM placements d LEFT JOIN accounts a ON a.id = d.decided_by WHERE d.person_id = ? ORDER BY d.decided_at DESC, d.id DESC`, [personId]);
  }

  /** How many stand at each stage, of those that the filters show. */
  async counts(centreId: Id, filters = EVERYBODY): Promise<Record<PlacementStage, number>> {
    const { sql, params } = await queueCondition(filters, centreId, this.dataSource);
    const rows: { stage: PlacementStage; people: number }[] = await this.dataSource.query(
      `SELECT l.placement_stage AS stage, COUNT(*) AS people FROM learners l WHERE ${sql} GROUP BY l.placement_stage`, params);
    const counts = { 'to-diagnose': 0, 'to-test': 0, testing: 0, 'to-confirm': 0, placed: 0 };
    for (const { stage, people } of rows) counts[stage] = Number(people);
    return counts;
  }

  /** Those at one stage, who waits longest first; those to be asked, whom nothing puts in an order yet, by their names. */
  async queue(centreId: Id, stage: PlacementStage, span: { limit: number; offset: number }, filters = EVERYBODY): Promise<QueueRow[]> {
    const { sql, params } = await queueCondition(filters, centreId, this.dataSource);
    const order = stage === 'to-diagnose' ? 'l.sort_name, l.id' : 'l.stage_since, l.registered_at, l.id';
    const rows: QueueRow[] = await this.dataSource.query(
      `SELECT p.id, p.surnames, p.given_names AS "givenNames", l.placement_stage AS stage, t.level AS "proposedLevel", t.certainty,
        (SELECT d.level FROM placements d WHERE d.person_id = p.id ORDER BY d.decided_at DESC LIMIT 1) AS level,
        (SELECT o.name FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.person_id = p.id AND o.centre_id = l.centre_id
         ORDER BY COALESCE(m.until, '9999') DESC, m.id DESC LIMIT 1) AS organisation, ${consentStands('p.id', 'l.centre_id')} AS consented,
        COALESCE(l.stage_since, l.registered_at) AS "waitingSince"
       FROM learners l
       JOIN persons p ON p.id = l.person_id
       LEFT JOIN placement_tests t ON t.id =
         (SELECT newest.id FROM placement_tests newest WHERE newest.person_id = p.id AND newest.purpose = 'placement' AND newest.finished_at IS NOT NULL
          ORDER BY newest.finished_at DESC, newest.id DESC LIMIT 1)
       WHERE l.id IN (SELECT id FROM (SELECT l.id FROM learners l
         WHERE l.placement_stage = ? AND ${sql} ORDER BY ${order} LIMIT ? OFFSET ?) page)
       ORDER BY ${order}`, [stage, ...params, span.limit, span.offset]);
    return rows.map((row) => ({ ...row, consented: Boolean(Number(row.consented)) }));
  }

  /** The editions that people are placed for, the next one first. */
  editions(centreId: Id): Promise<{ id: Id; name: string }[]> {
    return this.dataSource.query(
      `SELECT id, name FROM editions WHERE centre_id = ? AND status IN ('planned', 'open', 'running') ORDER BY starts_on, id`, [centreId]);
  }
}
