import { In, type EntityManager } from 'typeorm';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { ImportChoice } from './import-choice.entity.js';
import { ImportRow } from './import-row.entity.js';
import { choiceKey, type PlanChoices, type RowPlan } from './plan.js';

/** All that was chosen for a list. One query. */
export async function choicesFor(manager: EntityManager, importId: Id): Promise<PlanChoices> {
  const kept = await manager.findBy(ImportChoice, { importId });
  return Object.fromEntries(kept.map(({ rowNumber, code, chosen }) => [choiceKey(rowNumber, code), chosen]));
}

/** Keeps what was chosen, in place of what was chosen before. What is no option of a doubt of the list is left out. */
export async function keepChoices(tx: Tx, importId: Id, choices: PlanChoices): Promise<void> {
  const numbers = [...new Set(Object.keys(choices).map((key) => Number(key.slice(0, key.indexOf(':')))))];
  for (const some of inChunks(numbers)) {
    const where = { importId, rowNumber: In([...some]) };
    const rows = await tx.manager.find(ImportRow, { select: { rowNumber: true, detail: true }, where });
    const chosen = rows.flatMap(({ detail }) => (detail ? chosenIn(importId, detail, choices) : []));
    const before = await tx.manager.findBy(ImportChoice, where);
    await remove(tx, before.filter((one) => chosen.some(({ rowNumber, code }) => rowNumber === one.rowNumber && code === one.code)));
    await tx.insert(ImportChoice, chosen);
  }
}

/** Forgets all: the list is read in another way now. */
export async function forgetChoices(tx: Tx, importId: Id): Promise<void> {
  await tx.execute('DELETE FROM import_choices WHERE import_id = ?', [importId]);
}

function chosenIn(importId: Id, { row, doubts }: RowPlan, choices: PlanChoices): ImportChoice[] {
  return doubts.flatMap(({ code, options }) => {
    const chosen = choices[choiceKey(row, code)];
    return chosen !== undefined && options.includes(chosen) ? [{ id: newId(), importId, rowNumber: row, code, chosen }] : [];
  });
}

async function remove(tx: Tx, rows: readonly ImportChoice[]): Promise<void> {
  if (rows.length > 0) await tx.execute(`DELETE FROM import_choices WHERE id IN (${places(rows)})`, rows.map(({ id }) => id));
}
