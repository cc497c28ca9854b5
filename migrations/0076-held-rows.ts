import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, held } from '../src/shared/database/schema.js';

const TABLES = ['ledger_books', 'group_proposals', 'throttle_counters'];

/** What a unit of work changes to hold a row: a column that is set to itself keeps nobody out on another node of a cluster. */
export class HeldRows1764000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await addColumn(runner, table, 'held', held());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN held`);
  }
}
