import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, createIndex, createTable, dropIndex, looseId, makeBig, real, text, whole } from '../src/shared/database/schema.js';

/**
 * Facts of any length, kept in another form: all that was drawn and added up before goes, and is drawn from the records
 * anew when Minka starts. Sums of seats, kept with them; and missing registers, found without looking at all sessions.
 */
export class FiguresAtScale1764000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await letGo(runner);
    await makeBig(runner, 'learner_facts', 'facts');
    for (const column of ['before', 'after']) await makeBig(runner, 'fact_changes', column);
    await createTable(runner, 'seat_sums', {
      code: code(60), centre_id: looseId(), month: text(7), course: whole(), level: whole(), minutes: real(),
    }, { index: [['centre_id', 'month']] });
    await createIndex(runner, 'sessions', ['centre_id', 'register_saved_at', 'date']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await letGo(runner);
    await dropIndex(runner, 'sessions', ['centre_id', 'register_saved_at', 'date']);
    await runner.query('DROP TABLE seat_sums');
  }
}

async function letGo(runner: QueryRunner): Promise<void> {
  for (const table of ['kept_cells', 'kept_tallies', 'fact_changes', 'learner_facts', 'fact_states']) await runner.clearTable(table);
}
