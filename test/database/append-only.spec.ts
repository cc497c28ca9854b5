import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { groupBy } from '../../src/shared/kernel/group-by.js';
import { openTestDatabase, withMariadb, type TestDatabase } from '../helpers/databases.js';

const OVER = 'is append-only: a row is never written over';

interface Column {
  name: string;
  type: string;
}
type Values = Record<string, string | number>;

/** A row that nothing is asked of but its keys. @param mark what tells it from others */
function rowOf(columns: readonly Column[], mark: number): Values {
  return Object.fromEntries(columns.map(({ name, type }) => [name, name === 'status' ? 'published' : /int|double|bool/iu.test(type) ? mark : `m${mark}`]));
}

function statement(verb: string, table: string, row: Values, quote: string): [sql: string, values: (string | number)[]] {
  const names = Object.keys(row).map((name) => `${quote}${name}${quote}`);
  return [`${verb} INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, Object.values(row)];
}

describe('what the embedded database keeps for good', () => {
  let database: TestDatabase;
  let file: Sqlite.Database;

  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    file = new Sqlite(join(database.settings.folder, 'minka.sqlite'));
    // Rows that belong to nothing and mean nothing: it is the keys that matter here.
    file.pragma('foreign_keys = OFF');
    file.pragma('ignore_check_constraints = ON');
  });
  afterAll(async () => {
    file.close();
    await database.close();
  });

  const triggers = (ending: string): string[] => (
    file.prepare("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || ? ORDER BY 1").pluck().all(ending) as string[]);
  const columnsOf = (table: string): Column[] => file.prepare('SELECT name, type FROM pragma_table_info(?)').all(table) as Column[];
  /** The hidden number of a row is a key too. */
  const keysOf = (table: string): string[][] => {
    const columns = file.prepare(`
      SELECT list.name AS key, info.name FROM pragma_index_list(?) list JOIN pragma_index_info(list.name) info WHERE list."unique"`).all(table) as { key: string; name: string }[];
    return [['rowid'], ...[...groupBy(columns, ({ key }) => key).values()].map((key) => key.map(({ name }) => name))];
  };
  const run = (sql: string, values: readonly (string | number)[] = []): unknown => file.prepare(sql).run(...values);

  it('names a trigger for whatever refuses to be removed', () => {
    expect(triggers('_no_delete').length).toBeGreaterThan(30);
    expect(triggers('_no_replace')).toEqual(triggers('_no_delete'));
    expect(triggers('_no_displace')).toEqual(triggers('_no_delete'));
  });

  it('is not written over by any key, in any of its tables', () => {
    for (const table of triggers('_no_delete')) {
      const columns = columnsOf(table);
      const [kept, other] = [rowOf(columns, 1), { ...rowOf(columns, 2), status: 'draft' }];
      if (!('status' in kept)) Reflect.deleteProperty(other, 'status');
      for (const row of [kept, other]) run(...statement('INSERT', table, { rowid: row === kept ? 1 : 2, ...row }, '"'));
      for (const key of keysOf(table)) {
        const same = Object.fromEntries(key.map((column) => [column, { rowid: 1, ...kept }[column] as string | number]));
        expect(() => run(...statement('INSERT OR REPLACE', table, { ...rowOf(columns, 3), ...same }, '"'))).toThrow(`${table} ${OVER}`);
        const sets = Object.keys(same).map((column) => `"${column}" = ?`).join(', ');
        expect(() => run(`UPDATE OR REPLACE ${table} SET ${sets} WHERE rowid = 2`, Object.values(same))).toThrow(new RegExp(`^${table} is`));
      }
      expect([table, file.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get()]).toEqual([table, 2]);
    }
  });

  it('takes drafts of reports away all the same', () => {
    const draft = { ...rowOf(columnsOf('reports'), 9), status: 'draft' };
    run(...statement('INSERT', 'reports', draft, '"'));
    expect(run(...statement('INSERT OR REPLACE', 'reports', { ...draft, why: 'another' }, '"'))).toMatchObject({ changes: 1 });
    expect(run("DELETE FROM reports WHERE id = 'm9'")).toMatchObject({ changes: 1 });
  });
});

withMariadb('what a server keeps for good', () => {
  let database: TestDatabase;
  let runner: QueryRunner;

  beforeAll(async () => {
    database = await openTestDatabase('mariadb');
    runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SET SESSION foreign_key_checks = 0, check_constraint_checks = 0');
  });
  afterAll(async () => {
    await runner.rollbackTransaction();
    await runner.query('SET SESSION foreign_key_checks = 1, check_constraint_checks = 1');
    await runner.release();
    await database.close();
  });

  it('is not written over: REPLACE asks the trigger that refuses to remove', async () => {
    const guarded: { name: string }[] = await runner.query(
      "SELECT event_object_table AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = CONCAT(event_object_table, '_no_delete')");
    expect(guarded.length).toBeGreaterThan(30);
    for (const { name } of guarded) {
      const columns: Column[] = await runner.query(
        'SELECT column_name AS name, column_type AS type FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?', [name]);
      await runner.query(...statement('INSERT', name, rowOf(columns, 1), '`'));
      await expect(runner.query(...statement('REPLACE', name, rowOf(columns, 1), '`'))).rejects.toThrow(new RegExp(`${name}( is|:)`));
    }
  });
});
