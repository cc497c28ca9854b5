import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, looseId, makeAppendOnly, ref, text, whole } from '../src/shared/database/schema.js';

/** A centre's own titles and aims of courses and modules. */
export class OutlineTitles1764000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'outline_edits', {
      id: id(),
      course_code: ref('courses', { length: 20, column: 'code' }),
      centre_id: ref('centres'),
      part_code: text(20),
      ordinal: whole(),
      title: text(120, { null: true }),
      aim: text(400, { null: true }),
      reason: text(200),
      created_at: instant(),
      created_by: looseId({ null: true }),
    }, { unique: [['centre_id', 'course_code', 'ordinal']], index: [['centre_id', 'part_code', 'ordinal']] });
    await makeAppendOnly(runner, 'outline_edits');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outline_edits');
  }
}
