import { openTestDatabase } from '../helpers/databases.js';

/** What is removed again, so that the database looks up whatever points to it. */
const REMOVED = ['stored_files', 'reports'];

// A server has an index for every reference by itself.
it('finds what points to a file or a report by an index', async () => {
  const database = await openTestDatabase('embedded');
  try {
    const references: { reference: string; indexed: number }[] = await database.dataSource.query(`
      SELECT m.name || '.' || f."from" AS reference, EXISTS (
        SELECT 1 FROM pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i WHERE i.seqno = 0 AND i.name = f."from") AS indexed
      FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."table" IN (${REMOVED.map((table) => `'${table}'`).join(', ')})`);
    expect(references.length).toBeGreaterThan(8);
    expect(references.filter(({ indexed }) => !indexed).map(({ reference }) => reference)).toEqual([]);
  } finally {
    await database.close();
  }
});

it('finds the stations of a list of PCs by an index', async () => {
  const database = await openTestDatabase('embedded');
  try {
    const plan: { detail: string }[] = await database.dataSource.query(
      'EXPLAIN QUERY PLAN SELECT a.id FROM workstations w JOIN accounts a ON a.workstation_id = w.id WHERE w.centre_id = ?', ['x']);
    expect(plan.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
  } finally {
    await database.close();
  }
});
