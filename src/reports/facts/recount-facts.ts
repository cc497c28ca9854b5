import type { DataSource } from 'typeorm';
import { SYSTEM } from '../../shared/database/tx.js';
import { places } from '../../shared/database/sql.js';
import type { UnitOfWork } from '../../shared/database/unit-of-work.js';
import type { Id } from '../../shared/kernel/ids.js';
import { drawFacts } from './draw-facts.js';
import { redraw, SELECT_KEPT, type KeptFacts } from './fact-writes.js';
import type { FactsKeeper } from './facts-keeper.service.js';
import { isKeptForm } from './kept-facts.js';
import { redrawSeats, seatsAgree } from './seat-sums.js';

const LOT = 500;
const REPAIRED_AT_ONCE = 200;

/** What a recount found. */
export interface Recount {
  agree: number;
  /** Learners whose kept facts are not what the records say, whose facts are missing, or who are kept and not there. */
  differing: { learnerId: Id; personId: Id }[];
  /** Centres whose kept sums of seats are not what the records say. */
  centres: Id[];
}

/**
 * Draws the facts of everybody anew and holds them against what is kept, byte by byte. What is written meanwhile by people
 * at work is no difference: whoever seems to differ is looked at once more after the facts have caught up.
 * @param report told how many learners are done
 */
export async function recountFacts(dataSource: DataSource, keeper: FactsKeeper, report: (done: number) => void = () => {}): Promise<Recount> {
  await keeper.catchUp();
  const found: Recount = { agree: 0, differing: [], centres: await differingSeats(dataSource, keeper) };
  for (let after = ''; ;) {
    const ids = await nextIds(dataSource, after);
    if (ids.length === 0) return found;
    let differing = await compare(dataSource, ids);
    if (differing.length > 0) {
      await keeper.catchUp();
      differing = await compare(dataSource, differing.map(({ learnerId }) => learnerId));
    }
    found.agree += ids.length - differing.length;
    found.differing.push(...differing);
    report(found.agree + found.differing.length);
    after = ids.at(-1) as Id;
  }
}

/** Draws those anew who differ, as a change that whoever follows the facts learns of. */
export async function repairFacts(unitOfWork: UnitOfWork, { differing, centres }: Recount): Promise<void> {
  const people = [...new Set(differing.map(({ personId }) => personId))];
  for (let from = 0; from < people.length; from += REPAIRED_AT_ONCE) {
    await unitOfWork.run((tx) => redraw(tx, people.slice(from, from + REPAIRED_AT_ONCE)), { actor: SYSTEM });
  }
  for (const centreId of centres) await unitOfWork.run((tx) => redrawSeats(tx, centreId), { actor: SYSTEM });
}

async function differingSeats(dataSource: DataSource, keeper: FactsKeeper): Promise<Id[]> {
  const centres = await dataSource.query<{ id: Id }[]>('SELECT id FROM centres ORDER BY id');
  const differing: Id[] = [];
  for (const { id } of centres) {
    if (await seatsAgree(dataSource, id)) continue;
    await keeper.catchUp();
    if (!await seatsAgree(dataSource, id)) differing.push(id);
  }
  return differing;
}

/** Learners who are there, or whose facts are kept. */
async function nextIds(dataSource: DataSource, after: Id): Promise<Id[]> {
  const rows = await dataSource.query<{ id: Id }[]>(`
    SELECT id FROM (SELECT id FROM learners WHERE id > ? ORDER BY id LIMIT ${LOT}) l
    UNION SELECT id FROM (SELECT id FROM learner_facts WHERE id > ? ORDER BY id LIMIT ${LOT}) f
    ORDER BY id LIMIT ${LOT}`, [after, after]);
  return rows.map(({ id }) => id);
}

async function compare(dataSource: DataSource, ids: readonly Id[]): Promise<Recount['differing']> {
  const drawn = new Map((await drawFacts(dataSource, ids)).map((facts) => [facts.learnerId, facts]));
  const rows = await dataSource.query<KeptFacts[]>(`${SELECT_KEPT} WHERE id IN (${places(ids)})`, [...ids]);
  const kept = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((learnerId) => {
    const [is, was] = [drawn.get(learnerId), kept.get(learnerId)];
    const same = is ? was !== undefined && isKeptForm(was, is) && was.personId === is.personId && was.centreId === is.centreId : was === undefined;
    return same ? [] : [{ learnerId, personId: is?.personId ?? was?.personId as Id }];
  });
}
