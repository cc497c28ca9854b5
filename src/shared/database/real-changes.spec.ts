import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../web/project-root.js';

/** What a statement here sets, up to its condition or its end. */
const SETS = /(?:\bSET|\bKEY UPDATE|onConflict\([^)]*\)\})\s([^'"`;]*?)(?=\bWHERE\b|['"`;])/gu;
const TO_ITSELF = /^\s*(?:\w+\.)?(\w+)\s*=\s*(?!excluded\.)(?:\w+\.)?\1\s*$/u;

function idleSetsIn(text: string): string[] {
  return [...text.matchAll(SETS)].flatMap(([, sets = '']) => sets.split(',')).filter((set) => TO_ITSELF.test(set)).map((set) => set.trim());
}

describe('statements that write', () => {
  it.each([
    "'UPDATE projects SET status = status WHERE id = ?'", "'UPDATE a SET b = ?, c = c'", '`INSERT INTO a (b) VALUES (?) ${onConflict(tx, \'b\')} b = a.b`',
    "'INSERT INTO a (b) VALUES (1) ON DUPLICATE KEY UPDATE b = b'",
  ])('are seen to change nothing: %s', (sql) => expect(idleSetsIn(sql)).toHaveLength(1));
  it.each([
    "'UPDATE a SET b = b + 1 WHERE c = c'", "'UPDATE a SET b = ?, c = d'", "'ON CONFLICT (b) DO UPDATE SET b = excluded.b'", "'UPDATE a SET b = b.c'",
  ])('are seen to change something: %s', (sql) => expect(idleSetsIn(sql)).toEqual([]));

  // One server locks the row all the same; of two nodes of a cluster both commit.
  it('set no column to itself: that keeps nobody out on another node', () => {
    const files = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
    expect(files.length).toBeGreaterThan(300);
    expect(files.flatMap((file) => idleSetsIn(readFileSync(join(PROJECT_ROOT, 'src', file), 'utf8')).map((found) => `${file}: ${found}`))).toEqual([]);
  });
});
