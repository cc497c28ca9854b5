import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, instant, longText } from '../src/shared/database/schema.js';

/** What stands in a task that is not done yet, when enough of a practice's tasks were done for it to count, and the end of tests at the end. */
export class KeptWork1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'practice_steps', 'draft', longText({ null: true }));
    await addColumn(runner, 'practice_rounds', 'practised_at', instant({ null: true }));
    await addColumn(runner, 'endline_openings', 'closed_at', instant({ null: true }));
    // As `isPractised` of src/learning/practice-rules.ts has it: all tasks but one.
    await runner.query(`
      UPDATE practice_rounds SET practised_at = finished_at WHERE finished_at IS NOT NULL AND
      (SELECT COUNT(*) FROM practice_steps s WHERE s.round_id = practice_rounds.id AND s.outcome = 'done') >= CASE WHEN tasks > 1 THEN tasks - 1 ELSE 1 END`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE endline_openings DROP COLUMN closed_at');
    await runner.query('ALTER TABLE practice_rounds DROP COLUMN practised_at');
    await runner.query('ALTER TABLE practice_steps DROP COLUMN draft');
  }
}
