import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, createIndex, createTable, dropIndex, freezeColumns, id, instant, looseId, money, oneOf, ref, text, version, whole, type ColumnDefinition,
} from '../src/shared/database/schema.js';

const KINDS = ['power', 'internet', 'room', 'training-hours', 'money', 'equipment', 'other'];

/** What a centre spends, what its allies promise and what of it came; the journal's look-ups. */
export class Expenses1764000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'expenses', EXPENSES, {
      unique: [['document_claim']], index: [['centre_id', 'spent_on', 'id'], ['centre_id', 'status']],
    });
    await freezeColumns(runner, 'expenses', [
      'centre_id', 'category', 'amount_cents', 'spent_on', 'paid_from', 'supplier', 'document_kind', 'document_number', 'description', 'entered_at', 'entered_by',
    ]);
    await createTable(runner, 'alliances', {
      id: id(),
      centre_id: ref('centres'),
      organisation_id: ref('organisations', { null: true }),
      ally: text(160),
      about: text(300, { null: true }),
      starts_on: calendarDate(),
      ends_on: calendarDate({ null: true }),
      file_id: ref('stored_files', { null: true }),
      created_at: instant(),
      version: version(),
    }, { index: [['centre_id', 'ends_on']] });
    await createTable(runner, 'alliance_promises', {
      id: id(),
      alliance_id: ref('alliances'),
      kind: oneOf(KINDS),
      unit: text(40),
      quantity_hundredths: whole(),
      unit_value_cents: money(),
      created_at: instant(),
    }, { index: [['alliance_id']] });
    await createTable(runner, 'contributions', CONTRIBUTIONS, { index: [['centre_id', 'came_on', 'id'], ['alliance_id', 'came_on'], ['promise_id']] });
    await freezeColumns(runner, 'contributions', [
      'centre_id', 'alliance_id', 'promise_id', 'giver', 'kind', 'came_on', 'quantity_hundredths', 'unit', 'unit_value_cents', 'amount_cents',
      'account_code', 'entry_id', 'entered_at', 'entered_by',
    ]);
    await createIndex(runner, 'ledger_entries', ['centre_id', 'date', 'number']);
    await createIndex(runner, 'ledger_entries', ['centre_id', 'kind', 'number']);
    await dropIndex(runner, 'ledger_entries', ['centre_id', 'date']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'ledger_entries', ['centre_id', 'date']);
    await dropIndex(runner, 'ledger_entries', ['centre_id', 'kind', 'number']);
    await dropIndex(runner, 'ledger_entries', ['centre_id', 'date', 'number']);
    for (const table of ['contributions', 'alliance_promises', 'alliances', 'expenses']) await runner.query(`DROP TABLE ${table}`);
  }
}

const EXPENSES: Record<string, ColumnDefinition> = {
  id: id(),
  centre_id: ref('centres'),
  category: text(10),
  amount_cents: money(),
  spent_on: calendarDate(),
  paid_from: text(10, { null: true }),
  supplier: text(120),
  document_kind: oneOf(['boleta', 'factura', 'fee-receipt', 'ticket', 'sworn']),
  document_number: text(40, { null: true }),
  document_claim: text(240, { null: true }),
  description: text(300),
  file_id: ref('stored_files', { null: true }),
  status: oneOf(['waiting', 'booked', 'refused', 'reversed']),
  entered_at: instant(),
  entered_by: looseId({ null: true }),
  decided_at: instant({ null: true }),
  decided_by: looseId({ null: true }),
  reason: text(300, { null: true }),
  entry_id: ref('ledger_entries', { null: true }),
  settled_on: calendarDate({ null: true }),
  settled_from: text(10, { null: true }),
  settlement_entry_id: ref('ledger_entries', { null: true }),
  reversal_entry_id: ref('ledger_entries', { null: true }),
  version: version(),
};

const CONTRIBUTIONS: Record<string, ColumnDefinition> = {
  id: id(),
  centre_id: ref('centres'),
  alliance_id: ref('alliances', { null: true }),
  promise_id: ref('alliance_promises', { null: true }),
  giver: text(160),
  kind: oneOf(KINDS),
  came_on: calendarDate(),
  quantity_hundredths: whole({ null: true }),
  unit: text(40, { null: true }),
  unit_value_cents: money({ null: true }),
  amount_cents: money(),
  account_code: text(10, { null: true }),
  note: text(300, { null: true }),
  file_id: ref('stored_files', { null: true }),
  entry_id: ref('ledger_entries'),
  entered_at: instant(),
  entered_by: looseId({ null: true }),
  reason: text(300, { null: true }),
  reversal_entry_id: ref('ledger_entries', { null: true }),
  version: version(),
};
