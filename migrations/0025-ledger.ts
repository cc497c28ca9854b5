import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, code, createTable, flag, id, instant, longText, looseId, makeAppendOnly, money, oneOf, ref, text, version, whole } from '../src/shared/database/schema.js';

/** The chained book of a centre's money. */
export class Ledger1764000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'ledger_books', {
      id: id(),
      centre_id: ref('centres'),
      last_number: whole({ default: 0 }),
      last_hash: text(64),
      closed_through: text(7, { default: '' }),
    }, { unique: [['centre_id']] });
    await createTable(runner, 'ledger_entries', {
      id: id(),
      centre_id: ref('centres'),
      number: whole(),
      kind: oneOf([
        'opening', 'charge', 'waiver', 'payment', 'credit', 'credit-use', 'refund', 'till-open', 'till-close', 'transfer', 'expense', 'contribution',
        'in-kind', 'other-income', 'reversal', 'month-close',
      ]),
      date: calendarDate(),
      reference: text(60),
      memo: text(300, { null: true }),
      reverses: whole({ null: true }),
      sealed: longText({ null: true }),
      recorded_at: instant(),
      recorded_by: looseId({ null: true }),
      salt: text(32),
      previous_hash: text(64),
      hash: text(64),
    }, { unique: [['centre_id', 'number'], ['centre_id', 'reverses']], index: [['centre_id', 'date']] });
    await makeAppendOnly(runner, 'ledger_entries');
    await createTable(runner, 'ledger_lines', {
      id: id(),
      entry_id: ref('ledger_entries'),
      centre_id: looseId(),
      entry_number: whole(),
      place: whole(),
      account_code: text(10),
      cents: money(),
    }, { index: [['entry_id'], ['centre_id', 'account_code', 'entry_number']] });
    await makeAppendOnly(runner, 'ledger_lines');
    await createTable(runner, 'ledger_balances', {
      code: code(60),
      centre_id: looseId(),
      month: text(7),
      account_code: text(10),
      debit_cents: money(),
      credit_cents: money(),
    }, { index: [['centre_id', 'month']] });
    await createTable(runner, 'money_settings', {
      id: id(),
      centre_id: ref('centres'),
      waiver_ceiling_cents: money(),
      expense_approval_cents: money(),
      decision: text(120, { null: true }),
      accounts_public: flag(),
      version: version(),
    }, { unique: [['centre_id']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['money_settings', 'ledger_balances', 'ledger_lines', 'ledger_entries', 'ledger_books']) await runner.query(`DROP TABLE ${table}`);
  }
}
