import { isDuplicate } from '../shared/database/retry-rules.js';
import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { cellsHeld, pcResource, personResource, quarterOf, turnCell, turnResource, type HeldCell, type HeldSlot } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';
import { CoachingHold } from './coaching-hold.entity.js';
import type { FreeSlot } from './free-slots.js';
import { SlotLost } from './slot-refused.js';

/** What a booking or an offer takes: its hour, and one of the coach's turns of that day. */
export interface HeldTurn extends HeldSlot {
  coachId: Id;
  turn: number;
}

/**
 * A turn that the coach has left on a day. Who books another hour at the same moment is likely to choose another turn, so
 * that the two do not stand in each other's way. @returns null when all are held
 */
function freeTurn(
  { coaches, holds }: CoachingFacts, { coachId, date, startsAt }: { coachId: Id; date: string; startsAt: string },
): number | null {
  const resource = turnResource(coachId);
  const held = new Set(holds.filter((hold) => hold.resource === resource && hold.cell.startsWith(date)).map(({ cell }) => cell));
  const most = coaches.find(({ id }) => id === coachId)?.bookingsADay ?? 0;
  const free = Array.from({ length: most }, (_, index) => index + 1).filter((turn) => !held.has(turnCell(date, turn)));
  return free[quarterOf(startsAt) % Math.max(1, free.length)] ?? null;
}

/** All that a slot takes, always in the same order. */
export function cellsWithTurn(slot: HeldTurn): HeldCell[] {
  return [...cellsHeld(slot), { resource: turnResource(slot.coachId), cell: turnCell(slot.date, slot.turn) }];
}

/** What a slot takes that a ruling has found free. @throws Refused when the coach's last turn went to another meanwhile */
export function heldBy(facts: CoachingFacts, slot: FreeSlot, personId: Id): HeldTurn {
  const turn = freeTurn(facts, slot);
  if (turn === null) throw new Refused({ field: 'coachId', reason: 'coaching:refusals.coach-full', params: { coach: slot.coachName } });
  const coach = facts.coaches.find(({ id }) => id === slot.coachId);
  const { date, startsAt, endsAt, coachId, workstationId } = slot;
  return { date, startsAt, endsAt, coachId, workstationId, personId, turn, coachAccountId: coach?.accountId as Id };
}

/**
 * Takes cells for a holder: of those that it has already it keeps what it needs, takes what is new, and only then gives
 * free what it no longer needs. Two that want one cell are decided by the database.
 * @throws SlotLost for the second of them
 */
export async function takeCells(tx: Tx, holderId: Id, slot: HeldTurn): Promise<void> {
  const wanted = cellsWithTurn(slot);
  const had = await tx.manager.query<(HeldCell & { id: Id })[]>('SELECT id, resource, cell FROM coaching_holds WHERE holder_id = ?', [holderId]);
  const has = (list: readonly HeldCell[], one: HeldCell): boolean => list.some(({ resource, cell }) => resource === one.resource && cell === one.cell);
  const fresh = wanted.filter((one) => !has(had, one));
  if (fresh.length > 0) await insertCells(tx, fresh.map((cell) => ({ id: newId(), ...cell, holderId })));
  await freeIds(tx, had.filter((one) => !has(wanted, one)).map(({ id }) => id));
}

async function insertCells(tx: Tx, cells: CoachingHold[]): Promise<void> {
  try {
    await tx.insert(CoachingHold, cells);
  } catch (error) {
    // Not left to the unit of work: only `SlotRace` knows how to say that the hour was just taken.
    throw isDuplicate(error) ? new SlotLost() : error;
  }
}

/** What is held of one PC is held of another. @throws SlotLost when somebody took that one meanwhile */
export async function holdOtherPc(tx: Tx, holderId: Id, fromPc: Id, toPc: Id): Promise<void> {
  try {
    await tx.execute('UPDATE coaching_holds SET resource = ? WHERE holder_id = ? AND resource = ?', [pcResource(toPc), holderId, pcResource(fromPc)]);
  } catch (error) {
    throw isDuplicate(error) ? new SlotLost() : error;
  }
}

/** Gives all that a booking or an offer holds free. */
export async function freeCells(tx: Tx, holderId: Id): Promise<void> {
  const had = await tx.manager.query<{ id: Id }[]>('SELECT id FROM coaching_holds WHERE holder_id = ?', [holderId]);
  await freeIds(tx, had.map(({ id }) => id));
}

/** What an offer holds becomes a booking's, without a moment in which it is free. */
export async function passCells(tx: Tx, fromHolder: Id, toHolder: Id): Promise<void> {
  await tx.execute('UPDATE coaching_holds SET holder_id = ? WHERE holder_id = ?', [toHolder, fromHolder]);
}

/**
 * What one record of a person holds becomes the other's, since both are one. Of quarters that both hold one row stays: she
 * was booked twice then, as two people, and whoever sees both bookings on her page decides which she keeps.
 */
export async function joinPersonCells(tx: Tx, { keptId, mergedId }: { keptId: Id; mergedId: Id }): Promise<void> {
  const [kept, merged] = [personResource(keptId), personResource(mergedId)];
  const twice = await tx.manager.query<{ id: Id }[]>(
    'SELECT h.id FROM coaching_holds h JOIN coaching_holds k ON k.resource = ? AND k.cell = h.cell WHERE h.resource = ?', [kept, merged]);
  await freeIds(tx, twice.map(({ id }) => id));
  await tx.execute('UPDATE coaching_holds SET resource = ? WHERE resource = ?', [kept, merged]);
}

/** By their ids alone: a deletion by the holder would lock what lies between, and make others wait for each other. */
async function freeIds(tx: Tx, ids: readonly Id[]): Promise<void> {
  if (ids.length > 0) await tx.execute(`DELETE FROM coaching_holds WHERE id IN (${places(ids)})`, ids);
}
