import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, freezeColumns, id, instant, looseId, ref } from '../src/shared/database/schema.js';

/** A second test by permission only, tests that an observation closed, and a history of levels that the database keeps. */
export class Placements1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'placement_tests', 'closed_at', instant({ null: true }));
    await createTable(runner, 'retest_permits', {
      id: id(),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      allowed_at: instant(),
      allowed_by: looseId({ null: true }),
    }, { index: [['person_id', 'allowed_at'], ['centre_id', 'allowed_at']] });
    // Merging two records of one person moves her decisions to the one that stays; what was decided never changes.
    await freezeColumns(runner, 'placements', ['centre_id', 'level', 'proposed_level', 'test_id', 'decided_at', 'decided_by', 'reason']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER placements_no_delete');
    await runner.query('DROP TRIGGER placements_no_update');
    await runner.query('DROP TABLE retest_permits');
    await runner.query('ALTER TABLE placement_tests DROP COLUMN closed_at');
  }
}
