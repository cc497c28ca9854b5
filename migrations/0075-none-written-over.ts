import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowWritingOver, refuseWritingOver } from '../src/shared/database/schema.js';

const TABLES = [
  'audit_entries', 'baseline_corrections', 'booking_events', 'certificate_revocations', 'certificates', 'charges', 'consortium_attendances',
  'consortium_decisions', 'consortium_shares', 'contributions', 'expenses', 'lesson_edits', 'log_attachments', 'log_corrections', 'log_entries',
  'outline_edits', 'payments', 'placements', 'receipt_prints', 'report_signatures', 'till_counts', 'till_reviews',
];
/** Refused since 0071, by the keys alone: an INSERT may name the hidden number of a row too, and an UPDATE take another's place. */
const BEFORE = ['ledger_entries', 'ledger_lines', 'receipts', 'receipt_voids', 'charge_postings', 'credit_payouts', 'month_signatures', 'month_closings'];

/** What 0071 did for the book holds for every record that is kept for good; of reports for those that are published. */
export class NoneWrittenOver1764000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES, ...BEFORE]) await refuseWritingOver(runner, table);
    await refuseWritingOver(runner, 'reports', "status = 'published'");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES, 'reports']) await allowWritingOver(runner, table);
  }
}
