import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, code, createTable, freezeColumns, id, instant, json, looseId, makeAppendOnly, money, oneOf, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** What learners owe and pay: charges, waivers, tills, payments and receipts. */
export class Fees1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCharges(runner);
    await createTills(runner);
    await createReceipts(runner);
    await createPostings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'charge_postings', 'receipt_prints', 'receipt_voids', 'receipts', 'receipt_series', 'payments', 'till_sessions', 'waivers', 'person_credits', 'charges', 'fee_rules',
    ]) await runner.query(`DROP TABLE ${table}`);
  }
}

async function createCharges(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'fee_rules', {
    id: id(),
    edition_id: ref('editions'),
    centre_id: ref('centres'),
    free_withdrawal_days: whole({ null: true }),
    due_days: whole(),
    version: version(),
  }, { unique: [['edition_id']] });
  await createTable(runner, 'charges', {
    id: id(),
    claim: text(60),
    centre_id: ref('centres'),
    enrolment_id: ref('enrolments'),
    edition_id: ref('editions'),
    person_id: ref('persons'),
    amount_cents: money(),
    open_cents: money(),
    charged_on: calendarDate(),
    due_on: calendarDate(),
    charged_at: instant(),
    entry_id: ref('ledger_entries'),
    cancelled_at: instant({ null: true }),
    version: version(),
  }, { unique: [['claim']], index: [['centre_id', 'open_cents', 'due_on'], ['enrolment_id'], ['person_id'], ['edition_id']] });
  // Whose it is may change when two records turn out to be one person; what it says never does.
  await freezeColumns(runner, 'charges', ['claim', 'centre_id', 'edition_id', 'amount_cents', 'charged_on', 'charged_at', 'entry_id']);
  await createTable(runner, 'person_credits', {
    id: id(),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    cents: money(),
    version: version(),
  }, { unique: [['centre_id', 'person_id']] });
  await createTable(runner, 'waivers', {
    id: id(),
    charge_id: ref('charges'),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    cents: money(),
    reason: oneOf(['hardship', 'caregiver', 'illness', 'unemployed', 'scholarship', 'official', 'other']),
    note: text(300, { null: true }),
    state: oneOf(['requested', 'granted', 'refused']),
    requested_at: instant(),
    requested_by: looseId({ null: true }),
    decided_at: instant({ null: true }),
    decided_by: looseId({ null: true }),
    refusal: text(300, { null: true }),
    granted_month: text(7, { null: true }),
    entry_id: ref('ledger_entries', { null: true }),
    version: version(),
  }, { index: [['centre_id', 'state', 'requested_at'], ['centre_id', 'granted_month'], ['charge_id'], ['person_id']] });
}

async function createTills(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'till_sessions', {
    id: id(),
    centre_id: ref('centres'),
    account_id: ref('accounts'),
    open_claim: text(36, { null: true }),
    opened_on: calendarDate(),
    opened_at: instant(),
    float_cents: money(),
    closed_at: instant({ null: true }),
    expected_cents: money({ null: true }),
    counted_cents: money({ null: true }),
    denominations: json({ null: true }),
    difference_reason: text(300, { null: true }),
    version: version(),
  }, { unique: [['open_claim']], index: [['centre_id', 'opened_at'], ['account_id']] });
  await createTable(runner, 'payments', {
    id: id(),
    centre_id: ref('centres'),
    person_id: ref('persons'),
    till_session_id: ref('till_sessions'),
    method: oneOf(['cash', 'yape', 'plin', 'transfer']),
    operation_number: text(40, { null: true }),
    operation_claim: text(90, { null: true }),
    cents: money(),
    credit_cents: money(),
    tendered_cents: money({ null: true }),
    paid_on: calendarDate(),
    paid_at: instant(),
    received_by: looseId({ null: true }),
    entry_id: ref('ledger_entries'),
  }, { unique: [['operation_claim']], index: [['till_session_id'], ['person_id'], ['centre_id', 'paid_on']] });
  // The claim goes when a payment is taken back; the person may turn out to be another record.
  await freezeColumns(runner, 'payments', [
    'centre_id', 'till_session_id', 'method', 'operation_number', 'cents', 'credit_cents', 'tendered_cents', 'paid_on', 'paid_at', 'received_by', 'entry_id',
  ]);
}

async function createReceipts(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'receipt_series', { code: code(20), last_number: whole({ default: 0 }) });
  await createTable(runner, 'receipts', {
    id: id(),
    centre_id: ref('centres'),
    series: text(20),
    number: whole(),
    public_code: text(20),
    payment_id: ref('payments'),
    person_id: ref('persons'),
    person_name: text(210),
    centre_name: text(120),
    concept: text(600),
    cents: money(),
    issued_on: calendarDate(),
    issued_at: instant(),
    issued_by: looseId({ null: true }),
    voucher_series: text(10, { null: true }),
    voucher_number: text(20, { null: true }),
    version: version(),
  }, { unique: [['series', 'number'], ['public_code'], ['payment_id']], index: [['centre_id', 'issued_on'], ['person_id']] });
  await freezeColumns(runner, 'receipts', [
    'centre_id', 'series', 'number', 'public_code', 'payment_id', 'person_name', 'centre_name', 'concept', 'cents', 'issued_on', 'issued_at', 'issued_by',
  ]);
  await createTable(runner, 'receipt_voids', {
    id: id(),
    receipt_id: ref('receipts'),
    centre_id: ref('centres'),
    reason: text(300),
    voided_at: instant(),
    voided_by: looseId({ null: true }),
    entry_id: ref('ledger_entries'),
    till_session_id: ref('till_sessions', { null: true }),
  }, { unique: [['receipt_id']], index: [['centre_id', 'voided_at'], ['till_session_id']] });
  await makeAppendOnly(runner, 'receipt_voids');
  await createTable(runner, 'receipt_prints', {
    id: id(),
    receipt_id: ref('receipts'),
    centre_id: ref('centres'),
    copy: whole(),
    format: oneOf(['a5', 'strip']),
    printed_at: instant(),
    printed_by: looseId({ null: true }),
  }, { unique: [['receipt_id', 'copy']] });
  await makeAppendOnly(runner, 'receipt_prints');
}

async function createPostings(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'charge_postings', {
    id: id(),
    charge_id: ref('charges'),
    kind: oneOf(['charge', 'waiver', 'payment', 'credit', 'cancellation', 'void']),
    cents: money(),
    entry_id: ref('ledger_entries'),
    payment_id: ref('payments', { null: true }),
    posted_at: instant(),
    posted_by: looseId({ null: true }),
  }, { index: [['charge_id'], ['payment_id'], ['entry_id']] });
  await makeAppendOnly(runner, 'charge_postings');
}
