import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code, createTable, id, instant, json, looseId, makeAppendOnly, oneOf, text, version, whole,
} from '../src/shared/database/schema.js';

/** What every unit of work needs: trail, idempotency keys, jobs. */
export class Ground1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'audit_entries', {
      id: id(),
      unit_id: looseId(),
      recorded_at: instant(),
      actor_id: looseId({ null: true }),
      centre_id: looseId({ null: true }),
      entity: text(40),
      entity_id: text(60),
      action: oneOf(['insert', 'update', 'remove']),
      values_before: json({ null: true }),
      values_after: json({ null: true }),
    }, { index: [['unit_id'], ['entity', 'entity_id', 'recorded_at'], ['centre_id', 'recorded_at']] });
    await createTable(runner, 'idempotency_keys', {
      submission_key: code(120),
      account_id: looseId({ null: true }),
      body_hash: text(64),
      answer: json({ null: true }),
      recorded_at: instant(),
    });
    await createTable(runner, 'jobs', {
      id: id(),
      kind: text(40),
      centre_id: looseId(),
      subject_id: looseId(),
      status: oneOf(['waiting', 'running', 'done', 'failed', 'cancelled']),
      progress: whole({ default: 0 }),
      attempts: whole({ default: 0 }),
      step: text(80, { null: true }),
      payload: json({ null: true }),
      result: json({ null: true }),
      created_by: looseId({ null: true }),
      created_at: instant(),
      finished_at: instant({ null: true }),
      lease_until: instant(),
      version: version(),
    }, { index: [['centre_id', 'kind', 'subject_id', 'created_at'], ['status', 'lease_until']] });
    await makeAppendOnly(runner, 'audit_entries');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE jobs');
    await runner.query('DROP TABLE idempotency_keys');
    await runner.query('DROP TABLE audit_entries');
  }
}
