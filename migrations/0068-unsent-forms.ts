import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, longText, makeBig } from '../src/shared/database/schema.js';

/** What somebody sent after her session had ended, until she signs in again: sealed, one form for an account, for an hour. */
export class UnsentForms1764000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'unsent_forms', { account_id: id(), sealed: longText(), expires_at: instant() }, { index: [['expires_at']] });
    await makeBig(runner, 'unsent_forms', 'sealed');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unsent_forms');
  }
}
