import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, code, createTable, id, instant, real, text, whole } from '../src/shared/database/schema.js';

/** Sums of facts, kept up to date with what changes. */
export class KeptTallies1764000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'kept_tallies', {
      id: id(), scope: text(64), turn: whole(), drawn_at: instant(), used_on: calendarDate(),
    }, { unique: [['scope']], index: [['used_on']] });
    await createTable(runner, 'kept_cells', { tally_id: id(), cell: code(200), value: real(), of: real(), people: whole() });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['kept_cells', 'kept_tallies']) await runner.query(`DROP TABLE ${table}`);
  }
}
