import { DataSource, QueryFailedError, type ObjectLiteral, type QueryRunner, type ReplicationMode } from 'typeorm';
import { verdictOn } from './retry-rules.js';

/** Runs a statement on the engine itself. @returns its rows, or null for a statement that is not its business */
export type DirectRead = (sql: string, parameters: readonly unknown[]) => unknown[] | Promise<unknown[]> | null;

/**
 * A data source whose `query`, which all reads outside a unit of work go through, asks the engine itself. TypeORM makes a
 * runner, a manager and a broadcaster for each statement: together they take longer than most of Minka's statements do.
 */
export class DirectDataSource extends DataSource {
  private read: DirectRead = () => null;

  /** From now on reads go this way. Called once the data source is initialised. */
  readThrough(read: DirectRead): void {
    this.read = read;
  }

  override async query<T>(sql: string, parameters: unknown[] | ObjectLiteral = [], runner?: QueryRunner): Promise<T> {
    if (!runner && Array.isArray(parameters)) {
      try {
        const rows = this.read(sql, parameters);
        if (rows) this.logger.logQuery(sql, parameters);
        if (rows) return await onceMore(rows, () => this.read(sql, parameters) as Promise<unknown[]>) as T;
      } catch (error) {
        throw new QueryFailedError(sql, parameters, error as Error);
      }
    }
    return super.query<T>(sql, parameters, runner);
  }

  /** TypeORM asks for a `slave` where it only reads. */
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    if (mode !== 'slave') return runner;
    const query = runner.query.bind(runner) as QueryRunner['query'];
    runner.query = (...words: [string]) => onceMore(query(...words), async () => {
      const other = super.createQueryRunner(mode);
      return other.query(...words).finally(() => other.release());
    });
    return runner;
  }
}

/** A read whose host was lost is tried once more: the next connection goes to another host. */
async function onceMore<T>(first: T | Promise<T>, again: () => Promise<T>): Promise<T> {
  try {
    return await first;
  } catch (error) {
    if (verdictOn(error) !== 'elsewhere') throw error;
    return again();
  }
}
