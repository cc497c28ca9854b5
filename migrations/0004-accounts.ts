import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code, createTable, id, instant, json, looseId, oneOf, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** Accounts, roles, one-time codes, web sessions, throttling. */
export class Accounts1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'accounts', {
      id: id(),
      kind: oneOf(['staff', 'learner', 'station']),
      login_name: text(60, { null: true }),
      person_id: ref('persons', { null: true }),
      display_name: text(120),
      workstation_id: ref('workstations', { null: true }),
      password_hash: text(200, { null: true }),
      pin_hash: text(200, { null: true }),
      card_code: text(16, { null: true }),
      totp_secret: text(64, { null: true }),
      totp_confirmed_at: instant({ null: true }),
      disabled_at: instant({ null: true }),
      credentials_version: whole({ default: 1 }),
      locale: text(5, { null: true }),
      created_at: instant(),
      version: version(),
    }, { unique: [['login_name'], ['card_code'], ['person_id', 'kind']] });
    await createTable(runner, 'account_roles', {
      id: id(),
      account_id: ref('accounts'),
      role: oneOf(['learner', 'trainer', 'coach', 'coordinator', 'treasurer', 'administrator', 'funder', 'station']),
      centre_id: ref('centres', { null: true }),
      granted_at: instant(),
    }, { unique: [['account_id', 'role', 'centre_id']], index: [['centre_id', 'role']] });
    await createTable(runner, 'one_time_codes', {
      id: id(),
      account_id: ref('accounts'),
      purpose: oneOf(['invitation', 'reset', 'station']),
      code_hash: text(64),
      expires_at: instant(),
      used_at: instant({ null: true }),
      created_by: looseId({ null: true }),
      created_at: instant(),
      version: version(),
    }, { unique: [['code_hash']], index: [['account_id']] });
    await createTable(runner, 'web_sessions', {
      id: code(64),
      account_id: ref('accounts', { null: true }),
      data: json(),
      touched_at: instant(),
      expires_at: instant(),
    }, { index: [['account_id'], ['expires_at']] });
    await createTable(runner, 'throttle_counters', {
      name: code(120),
      failures: whole(),
      window_ends_at: instant(),
      blocked_until: instant({ null: true }),
    }, { index: [['window_ends_at']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE throttle_counters');
    await runner.query('DROP TABLE web_sessions');
    await runner.query('DROP TABLE one_time_codes');
    await runner.query('DROP TABLE account_roles');
    await runner.query('DROP TABLE accounts');
  }
}
