import type { DataSource } from 'typeorm';

/**
 * The database's time in milliseconds, as part of a statement: what processes on several machines measure against each other
 * goes by one clock, so that a fast one takes nobody's lease.
 */
export function databaseNow({ options }: DataSource): string {
  return options.type === 'better-sqlite3' ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)" : "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000";
}

/** How many milliseconds this machine's clock is ahead of the database's; negative when it is behind. One file has one clock. */
export async function aheadOfDatabase(dataSource: DataSource): Promise<number> {
  if (dataSource.options.type === 'better-sqlite3') return 0;
  const [row] = await dataSource.query<{ now: number | string }[]>(`SELECT ${databaseNow(dataSource)} AS now`);
  return Date.now() - Number(row?.now);
}
