import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumn, calendarDate, code, createTable, id, instant, longText, looseId, makeAppendOnly, oneOf, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** The organisations that keep a centre open: their shares, who holds which post, and what they decided. */
export class Consortium1764000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'consortium_members', {
      id: id(),
      centre_id: ref('centres'),
      organisation_id: ref('organisations'),
      since: calendarDate(),
      until: calendarDate({ null: true }),
      contact_person_id: ref('persons', { null: true }),
      created_at: instant(),
      version: version(),
    }, { index: [['centre_id'], ['organisation_id'], ['contact_person_id']] });
    await createTable(runner, 'consortium_shares', {
      id: id(),
      centre_id: ref('centres'),
      member_id: ref('consortium_members'),
      ordinal: whole(),
      since: calendarDate(),
      cost_share: whole(),
      decision_share: whole(),
      created_at: instant(),
      created_by: looseId({ null: true }),
    }, { unique: [['member_id', 'ordinal']], index: [['centre_id']] });
    await makeAppendOnly(runner, 'consortium_shares');
    await createTable(runner, 'consortium_posts', {
      id: id(),
      centre_id: ref('centres'),
      member_id: ref('consortium_members'),
      person_id: ref('persons'),
      post: oneOf(['president', 'vice_president', 'secretary', 'treasurer', 'auditor', 'board_member', 'delegate']),
      since: calendarDate(),
      until: calendarDate({ null: true }),
      created_at: instant(),
      version: version(),
    }, { index: [['centre_id'], ['member_id'], ['person_id']] });
    // A photo of the minutes is no picture for lessons.
    await addColumn(runner, 'stored_files', 'kept_for', text(20, { default: 'lessons' }));
    await this.decisions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['consortium_attendances', 'consortium_decisions', 'consortium_series', 'consortium_posts', 'consortium_shares', 'consortium_members']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('ALTER TABLE stored_files DROP COLUMN kept_for');
  }

  private async decisions(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'consortium_series', { code: code(45), last_number: whole({ default: 0 }) });
    await createTable(runner, 'consortium_decisions', {
      id: id(),
      centre_id: ref('centres'),
      year: whole(),
      number: whole(),
      held_on: calendarDate(),
      convocation: oneOf(['first', 'second']),
      title: text(160),
      body: longText(),
      members_total: whole(),
      members_present: whole(),
      present_share: whole(),
      votes_for: whole(),
      votes_against: whole(),
      abstentions: whole(),
      replaces_id: ref('consortium_decisions', { null: true }),
      file_id: ref('stored_files', { null: true }),
      recorded_at: instant(),
      recorded_by: looseId({ null: true }),
    }, { unique: [['centre_id', 'year', 'number'], ['replaces_id']], index: [['file_id']] });
    await makeAppendOnly(runner, 'consortium_decisions');
    await createTable(runner, 'consortium_attendances', {
      id: id(),
      decision_id: ref('consortium_decisions'),
      member_id: ref('consortium_members'),
    }, { unique: [['decision_id', 'member_id']], index: [['member_id']] });
    await makeAppendOnly(runner, 'consortium_attendances');
  }
}
