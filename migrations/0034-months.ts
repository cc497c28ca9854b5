import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, json, makeAppendOnly, ref, text } from '../src/shared/database/schema.js';

/** Months of the books, signed by two and closed. */
export class Months1764000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'month_signatures', {
      id: id(),
      centre_id: ref('centres'),
      month: text(7),
      account_id: ref('accounts'),
      digest: text(64),
      signed_at: instant(),
    }, { unique: [['centre_id', 'month', 'account_id', 'digest']] });
    await makeAppendOnly(runner, 'month_signatures');
    await createTable(runner, 'month_closings', {
      id: id(),
      centre_id: ref('centres'),
      month: text(7),
      entry_id: ref('ledger_entries'),
      statement: json(),
      published: json(),
      closed_at: instant(),
    }, { unique: [['centre_id', 'month']] });
    await makeAppendOnly(runner, 'month_closings');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['month_closings', 'month_signatures']) await runner.query(`DROP TABLE ${table}`);
  }
}
