import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, flag, text } from '../src/shared/database/schema.js';

/** Who reports a project to IATI, by its own name, and whether the books of its centres hold its money alone. */
export class ProjectsInIati1764000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'projects', 'iati_reporter', text(160, { null: true }));
    await addColumn(runner, 'projects', 'books_are_its_own', flag());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE projects DROP COLUMN books_are_its_own');
    await runner.query('ALTER TABLE projects DROP COLUMN iati_reporter');
  }
}
