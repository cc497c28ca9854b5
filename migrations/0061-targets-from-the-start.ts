import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, flag } from '../src/shared/database/schema.js';

/** Whether a target is of its own days, as all were, or of everything since the project began. */
export class TargetsFromTheStart1764000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'indicator_targets', 'from_start', flag());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE indicator_targets DROP COLUMN from_start');
  }
}
