import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumn, code, createTable, flag, id, instant, longText, looseId, makeAppendOnly, ref, text, whole,
} from '../src/shared/database/schema.js';

/** What lessons are made of: their texts, pictures and practices, what a centre changed in them, and files that people send in. */
export class Lessons1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'courses', 'licence', text(40, { default: 'CC BY 4.0' }));
    await addColumn(runner, 'courses', 'authors', text(300, { default: 'Minka' }));
    await addColumn(runner, 'modules', 'discreet', flag());
    await createTable(runner, 'lesson_texts', {
      lesson_code: code(20),
      source: longText(),
    });
    await createTable(runner, 'course_pictures', {
      id: id(),
      course_code: ref('courses', { length: 20, column: 'code' }),
      name: text(80),
      svg: longText(),
    }, { unique: [['course_code', 'name']] });
    await createTable(runner, 'practices', {
      code: code(60),
      course_code: ref('courses', { length: 20, column: 'code' }),
      title: text(120),
      skill: text(20),
      content: longText(),
    });
    await createTable(runner, 'lesson_edits', {
      id: id(),
      lesson_code: ref('lessons', { length: 20, column: 'code' }),
      centre_id: ref('centres'),
      ordinal: whole(),
      source: longText({ null: true }),
      based_on: longText(),
      reason: text(200, { null: true }),
      created_at: instant(),
      created_by: looseId({ null: true }),
    }, { unique: [['centre_id', 'lesson_code', 'ordinal']] });
    await makeAppendOnly(runner, 'lesson_edits');
    await createTable(runner, 'stored_files', {
      id: id(),
      centre_id: looseId({ null: true }),
      name: text(160),
      type: text(80),
      bytes: whole(),
      hash: text(64),
      created_at: instant(),
      created_by: looseId({ null: true }),
    }, { index: [['centre_id', 'hash']] });
    await createTable(runner, 'stored_file_parts', {
      id: id(),
      file_id: ref('stored_files'),
      ordinal: whole(),
      body: longText(),
    }, { unique: [['file_id', 'ordinal']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['stored_file_parts', 'stored_files', 'lesson_edits', 'practices', 'course_pictures', 'lesson_texts']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('ALTER TABLE modules DROP COLUMN discreet');
    await runner.query('ALTER TABLE courses DROP COLUMN authors');
    await runner.query('ALTER TABLE courses DROP COLUMN licence');
  }
}
