import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'typeorm';

const counts = new AsyncLocalStorage<{ queries: number; statements: string[] }>();

/** Counts the statements of whatever runs inside `countQueries`; logs nothing, since statements carry personal data. */
export class QueryCount implements Logger {
  /** Statements of this process so far: for the bench. */
  static total = 0;

  logQuery(query: string): void {
    QueryCount.total += 1;
    const count = counts.getStore();
    if (!count) return;
    count.queries += 1;
    count.statements.push(query);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** Runs something and tells how many statements it sent to the database. */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ result: T; queries: number; statements: string[] }> {
  const count = { queries: 0, statements: [] as string[] };
  const result = await counts.run(count, work);
  return { result, ...count };
}
