import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowWritingOver, refuseWritingOver } from '../src/shared/database/schema.js';

const TABLES = [
  'ledger_entries', 'ledger_lines', 'receipts', 'receipt_voids', 'charge_postings', 'credit_payouts', 'month_signatures', 'month_closings',
];

/** Whoever may neither change nor remove a row of the book may not put another one in its place either. */
export class NeverWrittenOver1764000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await refuseWritingOver(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await allowWritingOver(runner, table);
  }
}
