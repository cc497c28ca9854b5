import type { DataSource } from 'typeorm';

/** How many milliseconds this machine's clock is ahead of the database's; negative when it is behind. One file has one clock. */
export async function aheadOfDatabase(dataSource: DataSource): Promise<number> {
  if (dataSource.options.type === 'better-sqlite3') return 0;
  const [row] = await dataSource.query<{ now: number | string }[]>('SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS now');
  return Date.now() - Number(row?.now);
}
