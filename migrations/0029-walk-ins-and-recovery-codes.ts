import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, looseId, ref, text, version } from '../src/shared/database/schema.js';

/** People who came to a session and do not stand in its list; codes for administrators who lose their phone. */
export class WalkInsAndRecoveryCodes1764000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'walk_ins', {
      id: id(),
      session_id: ref('sessions'),
      centre_id: ref('centres'),
      name: text(120),
      person_id: ref('persons', { null: true }),
      noted_at: instant(),
      noted_by: looseId({ null: true }),
      version: version(),
    }, { index: [['session_id', 'person_id']] });
    await createTable(runner, 'recovery_codes', {
      id: id(),
      account_id: ref('accounts'),
      code_hash: text(64),
      created_at: instant(),
      used_at: instant({ null: true }),
      version: version(),
    }, { unique: [['code_hash']], index: [['account_id']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recovery_codes');
    await runner.query('DROP TABLE walk_ins');
  }
}
