import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, code, createIndex, createTable, dropIndex, held, whole } from '../src/shared/database/schema.js';

/** What lets units of work go one after the other that would book, seat or merge past each other. */
export class Guards1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'guards', { name: code(80), turns: whole() });
    await addColumn(runner, 'persons', 'held', held());
    // The newest level of each learner of a list: without it, SQLite reads all levels of the centre for each of them.
    await createIndex(runner, 'placements', ['person_id', 'centre_id', 'decided_at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'placements', ['person_id', 'centre_id', 'decided_at']);
    await runner.query('ALTER TABLE persons DROP COLUMN held');
    await runner.query('DROP TABLE guards');
  }
}
