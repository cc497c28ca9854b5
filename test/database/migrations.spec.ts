import { ENGINES, openTestDatabase } from '../helpers/databases.js';

describe.each(ENGINES)('migrations from empty on %s', (engine) => {
  it('leave no drift against the entities, and say how far they are', async () => {
    const heard: { done: number; of: number }[] = [];
    const database = await openTestDatabase(engine, { fresh: true, say: (steps) => heard.push(steps) });
    try {
      const drift = await database.dataSource.driver.createSchemaBuilder().log();
      expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
      expect(heard[0]).toEqual({ done: 0, of: database.dataSource.migrations.length });
    } finally {
      await database.close();
    }
  });

  it('refuse to change or remove what is append-only', async () => {
    const database = await openTestDatabase(engine);
    const runner = database.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query("INSERT INTO audit_entries (id, unit_id, recorded_at, entity, entity_id, action) VALUES ('a', 'u', 1, 'x', 'y', 'insert')");
      await expect(runner.query("UPDATE audit_entries SET entity = 'z'")).rejects.toThrow('append-only');
      await expect(runner.query('DELETE FROM audit_entries')).rejects.toThrow('append-only');
      await runner.rollbackTransaction();
    } finally {
      await runner.release();
      await database.close();
    }
  });

  it('keep enumerations to their values', async () => {
    const database = await openTestDatabase(engine);
    const runner = database.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await expect(runner.query("INSERT INTO audit_entries (id, unit_id, recorded_at, entity, entity_id, action) VALUES ('a', 'u', 1, 'x', 'y', 'nonsense')"))
        .rejects.toThrow(/constraint/i);
      await runner.rollbackTransaction();
    } finally {
      await runner.release();
      await database.close();
    }
  });
});
