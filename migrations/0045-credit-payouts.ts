import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, createTable, freezeColumns, id, instant, looseId, money, ref, text } from '../src/shared/database/schema.js';

/** Credit that a centre hands back in cash. */
export class CreditPayouts1764000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'credit_payouts', {
      id: id(),
      centre_id: ref('centres'),
      person_id: ref('persons'),
      person_name: text(210),
      till_session_id: ref('till_sessions'),
      cents: money(),
      paid_on: calendarDate(),
      paid_at: instant(),
      paid_by: looseId({ null: true }),
      entry_id: ref('ledger_entries'),
    }, { unique: [['entry_id']], index: [['centre_id', 'person_id'], ['person_id'], ['till_session_id']] });
    // Whose it is may change when two records turn out to be one person; what it says never does.
    await freezeColumns(runner, 'credit_payouts', ['centre_id', 'person_name', 'till_session_id', 'cents', 'paid_on', 'paid_at', 'paid_by', 'entry_id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credit_payouts');
  }
}
