import { onConflict } from './sql.js';
import type { Tx } from './tx.js';

/**
 * Makes units of work that name the same thing go one after the other, on one server and across a cluster: each changes
 * the same row. Only as the FIRST statement of a unit: what is read after it shows what the one before has done, while
 * what was read before it may be out of date by now. Names are given all at once, so that no two units wait for each other.
 * @param names what only one may work on at a time: `timetable`, `seats:CENTRE`
 */
export async function hold(tx: Tx, ...names: string[]): Promise<void> {
  for (const name of [...names].sort()) {
    await tx.execute(`INSERT INTO guards (name, turns) VALUES (?, 1) ${onConflict(tx, 'name')} turns = turns + 1`, [name]);
    held.set(tx, [...held.get(tx) ?? [], name]);
  }
}

/** For what must not be done without: a fault of the program, found at once instead of as a race later. */
export function mustHold(tx: Tx, name: string): void {
  if (!held.get(tx)?.includes(name)) throw new Error(`a unit of work must hold ${name} before anything else`);
}

const held = new WeakMap<Tx, string[]>();

