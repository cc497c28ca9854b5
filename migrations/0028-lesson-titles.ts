import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, text } from '../src/shared/database/schema.js';

/** A centre's own titles and aims of lessons, beside the texts that say them. */
export class LessonTitles1764000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'lesson_edits', 'title', text(160, { null: true }));
    await addColumn(runner, 'lesson_edits', 'aim', text(400, { null: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE lesson_edits DROP COLUMN aim');
    await runner.query('ALTER TABLE lesson_edits DROP COLUMN title');
  }
}
