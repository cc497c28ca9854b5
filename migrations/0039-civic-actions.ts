import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, createTable, id, instant, looseId, oneOf, ref, text, version } from '../src/shared/database/schema.js';

const KINDS = [
  'congress', 'information-request', 'budget', 'authority-letter', 'consultation', 'online-procedure', 'complaint', 'organisation-page',
  'organisation-papers', 'meeting', 'help', 'other',
];
const ENTERED_THROUGH = ['self', 'desk', 'phone'];
const REVIEWS = ['unseen', 'proved', 'wrong'];

/** What people did with what they learned. */
export class CivicActions1764000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'civic_actions', {
      id: id(), centre_id: ref('centres'), person_id: ref('persons'), kind: oneOf(KINDS), done_on: calendarDate(),
      organisation_id: ref('organisations', { null: true }), told: text(300), evidence: text(200, { null: true }), file_id: ref('stored_files', { null: true }),
      entered_through: oneOf(ENTERED_THROUGH), entered_at: instant(), entered_by: looseId({ null: true }),
      review: oneOf(REVIEWS), reviewed_at: instant({ null: true }), reviewed_by: looseId({ null: true }), review_reason: text(300, { null: true }), version: version(),
    }, { index: [['centre_id', 'done_on', 'id'], ['centre_id', 'review', 'done_on'], ['person_id', 'done_on'], ['organisation_id']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE civic_actions');
  }
}
