import type { Tx } from './tx.js';

/** `?, ?, ?` for a list of values in a statement. */
export function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** A long list in parts that fit into one statement each. */
export function* inChunks<T>(list: readonly T[], size = 300): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}

/** What follows the values of an INSERT that changes the row instead where its key is taken; what to change stands behind it. */
export function onConflict(tx: Tx, key: string): string {
  return isEmbedded(tx) ? `ON CONFLICT (${key}) DO UPDATE SET` : 'ON DUPLICATE KEY UPDATE';
}

/** In such a change, the value that the INSERT brought. */
export function inserted(tx: Tx, column: string): string {
  return isEmbedded(tx) ? `excluded.${column}` : `VALUES(${column})`;
}

function isEmbedded(tx: Tx): boolean {
  return tx.manager.dataSource.options.type === 'better-sqlite3';
}
