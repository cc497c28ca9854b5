import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PlacementStage } from '../people/placement-stage.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { ComputerUse } from './diagnosis-questions.js';
import { Diagnosis } from './diagnosis.entity.js';
import { PlacementResponse } from './placement-response.entity.js';
import { PlacementTest, type TestPurpose } from './placement-test.entity.js';

/** Somebody of the centre, as the pages of placement name her. */
export interface PlacedPerson {
  id: Id;
  surnames: string;
  givenNames: string;
}

/** With what a list or the desk has told of her. */
export interface AskedPerson extends PlacedPerson {
  availability: number | null;
  computerUse: ComputerUse | null;
}

export interface QueueRow extends PlacedPerson {
  stage: PlacementStage;
  proposedLevel: Level | null;
  certainty: number | null;
  waitingSince: number;
}

export interface HistoryRow {
  level: Level;
  proposedLevel: Level | null;
  decidedAt: number;
  decidedBy: string | null;
  reason: string | null;
}

/** How far a learner has come by herself; null where she has not begun or not ended. */
export interface OwnSteps {
  diagnosedAt: number | null;
  testedAt: number | null;
}

/** Everything is looked up within the viewer's centre. */
@Injectable()
export class PlacementRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotThere for a person who is not at the centre */
  async person(centreId: Id, personId: Id): Promise<AskedPerson> {
    const [found]: AskedPerson[] = await this.dataSource.query(
      `SELECT p.id, p.surnames, p.given_names AS "givenNames", l.availability, l.computer_use AS "computerUse" FROM persons p
       JOIN learners l ON l.person_id = p.id AND l.centre_id = ? WHERE p.id = ? AND p.merged_into_id IS NULL`,
      [centreId, personId]);
    if (!found) throw new NotThere('person');
    return found;
  }

  newestDiagnosis(centreId: Id, personId: Id): Promise<Diagnosis | null> {
    return this.dataSource.manager.findOne(Diagnosis, { where: { personId, centreId }, order: { startedAt: 'DESC' } });
  }

  /** The newest test, open or finished, of herself or observed. */
  newestTest(centreId: Id, personId: Id, purpose: TestPurpose = 'placement'): Promise<PlacementTest | null> {
    return this.dataSource.manager.findOne(PlacementTest, { where: { personId, centreId, purpose }, order: { startedAt: 'DESC' } });
  }

  /** When she ended her newest diagnosis, and her newest test. */
  async ownSteps(centreId: Id, personId: Id): Promise<OwnSteps> {
    const [steps]: OwnSteps[] = await this.dataSource.query(
      `SELECT
        (SELECT completed_at FROM diagnoses WHERE person_id = ? AND centre_id = ? ORDER BY started_at DESC LIMIT 1) AS "diagnosedAt",
        (SELECT finished_at FROM placement_tests WHERE person_id = ? AND centre_id = ? AND purpose = 'placement' ORDER BY started_at DESC LIMIT 1) AS "testedAt"`,
      [personId, centreId, personId, centreId]);
    return steps as OwnSteps;
  }

  responses(testId: Id): Promise<PlacementResponse[]> {
    return this.dataSource.manager.find(PlacementResponse, { where: { testId }, order: { ordinal: 'ASC' } });
  }

  /** All decisions about somebody's level, the newest first. */
  history(personId: Id): Promise<HistoryRow[]> {
    return this.dataSource.query(
      `SELECT d.level, d.proposed_level AS "proposedLevel", d.decided_at AS "decidedAt", a.display_name AS "decidedBy", d.reason
       FROM placements d LEFT JOIN accounts a ON a.id = d.decided_by WHERE d.person_id = ? ORDER BY d.decided_at DESC`, [personId]);
  }

  /** How many stand at each stage before being placed; of an edition's people alone when one is named. */
  async counts(centreId: Id, editionId: Id | null = null): Promise<Record<PlacementStage, number>> {
    const rows: { stage: PlacementStage; people: number }[] = await this.dataSource.query(
      `SELECT placement_stage AS stage, COUNT(*) AS people FROM learners
       WHERE centre_id = ? AND left_at IS NULL${editionId ? OF_EDITION : ''} GROUP BY placement_stage`, [centreId, ...editionId ? [editionId] : []]);
    const counts = { 'to-diagnose': 0, 'to-test': 0, testing: 0, 'to-confirm': 0, placed: 0 };
    for (const { stage, people } of rows) counts[stage] = Number(people);
    return counts;
  }

  /** Those at one stage, who waits longest first. */
  queue(
    centreId: Id, { stage, editionId = null }: { stage: PlacementStage; editionId?: Id | null }, limit: number, offset: number,
  ): Promise<QueueRow[]> {
    return this.dataSource.query(
      `SELECT p.id, p.surnames, p.given_names AS "givenNames", l.placement_stage AS stage, t.level AS "proposedLevel", t.certainty,
        COALESCE(l.stage_since, l.registered_at) AS "waitingSince"
       FROM learners l
       JOIN persons p ON p.id = l.person_id
       LEFT JOIN placement_tests t ON t.id =
         (SELECT newest.id FROM placement_tests newest WHERE newest.person_id = p.id AND newest.purpose = 'placement' ORDER BY newest.started_at DESC, newest.id DESC LIMIT 1)
       WHERE l.id IN (SELECT id FROM (SELECT id FROM learners
         WHERE centre_id = ? AND placement_stage = ? AND left_at IS NULL${editionId ? OF_EDITION : ''} ORDER BY stage_since, registered_at, id LIMIT ? OFFSET ?) page)
       ORDER BY l.stage_since, l.registered_at, l.id`, [centreId, stage, ...editionId ? [editionId] : [], limit, offset]);
  }
}

/** Those of the edition of a parameter, as far as they are in it still; groups stand beside placement, so by their table. */
const OF_EDITION = " AND person_id IN (SELECT n.person_id FROM enrolments n WHERE n.edition_id = ? AND n.status <> 'withdrawn')";
