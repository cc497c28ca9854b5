import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, flag } from '../src/shared/database/schema.js';

/** Tests that are sat at a browser without scripts. */
export class PlainBrowsers1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'placement_tests', 'without_script', flag());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE placement_tests DROP COLUMN without_script');
  }
}
