import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumn, calendarDate, code, createTable, freezeColumns, id, instant, json, longText, looseId, makeAppendOnly, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** When a course counts as completed, the certificates given for it, the keys that sign badges, and tests at the end of a course. */
export class Certificates1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'completion_rules', {
      id: id(),
      edition_id: ref('editions'),
      centre_id: ref('centres'),
      attendance_share: whole(),
      practice_share: whole(),
      version: version(),
    }, { unique: [['edition_id']] });
    await createTable(runner, 'certificate_series', {
      code: code(20),
      last_number: whole({ default: 0 }),
    });
    await createTable(runner, 'certificates', {
      id: id(),
      series: text(20),
      number: whole(),
      serial: text(30),
      public_code: text(20),
      claim: text(90),
      centre_id: ref('centres'),
      edition_id: ref('editions'),
      person_id: ref('persons'),
      course_code: ref('courses', { length: 20, column: 'code' }),
      person_name: text(210),
      course_title: text(120),
      centre_name: text(120),
      hours: whole(),
      sessions_held: whole(),
      sessions_attended: whole(),
      practices: whole(),
      practices_finished: whole(),
      exception_reason: text(300, { null: true }),
      issued_on: calendarDate(),
      issued_at: instant(),
      issued_by: looseId({ null: true }),
    }, {
      unique: [['series', 'number'], ['serial'], ['public_code'], ['claim']],
      index: [['edition_id', 'person_id'], ['person_id'], ['centre_id', 'issued_at']],
    });
    // Whose it is may change when two records turn out to be one person; nothing else ever does.
    await freezeColumns(runner, 'certificates', [
      'series', 'number', 'serial', 'public_code', 'claim', 'centre_id', 'edition_id', 'course_code', 'person_name', 'course_title', 'centre_name',
      'hours', 'sessions_held', 'sessions_attended', 'practices', 'practices_finished', 'exception_reason', 'issued_on', 'issued_at', 'issued_by',
    ]);
    await createTable(runner, 'certificate_revocations', {
      id: id(),
      certificate_id: ref('certificates'),
      centre_id: ref('centres'),
      reason: text(300),
      revoked_at: instant(),
      revoked_by: looseId({ null: true }),
    }, { unique: [['certificate_id']], index: [['centre_id', 'revoked_at']] });
    await makeAppendOnly(runner, 'certificate_revocations');
    await createTable(runner, 'badge_keys', {
      id: id(),
      public_jwk: json(),
      sealed_private: longText(),
      created_at: instant(),
      retired_at: instant({ null: true }),
      version: version(),
    });
    await createTable(runner, 'endline_openings', {
      id: id(),
      edition_id: ref('editions'),
      centre_id: ref('centres'),
      opened_at: instant(),
      opened_by: looseId({ null: true }),
    }, { unique: [['edition_id']] });
    await addColumn(runner, 'placement_tests', 'purpose', text(20, { default: 'placement' }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE placement_tests DROP COLUMN purpose');
    for (const table of ['endline_openings', 'badge_keys', 'certificate_revocations', 'certificates', 'certificate_series', 'completion_rules']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
