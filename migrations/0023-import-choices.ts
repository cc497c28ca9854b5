import type { MigrationInterface, QueryRunner } from 'typeorm';
import { newId } from '../src/shared/kernel/ids.js';
import { addColumn, createTable, id, json, ref, text, whole } from '../src/shared/database/schema.js';

/** Choices of a list get a row each: together they outgrew a column. */
export class ImportChoices1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'import_choices', {
      id: id(),
      import_id: ref('imports'),
      row_number: whole(),
      code: text(40),
      chosen: text(60),
    }, { unique: [['import_id', 'row_number', 'code']] });
    const lists: { id: string; choices: string }[] = await runner.query(
      "SELECT id, choices FROM imports WHERE status IN ('planning', 'planned', 'writing') AND choices <> '{}'");
    for (const { id: importId, choices } of lists) {
      for (const [key, chosen] of Object.entries(JSON.parse(choices) as Record<string, string>)) {
        const [row, code] = key.split(':') as [string, string];
        if (row.length > 7 || code.length > 40 || chosen.length > 60) continue;
        await runner.query('INSERT INTO import_choices (id, import_id, row_number, code, chosen) VALUES (?, ?, ?, ?, ?)', [newId(), importId, Number(row), code, chosen]);
      }
    }
    await runner.query('ALTER TABLE imports DROP COLUMN choices');
  }

  async down(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'imports', 'choices', json({ null: true }));
    await runner.query('DROP TABLE import_choices');
  }
}
