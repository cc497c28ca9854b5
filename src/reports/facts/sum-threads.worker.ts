import { parentPort, workerData } from 'node:worker_threads';
import { CATALOGUE } from '../indicators/catalogue.js';
import { readPerson } from './kept-facts.js';
import type { PeoplePage } from './people-pages.js';
import type { SumTask } from './sum-threads.js';
import { SumsUntil } from './sums.js';

/** The thread in which people are added up: see sumInThreads. Asked for nothing more, it says what they come to. */
const { asked, turn } = workerData as SumTask;
const sums = new SumsUntil(asked.map(({ codes, ...question }) => ({ ...question, definitions: codes.flatMap((code) => CATALOGUE.get(code) ?? []) })), turn);

parentPort?.on('message', (people: PeoplePage | null) => {
  for (const rows of people ?? []) {
    const person = readPerson(rows);
    sums.add(person.facts, person.turn);
  }
  parentPort?.postMessage(people ? null : sums.sum());
});
