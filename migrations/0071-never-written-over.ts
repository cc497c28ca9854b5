import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowWritingOver, refuseWritingOver } from '../src/shared/database/schema.js';

/** What no two rows share in the book and its papers, the id apart. */
const KEYS: Readonly<Record<string, string[][]>> = {
  ledger_entries: [['centre_id', 'number'], ['centre_id', 'reverses']],
  ledger_lines: [],
  receipts: [['series', 'number'], ['public_code'], ['payment_id']],
  receipt_voids: [['receipt_id']],
  charge_postings: [],
  credit_payouts: [['entry_id']],
  month_signatures: [['centre_id', 'month', 'account_id', 'digest']],
  month_closings: [['centre_id', 'month']],
};

/** Whoever may neither change nor remove a row of the book may not put another one in its place either. */
export class NeverWrittenOver1764000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, keys] of Object.entries(KEYS)) await refuseWritingOver(runner, table, keys);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(KEYS)) await allowWritingOver(runner, table);
  }
}
