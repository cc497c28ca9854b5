import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, flag, id, instant, longText, looseId, oneOf, ref, text, version, whole } from '../src/shared/database/schema.js';

/** How far each learner is in lessons and practices, what is open to a group, and how she likes to read. */
export class Learning1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'accounts', 'large_print', flag());
    await addColumn(runner, 'accounts', 'high_contrast', flag());
    await createTable(runner, 'lesson_progress', {
      id: id(),
      person_id: ref('persons'),
      lesson_code: ref('lessons', { length: 20, column: 'code' }),
      centre_id: ref('centres'),
      step: whole(),
      started_at: instant(),
      seen_at: instant(),
      finished_at: instant({ null: true }),
      version: version(),
    }, { unique: [['person_id', 'lesson_code']], index: [['lesson_code', 'person_id']] });
    await createTable(runner, 'lesson_answers', {
      id: id(),
      person_id: ref('persons'),
      lesson_code: ref('lessons', { length: 20, column: 'code' }),
      question: whole(),
      attempts: whole(),
      right_at_once: flag(),
      answered_at: instant(),
      version: version(),
    }, { unique: [['person_id', 'lesson_code', 'question']] });
    await createTable(runner, 'practice_rounds', {
      id: id(),
      person_id: ref('persons'),
      practice_code: ref('practices', { length: 60, column: 'code' }),
      centre_id: ref('centres'),
      round: whole(),
      started_at: instant(),
      seen_at: instant(),
      finished_at: instant({ null: true }),
      tasks: whole(),
      alone: whole(),
      version: version(),
    }, { unique: [['person_id', 'practice_code', 'round']], index: [['practice_code', 'person_id']] });
    await createTable(runner, 'practice_steps', {
      id: id(),
      round_id: ref('practice_rounds'),
      ordinal: whole(),
      task_code: text(60),
      attempts: whole(),
      helps: whole(),
      outcome: oneOf(['trying', 'done', 'left']),
      kept: longText({ null: true }),
      changed_at: instant(),
      version: version(),
    }, { unique: [['round_id', 'ordinal']] });
    await createTable(runner, 'opened_lessons', {
      id: id(),
      group_id: ref('learning_groups'),
      lesson_code: ref('lessons', { length: 20, column: 'code' }),
      opened_at: instant(),
      opened_by: looseId({ null: true }),
    }, { unique: [['group_id', 'lesson_code']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['opened_lessons', 'practice_steps', 'practice_rounds', 'lesson_answers', 'lesson_progress']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('ALTER TABLE accounts DROP COLUMN high_contrast');
    await runner.query('ALTER TABLE accounts DROP COLUMN large_print');
  }
}
