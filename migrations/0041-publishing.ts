import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, createTable, freezeRows, id, instant, json, longText, looseId, makeAppendOnly, oneOf, ref, text, version, whole } from '../src/shared/database/schema.js';

/** Reports of projects: drafts, and what was published, which stays as it is. */
export class Publishing1764000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'reports', {
      id: id(), project_id: ref('projects'), starts_on: calendarDate(), ends_on: calendarDate(), status: oneOf(['composing', 'draft', 'published']),
      edition: whole({ null: true }), corrects_id: ref('reports', { null: true }), why: longText({ null: true }),
      file_id: ref('stored_files', { null: true }), digest: text(64, { null: true }), catalogue_versions: json({ null: true }),
      composed_at: instant({ null: true }), created_at: instant(), created_by: looseId({ null: true }),
      published_at: instant({ null: true }), published_by: looseId({ null: true }), version: version(),
    }, { unique: [['project_id', 'starts_on', 'ends_on', 'edition']], index: [['project_id', 'ends_on']] });
    await freezeRows(runner, 'reports', 'status', 'published');
    await createTable(runner, 'report_signatures', {
      id: id(), report_id: ref('reports'), account_id: ref('accounts'), name: text(120), digest: text(64), signed_at: instant(),
    }, { unique: [['report_id', 'account_id']] });
    await makeAppendOnly(runner, 'report_signatures');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['report_signatures', 'reports']) await runner.query(`DROP TABLE ${table}`);
  }
}
