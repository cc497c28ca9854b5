import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, instant } from '../src/shared/database/schema.js';

/** Since when a course stands here as a package brought it: Minka's own content does not replace it any more. */
export class CoursePackaged1764000000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'courses', 'packaged_at', instant({ null: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE courses DROP COLUMN packaged_at');
  }
}
