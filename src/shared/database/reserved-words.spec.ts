import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../web/project-root.js';

/** What MySQL 8 and later reserve and MariaDB does not (dev.mysql.com/doc/refman/8.4/en/keywords.html): the tests run on MariaDB. */
const RESERVED = [
  'cube', 'cume_dist', 'dense_rank', 'empty', 'first_value', 'function', 'grouping', 'groups', 'json_table', 'lag', 'last_value', 'lateral', 'lead', 'manual', 'nth_value', 'ntile', 'of', 'over',
  'parallel', 'percent_rank', 'qualify', 'rank', 'recursive', 'row_number', 'system', 'tablesample', 'window',
];

/** An alias of a table or of a column, or a table's own name, as statements here write them. */
const NAMED = new RegExp(`\\b(?:(?:FROM|JOIN)\\s+(?:[a-z_]+\\s+)?|AS\\s+)(?:${RESERVED.join('|')})\\b(?!\\s*\\()`, 'gu');

function namesIn(text: string): string[] {
  return text.match(NAMED) ?? [];
}

describe('statements', () => {
  it.each(['JOIN courses lead ON', 'FROM groups WHERE', 'COUNT(*) AS rank'])('are seen to name what MySQL reserves: %s', (sql) => expect(namesIn(sql)).toHaveLength(1));
  it.each(['JOIN courses required ON', 'FROM learning_groups g', 'ROW_NUMBER() OVER (PARTITION BY x) AS place', 'AS "of"'])('are seen to name nothing of that: %s', (sql) => expect(namesIn(sql)).toEqual([]));

  it('name nothing by a word that MySQL reserves', () => {
    const files = ['src', 'migrations'].flatMap((folder) => readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts')).map((file) => join(folder, file)));
    expect(files.length).toBeGreaterThan(300);
    expect(files.flatMap((file) => namesIn(readFileSync(join(PROJECT_ROOT, file), 'utf8')).map((found) => `${file}: ${found}`))).toEqual([]);
  });
});
