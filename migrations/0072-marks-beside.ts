import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, longText, looseId, makeBig, whole, type ColumnDefinition } from '../src/shared/database/schema.js';

/** The marks of facts in a column of their own. Facts are drawn from the records anew when Minka starts, so that none are carried over. */
export class MarksBeside1764000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await makeAnew(runner, { facts: longText(), marks: longText() });
  }

  async down(runner: QueryRunner): Promise<void> {
    await makeAnew(runner, { facts: longText() });
  }
}

async function makeAnew(runner: QueryRunner, texts: Record<string, ColumnDefinition>): Promise<void> {
  await runner.query('DROP TABLE learner_facts');
  await createTable(runner, 'learner_facts', {
    id: id(), person_id: looseId(), centre_id: looseId(), ...texts, turn: whole({ default: 0 }), drawn_at: instant(),
  }, { index: [['centre_id', 'person_id'], ['person_id']] });
  for (const column of Object.keys(texts)) await makeBig(runner, 'learner_facts', column);
}
