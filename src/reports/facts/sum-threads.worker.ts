import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../shared/database/data-source.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { readPerson } from './kept-facts.js';
import { peopleIn, type PersonRange } from './person-ranges.js';
import { RANGES_AT_ONCE, type SumAnswer, type SumTask } from './sum-threads.js';
import { SumsUntil } from './sums.js';

/** The thread in which people are read and added up: see sumInThreads. Asked for nothing more, it says what they come to. */
const { database, asked, turn, marks } = workerData as SumTask;
const sums = new SumsUntil(asked.map(({ codes, ...question }) => ({ ...question, definitions: codes.flatMap((code) => CATALOGUE.get(code) ?? []) })), turn);
const centreIds = asked[0]?.scope.centreIds ?? [];
const opened = openDatabase({ ...database, poolSize: RANGES_AT_ONCE }, { entities: [], migrations: [] });

async function answer(range: PersonRange | null): Promise<SumAnswer> {
  const source = await opened;
  if (range === null) {
    await source.destroy();
    return sums.sum();
  }
  let count = 0;
  for (const rows of await peopleIn(source, centreIds, range, marks)) {
    const person = readPerson(rows);
    sums.add(person.facts, person.turn);
    count += rows.length;
  }
  return count;
}

// What fails ends the thread, and whoever asked is told so.
parentPort?.on('message', (range: PersonRange | null) => { void answer(range).then((found) => parentPort?.postMessage(found)); });
