import { hold } from '../../shared/database/guards.js';
import { inChunks, inserted, onConflict, places } from '../../shared/database/sql.js';
import type { Tx } from '../../shared/database/tx.js';
import type { Instant } from '../../shared/kernel/clock.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { drawFacts, FACTS_FORMAT } from './draw-facts.js';
import { FactChange } from './fact-change.entity.js';
import { FactState } from './fact-state.entity.js';
import { isKeptForm, keptForm, readKept, type KeptForm } from './kept-facts.js';
import type { LearnerFacts } from './learner-facts.js';

const FACTS = 'facts';
/** Of the row whose `turn` is the format that the facts were drawn in. */
const FORMAT = 'format';
const ROWS_AT_ONCE = 100;

/** A learner's facts as they are kept. */
export interface KeptFacts extends KeptForm {
  id: Id;
  personId: Id;
  centreId: Id;
}

/** What `KeptFacts` are read by, but for whose. */
export const SELECT_KEPT = 'SELECT id, person_id AS personId, centre_id AS centreId, facts, marks FROM learner_facts';

/** How far the facts have followed. */
export interface FollowState {
  turn: number;
  followedUntil: Instant;
  /** The last learner drawn while all are drawn anew; null when all are there. */
  drawingFrom: Id | null;
}

/**
 * Begins to draw everybody, unless all were drawn in today's format. Whatever is written from now on is followed
 * afterwards. Several processes may do so.
 * @param now the time that all of them agree on
 */
export async function beginDrawing(tx: Tx, now: Instant): Promise<void> {
  await hold(tx, FACTS);
  const states = await tx.manager.find(FactState);
  const format = states.find(({ code }) => code === FORMAT);
  if (format?.turn === FACTS_FORMAT) return;
  const facts = states.find(({ code }) => code === FACTS);
  if (facts) await tx.execute("UPDATE fact_states SET followed_until = ?, drawing_from = '', drawn_at = NULL WHERE code = ?", [now, FACTS]);
  else await tx.insert(FactState, [{ code: FACTS, turn: 0, followedUntil: now, drawingFrom: '', drawnAt: null }]);
  if (format) await tx.execute('UPDATE fact_states SET turn = ?, followed_until = ? WHERE code = ?', [FACTS_FORMAT, now, FORMAT]);
  else await tx.insert(FactState, [{ code: FORMAT, turn: FACTS_FORMAT, followedUntil: now }]);
}

/** Begins to draw everybody although all are there, unless another process has begun meanwhile. @param span until when they were said to have followed, and what time it is */
export async function drawAnew(tx: Tx, { from, now }: { from: Instant; now: Instant }): Promise<void> {
  await hold(tx, FACTS);
  await tx.execute("UPDATE fact_states SET followed_until = ?, drawing_from = '', drawn_at = NULL WHERE code = ? AND followed_until >= ?", [now, FACTS, from]);
}

/** @returns null before the first drawing has begun, and while one in today's format has not */
export function readState(states: readonly FactState[]): FollowState | null {
  const facts = states.find(({ code }) => code === FACTS);
  const format = states.find(({ code }) => code === FORMAT);
  return facts && format?.turn === FACTS_FORMAT ? { turn: facts.turn, followedUntil: facts.followedUntil, drawingFrom: facts.drawingFrom } : null;
}

/**
 * The first statement of whatever writes facts: of several processes one goes after the other, and what it reads after
 * this is what the one before has left. On a cluster, where both go on, the second runs again.
 */
export async function holdFacts(tx: Tx): Promise<FollowState> {
  await hold(tx, FACTS);
  return tx.manager.findOneByOrFail(FactState, { code: FACTS });
}

/** Notes that the facts hold all that the trail says until then. Never goes back. */
export async function noteFollowed(tx: Tx, until: Instant): Promise<void> {
  await tx.execute('UPDATE fact_states SET followed_until = ? WHERE code = ? AND followed_until < ?', [until, FACTS, until]);
}

/**
 * Draws the next lot of a drawing of all. No changes are kept of it: what was added up before belongs to another drawing.
 * @returns true when it was the last one
 */
export async function drawLot(tx: Tx, size: number): Promise<boolean> {
  const { drawingFrom, turn } = await holdFacts(tx);
  if (drawingFrom === null) return true;
  const rows = await tx.manager.query<{ id: Id }[]>(`SELECT id FROM learners WHERE id > ? ORDER BY id LIMIT ${size}`, [drawingFrom]);
  const last = rows.length < size ? null : rows.at(-1)?.id ?? null;
  const drawn = await drawFacts(tx.manager, rows.map(({ id }) => id));
  await removeBetween(tx, drawingFrom, last, new Set(drawn.map(({ learnerId }) => learnerId)));
  await write(tx, drawn, turn);
  await tx.execute('UPDATE fact_states SET drawing_from = ?, drawn_at = ? WHERE code = ?', [last, last === null ? tx.now : null, FACTS]);
  return last === null;
}

/** Facts of learners who are there no more. */
async function removeBetween(tx: Tx, from: Id, to: Id | null, stay: ReadonlySet<Id>): Promise<void> {
  const kept = await tx.manager.query<{ id: Id }[]>(
    `SELECT id FROM learner_facts WHERE id > ?${to === null ? '' : ' AND id <= ?'}`, to === null ? [from] : [from, to]);
  await remove(tx, kept.map(({ id }) => id).filter((id) => !stay.has(id)));
}

/**
 * Draws these people anew and keeps what changed: their facts, and how they changed, turn by turn.
 * @returns how many people's facts were others than kept
 */
export async function redraw(tx: Tx, personIds: readonly Id[]): Promise<number> {
  const state = await holdFacts(tx);
  const { people, kept, drawn } = await bothSides(tx, personIds);
  const changes = changesOf(people, kept, drawn);
  if (changes.length === 0) return 0;
  const turn = state.turn + changes.length;
  await tx.execute('UPDATE fact_states SET turn = ? WHERE code = ?', [turn, FACTS]);
  await tx.insert(FactChange, changes.map((change, index) => ({ id: newId(), turn: state.turn + index + 1, ...change, at: tx.now })));
  const ids = new Set(drawn.map(({ learnerId }) => learnerId));
  await remove(tx, kept.map(({ id }) => id).filter((id) => !ids.has(id)));
  const changed = new Set(changes.map(({ personId }) => personId));
  await write(tx, drawn.filter(({ personId }) => changed.has(personId)), turn);
  return changes.length;
}

interface Sides {
  people: Id[];
  kept: KeptFacts[];
  drawn: LearnerFacts[];
}

/** Where a learner's record became another person's, that person belongs to it: both change together, or a figure counts her twice. */
async function bothSides(tx: Tx, personIds: readonly Id[]): Promise<Sides> {
  const people = new Set(personIds);
  for (;;) {
    const list = [...people];
    const learners = await tx.manager.query<{ id: Id }[]>(`SELECT id FROM learners WHERE person_id IN (${places(list)})`, list);
    const ids = learners.map(({ id }) => id);
    const kept = await keptOf(tx, list, ids);
    const others = kept.filter(({ personId }) => !people.has(personId));
    if (others.length === 0) return { people: list, kept, drawn: await drawFacts(tx.manager, ids) };
    for (const { personId } of others) people.add(personId);
  }
}

async function keptOf(tx: Tx, personIds: readonly Id[], learnerIds: readonly Id[]): Promise<KeptFacts[]> {
  const ofPeople = await tx.manager.query<KeptFacts[]>(`${SELECT_KEPT} WHERE person_id IN (${places(personIds)})`, [...personIds]);
  const ofLearners = learnerIds.length === 0 ? [] : await tx.manager.query<KeptFacts[]>(`${SELECT_KEPT} WHERE id IN (${places(learnerIds)})`, [...learnerIds]);
  return [...new Map([...ofPeople, ...ofLearners].map((row) => [row.id, row])).values()];
}

type Change = Pick<FactChange, 'personId' | 'before' | 'after'>;

function changesOf(people: readonly Id[], kept: readonly KeptFacts[], drawn: readonly LearnerFacts[]): Change[] {
  const [before, after] = [groupBy(kept, ({ personId }) => personId), groupBy(drawn, ({ personId }) => personId)];
  return [...people].sort().flatMap((personId) => {
    const was = [...before.get(personId) ?? []].sort((a, b) => (a.centreId < b.centreId ? -1 : 1));
    const is = after.get(personId) ?? [];
    const same = was.length === is.length && was.every((kept, index) => is[index] !== undefined && isKeptForm(kept, is[index]));
    return same ? [] : [{ personId, before: was.map(readKept), after: is }];
  });
}

async function write(tx: Tx, drawn: readonly LearnerFacts[], turn: number): Promise<void> {
  const set = ['person_id', 'centre_id', 'facts', 'marks', 'turn', 'drawn_at'].map((column) => `${column} = ${inserted(tx, column)}`).join(', ');
  for (const lot of inChunks(drawn, ROWS_AT_ONCE)) {
    await tx.execute(
      `INSERT INTO learner_facts (id, person_id, centre_id, facts, marks, turn, drawn_at) VALUES ${lot.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}
       ${onConflict(tx, 'id')} ${set}`,
      lot.flatMap((one) => {
        const { facts, marks } = keptForm(one);
        return [one.learnerId, one.personId, one.centreId, facts, marks, turn, tx.now];
      }));
  }
}

async function remove(tx: Tx, ids: readonly Id[]): Promise<void> {
  for (const lot of inChunks(ids)) await tx.execute(`DELETE FROM learner_facts WHERE id IN (${places(lot)})`, lot);
}
