import { DataSource, QueryFailedError, type ObjectLiteral, type QueryRunner, type ReplicationMode } from 'typeorm';
import { backoff, pause, verdictOn } from './retry-rules.js';

/**
 * Runs a statement on the engine itself.
 * @param often it comes again and again: the engine keeps it prepared
 * @returns its rows, or null for a statement that is not its business
 */
export type DirectRead = (sql: string, parameters: readonly unknown[], often: boolean) => unknown[] | Promise<unknown[]> | null;

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
    const rows = !runner && Array.isArray(parameters) ? await this.readDirectly(sql, parameters, false) : null;
    return rows ? rows as T : super.query<T>(sql, parameters, runner);
  }

  /** As `query`, for what `readOften` reads. */
  async queryOften<T>(sql: string, parameters: unknown[]): Promise<T> {
    const rows = await this.readDirectly(sql, parameters, true);
    return rows ? rows as T : super.query<T>(sql, parameters);
  }

  private async readDirectly(sql: string, parameters: unknown[], often: boolean): Promise<unknown[] | null> {
    try {
      const rows = this.read(sql, parameters, often);
      if (!rows) return null;
      this.logger.logQuery(sql, parameters);
      return await elsewhere(rows, () => this.read(sql, parameters, often) as Promise<unknown[]>);
    } catch (error) {
      throw new QueryFailedError(sql, parameters, error as Error);
    }
  }

  /** TypeORM asks for a `slave` where it only reads. */
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    if (mode !== 'slave') return runner;
    const query = runner.query.bind(runner) as QueryRunner['query'];
    runner.query = (...words: [string]) => elsewhere(query(...words), async () => {
      const other = super.createQueryRunner(mode);
      return other.query(...words).finally(() => other.release());
    });
    return runner;
  }
}

/**
 * Reads what every other request asks for, always in the same words: a server that keeps the statement prepared is spared a
 * quarter of its work. Its values are texts, whole numbers and nulls; none says a LIMIT, where MySQL takes no prepared value.
 */
export function readOften<T>(source: Pick<DataSource, 'query'>, sql: string, parameters: unknown[]): Promise<T> {
  return source instanceof DirectDataSource ? source.queryOften<T>(sql, parameters) : source.query<T>(sql, parameters);
}

/** As often may a pool hand out one more connection to a host that is gone, before it has noticed of all of them. */
const TRIES = 4;
/** A host that says nothing costs a whole wait each time: then one more try is all, in milliseconds. */
const QUICK = 1_000;

/** A read whose host was lost is tried again, soon on another host. */
async function elsewhere<T>(first: T | Promise<T>, again: () => Promise<T>): Promise<T> {
  const began = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (attempt === 1 ? first : again());
    } catch (error) {
      const worthIt = attempt === 1 || (attempt <= TRIES && Date.now() - began < QUICK);
      if (verdictOn(error) !== 'elsewhere' || !worthIt) throw error;
      await pause(backoff(attempt, Math.random));
    }
  }
}
