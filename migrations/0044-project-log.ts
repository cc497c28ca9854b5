import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, createTable, freezeColumns, id, instant, json, longText, looseId, makeAppendOnly, oneOf, ref, text, version, whole,
} from '../src/shared/database/schema.js';

const DEGREES = ['low', 'medium', 'high'];

/** What happened in projects: activities, milestones and risks, with the documents that show them. */
export class ProjectLog1764000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const withdrawal = { withdrawn_at: instant({ null: true }), withdrawn_by: looseId({ null: true }), withdraw_reason: text(300, { null: true }), version: version() };
    await createTable(runner, 'log_entries', {
      id: id(), project_id: ref('projects'), kind: oneOf(['activity', 'milestone', 'risk']), starts_on: calendarDate(), ends_on: calendarDate({ null: true }), title: text(200), about: longText({ null: true }),
      place: text(200, { null: true }), people: whole({ null: true }), result_id: ref('project_results', { null: true }), likelihood: oneOf(DEGREES, { null: true }),
      effect: oneOf(DEGREES, { null: true }), measures: longText({ null: true }), written_at: instant(), written_by: looseId({ null: true }), ...withdrawal,
    }, { index: [['project_id', 'starts_on', 'id']] });
    await freezeColumns(runner, 'log_entries', ['id', 'project_id', 'kind', 'written_at']);
    await createTable(runner, 'log_corrections', {
      id: id(), entry_id: ref('log_entries'), former: json(), reason: text(300, { null: true }), corrected_at: instant(), corrected_by: looseId({ null: true }),
    }, { index: [['entry_id', 'corrected_at']] });
    await makeAppendOnly(runner, 'log_corrections');
    await createTable(runner, 'log_attachments', {
      id: id(), entry_id: ref('log_entries'), file_id: ref('stored_files'), attached_at: instant(), attached_by: looseId({ null: true }), ...withdrawal,
    }, { index: [['entry_id', 'attached_at']] });
    await freezeColumns(runner, 'log_attachments', ['id', 'entry_id', 'file_id', 'attached_at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['log_attachments', 'log_corrections', 'log_entries']) await runner.query(`DROP TABLE ${table}`);
  }
}
