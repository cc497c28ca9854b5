import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, code, createIndex, createTable, dropIndex, flag, id, instant, json, longText, looseId, money, oneOf, real, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** The facts that figures are added up from, and the results framework of projects. */
export class Reports1764000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'audit_entries', ['recorded_at']);
    await createTable(runner, 'learner_facts', {
      id: id(), person_id: looseId(), centre_id: looseId(), facts: json(), turn: whole({ default: 0 }), drawn_at: instant(),
    }, { index: [['centre_id', 'person_id'], ['person_id']] });
    await createTable(runner, 'fact_changes', {
      id: id(), turn: whole(), person_id: looseId(), before: json(), after: json(), at: instant(),
    }, { unique: [['turn']] });
    await createTable(runner, 'fact_states', {
      code: code(20), turn: whole({ default: 0 }), followed_until: instant(), drawing_from: looseId({ null: true }), drawn_at: instant({ null: true }),
    });
    await createTable(runner, 'projects', {
      id: id(), title: text(200), funder: text(160), reference: text(60, { null: true }), starts_on: calendarDate(), ends_on: calendarDate(),
      budget_cents: money(), dollar_rate: real({ null: true }), dollar_rate_on: calendarDate({ null: true }), summary: longText({ null: true }),
      status: oneOf(['planned', 'running', 'finished']), iati_organisation: text(60, { null: true }), iati_activity: text(60, { null: true }),
      created_at: instant(), version: version(),
    });
    await createTable(runner, 'project_centres', {
      id: id(), project_id: ref('projects'), centre_id: ref('centres'),
    }, { unique: [['project_id', 'centre_id']], index: [['centre_id']] });
    await createTable(runner, 'project_results', {
      id: id(), project_id: ref('projects'), kind: oneOf(['outcome', 'output', 'activity']), leads_to_id: ref('project_results', { null: true }), ordinal: whole(),
      title: text(200), description: longText({ null: true }), version: version(),
    }, { index: [['project_id', 'ordinal']] });
    await createTable(runner, 'project_indicators', {
      id: id(), result_id: ref('project_results'), ordinal: whole(), code: text(40, { null: true }), slice: json({ null: true }), title: text(200),
      definition: longText({ null: true }), unit: text(60), denominator: longText({ null: true }), source: text(300, { null: true }),
      form: oneOf(['count', 'ratio', 'mean']), level: oneOf(['individual', 'organisation', 'society']), criteria: json(), descending: flag(), baseline: real({ null: true }),
      baseline_on: calendarDate({ null: true }), baseline_source: text(300, { null: true }), baseline_frozen_at: instant({ null: true }), version: version(),
    }, { index: [['result_id', 'ordinal']] });
    await createTable(runner, 'indicator_targets', {
      id: id(), indicator_id: ref('project_indicators'), starts_on: calendarDate(), ends_on: calendarDate(), value: real(),
      comment: text(300, { null: true }), version: version(),
    }, { unique: [['indicator_id', 'starts_on', 'ends_on']] });
    await createTable(runner, 'typed_figures', {
      id: id(), indicator_id: ref('project_indicators'), starts_on: calendarDate(), ends_on: calendarDate(), value: real(), source: text(300),
      file_id: ref('stored_files', { null: true }), typed_at: instant(), typed_by: looseId({ null: true }), withdrawn_at: instant({ null: true }), version: version(),
    }, { index: [['indicator_id', 'ends_on']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'typed_figures', 'indicator_targets', 'project_indicators', 'project_results', 'project_centres', 'projects', 'fact_states', 'fact_changes', 'learner_facts',
    ];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
    await dropIndex(runner, 'audit_entries', ['recorded_at']);
  }
}
