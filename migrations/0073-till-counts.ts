import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, json, looseId, makeAppendOnly, money, ref, whole } from '../src/shared/database/schema.js';

/** Every count that was made of a till, and who has taken note of what it lacked or had too much. */
export class TillCounts1764000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'till_counts', {
      id: id(),
      till_session_id: ref('till_sessions'),
      centre_id: ref('centres'),
      ordinal: whole(),
      expected_cents: money(),
      counted_cents: money(),
      denominations: json(),
      counted_at: instant(),
      counted_by: looseId({ null: true }),
    }, { unique: [['till_session_id', 'ordinal']] });
    await makeAppendOnly(runner, 'till_counts');
    await createTable(runner, 'till_reviews', {
      id: id(),
      till_session_id: ref('till_sessions'),
      centre_id: ref('centres'),
      reviewed_at: instant(),
      reviewed_by: looseId(),
    }, { unique: [['till_session_id', 'reviewed_by']] });
    await makeAppendOnly(runner, 'till_reviews');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['till_reviews', 'till_counts']) await runner.query(`DROP TABLE ${table}`);
  }
}
