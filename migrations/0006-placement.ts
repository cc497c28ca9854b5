import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable, id, instant, json, looseId, oneOf, real, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** Diagnoses, tests, responses and the history of levels. */
export class Placement1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'diagnoses', {
      id: id(),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      started_at: instant(),
      completed_at: instant({ null: true }),
      asked_by: looseId({ null: true }),
      answers: json(),
      version: version(),
    }, { index: [['person_id', 'started_at'], ['centre_id', 'completed_at']] });
    await createTable(runner, 'placement_tests', {
      id: id(),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      mode: oneOf(['self', 'observed']),
      seed: whole(),
      started_at: instant(),
      finished_at: instant({ null: true }),
      prior_mean: real(),
      prior_deviation: real(),
      theta: real({ null: true }),
      deviation: real({ null: true }),
      level: whole({ null: true }),
      certainty: real({ null: true }),
      observed_by: looseId({ null: true }),
      version: version(),
    }, { index: [['person_id', 'started_at'], ['centre_id', 'finished_at']] });
    await createTable(runner, 'placement_responses', {
      id: id(),
      test_id: ref('placement_tests'),
      ordinal: whole(),
      item_code: text(40),
      outcome: oneOf(['right', 'partly', 'wrong', 'not_done', 'no', 'with_help', 'alone']),
      score: real(),
      answer: json({ null: true }),
      answered_at: instant(),
    }, { unique: [['test_id', 'ordinal'], ['test_id', 'item_code']] });
    await createTable(runner, 'placements', {
      id: id(),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      level: whole(),
      proposed_level: whole({ null: true }),
      test_id: ref('placement_tests', { null: true }),
      decided_at: instant(),
      decided_by: looseId({ null: true }),
      reason: text(300, { null: true }),
    }, { index: [['person_id', 'decided_at'], ['centre_id', 'decided_at'], ['test_id']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placements');
    await runner.query('DROP TABLE placement_responses');
    await runner.query('DROP TABLE placement_tests');
    await runner.query('DROP TABLE diagnoses');
  }
}
