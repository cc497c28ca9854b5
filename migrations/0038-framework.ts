import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumn, calendarDate, createTable, id, instant, json, looseId, makeAppendOnly, real, ref, text,
} from '../src/shared/database/schema.js';

/** What leaves in English as well says some things in words of its own. */
const TOLD_IN_ENGLISH = ['projects', 'project_results', 'project_indicators'];

/** Results frameworks as they are kept: what was taken out stays on record, and a frozen baseline changes with a reason only. */
export class Framework1764000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TOLD_IN_ENGLISH) await addColumn(runner, table, 'english', json({ null: true }));
    await addColumn(runner, 'project_results', 'removed_at', instant({ null: true }));
    await addColumn(runner, 'project_indicators', 'removed_at', instant({ null: true }));
    await addColumn(runner, 'project_indicators', 'baseline_frozen_by', looseId({ null: true }));
    await addColumn(runner, 'typed_figures', 'withdrawn_by', looseId({ null: true }));
    await addColumn(runner, 'typed_figures', 'withdraw_reason', text(300, { null: true }));
    await createTable(runner, 'baseline_corrections', {
      id: id(), indicator_id: ref('project_indicators'), former_value: real(), former_on: calendarDate(), former_source: text(300, { null: true }),
      value: real(), value_on: calendarDate(), source: text(300), reason: text(300), corrected_at: instant(), corrected_by: looseId({ null: true }),
    }, { index: [['indicator_id', 'corrected_at']] });
    await makeAppendOnly(runner, 'baseline_corrections');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE baseline_corrections');
    for (const [table, column] of [
      ['typed_figures', 'withdraw_reason'], ['typed_figures', 'withdrawn_by'], ['project_indicators', 'baseline_frozen_by'],
      ['project_indicators', 'removed_at'], ['project_results', 'removed_at'], ...TOLD_IN_ENGLISH.map((table) => [table, 'english'] as const),
    ] as const) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
