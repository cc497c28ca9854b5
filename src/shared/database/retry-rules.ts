/** What to do after an error of the database: run the unit again, run it on another host, or give up. */
export type Verdict = 'again' | 'elsewhere' | 'give-up';

/** Deadlock, lock wait timeout, record changed since (Galera certification), group replication. */
const AGAIN = new Set([1213, 1205, 1020, 3101]);
/** Node not prepared, error at commit on a node that left, server gone, connection lost. */
const ELSEWHERE = new Set([1047, 1180, 2006, 2013, 1053, 1927]);
const BROKEN = new Set(['PROTOCOL_CONNECTION_LOST', 'ETIMEDOUT', 'EPIPE', 'ER_SERVER_SHUTDOWN', 'EHOSTUNREACH', 'ENETUNREACH', 'DATABASE_SILENT']);

/** The code of what a unit of work throws that was about to change what another one changed after it had looked. */
export const LOST_RACE = 'LOST_RACE';

/** What the triggers of `refuseWritingOver` say. They stand in every database, so that it stays as it is. */
export const WRITTEN_OVER = 'a row is never written over';

export interface DatabaseError {
  errno?: number;
  code?: string;
  message?: string;
  fatal?: boolean;
}

export function verdictOn(error: unknown): Verdict {
  const { errno, code } = databaseErrorOf(error);
  if (errno !== undefined && AGAIN.has(errno)) return 'again';
  if (code === 'NO_CONNECTION_FREE' || code === LOST_RACE) return 'again';
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_BUSY_SNAPSHOT') return 'again';
  if (errno !== undefined && ELSEWHERE.has(errno)) return 'elsewhere';
  if (code !== undefined && (BROKEN.has(code) || code.startsWith('ECONN'))) return 'elsewhere';
  return 'give-up';
}

/** True when the error says that a row with this key is already there. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code, message } = databaseErrorOf(error);
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return message?.includes(WRITTEN_OVER) ?? false;
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** Milliseconds to wait before try number `attempt` (1, 2, …): doubling from 10, at most 640, spread by half. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(10 * 2 ** (attempt - 1), 640);
  return ceiling * (0.5 + random() / 2);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** The driver's own error inside what TypeORM throws. */
function databaseErrorOf(error: unknown): DatabaseError {
  const wrapped = (error as { driverError?: DatabaseError } | null)?.driverError;
  return wrapped ?? (error as DatabaseError | null) ?? {};
}
