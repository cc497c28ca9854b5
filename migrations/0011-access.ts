import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, oneOf } from '../src/shared/database/schema.js';

type Answers = Partial<Record<string, string | string[]>>;

/** How much access to a computer each learner has, as her last diagnosis said it. */
export class Access1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'learners', 'access', oneOf(['none', 'some', 'own'], { null: true }));
    const rows = await runner.query(
      'SELECT person_id AS "personId", centre_id AS "centreId", answers FROM diagnoses WHERE completed_at IS NOT NULL ORDER BY completed_at',
    ) as { personId: string; centreId: string; answers: string }[];
    for (const { personId, centreId, answers } of rows) {
      const access = accessOf(JSON.parse(answers) as Answers);
      if (access) await runner.query('UPDATE learners SET access = ? WHERE person_id = ? AND centre_id = ?', [access, personId, centreId]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE learners DROP COLUMN access');
  }
}

/** As `accessFrom` read the answers when this column came: a migration goes on doing what it did. */
function accessOf({ computerAccess, phone }: Answers): string | null {
  if (computerAccess === 'home') return 'own';
  if (computerAccess === 'elsewhere') return 'some';
  return computerAccess === 'none' ? (phone === 'smart' ? 'some' : 'none') : null;
}
