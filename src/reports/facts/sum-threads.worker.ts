import { parentPort, workerData } from 'node:worker_threads';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Id } from '../../shared/kernel/ids.js';
import { readPerson } from './kept-facts.js';
import type { PeoplePage } from './people-pages.js';
import type { SumTask, ThreadSum } from './sum-threads.js';
import { newSums } from './sums.js';

/** The thread in which people are added up: see sumInThreads. Asked for nothing more, it says what they come to. */
const { asked, turn } = workerData as SumTask;
const sums = asked.map(({ codes, ...question }) => newSums({ ...question, definitions: codes.flatMap((code) => CATALOGUE.get(code) ?? []) }));
const later: Id[] = [];

parentPort?.on('message', (people: PeoplePage | null) => {
  if (people) people.forEach((rows) => add(readPerson(rows)));
  parentPort?.postMessage(people ? null : { parts: sums.map((one) => one.part()), later } satisfies ThreadSum);
});

function add({ facts, turn: written }: ReturnType<typeof readPerson>): void {
  if (written <= turn) for (const one of sums) one.add(facts);
  else if (facts[0]) later.push(facts[0].personId);
}
