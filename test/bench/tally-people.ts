import { CATALOGUE } from '../../src/reports/indicators/catalogue.js';
import { DIMENSIONS } from '../../src/reports/indicators/indicator.js';
import { newTally } from '../../src/reports/indicators/tally.js';
import { CENTRES, MIDDLE, randomPerson } from '../reports/random-facts.js';

const PEOPLE = Number(process.argv[2] ?? 1_000_000);

/**
 * How long it takes to add people up for all indicators by all dimensions, without reading them: `node dist/test/bench/tally-people.js 1000000`.
 * Few enough that they stay in the processor's cache, as those do who were just read.
 */
const made = Array.from({ length: 2_000 }, (_, index) => JSON.parse(JSON.stringify(randomPerson(index))) as ReturnType<typeof randomPerson>);
const tally = newTally([...CATALOGUE.values()], { centreIds: CENTRES, period: MIDDLE }, DIMENSIONS);
const began = process.cpuUsage();
for (let index = 0; index < PEOPLE; index += 1) tally.add(made[index % made.length] ?? []);
const seconds = process.cpuUsage(began).user / 1e6;
const marks = made.flat().flatMap(({ courses }) => courses).reduce((sum, course) => sum + course.marks.length, 0) * (PEOPLE / made.length);
process.stdout.write(`${PEOPLE} people, ${Math.round(marks)} marks, ${CATALOGUE.size} indicators, ${DIMENSIONS.length} dimensions, ${tally.cells.size} cells: ${seconds.toFixed(1)} s of one core\n`);
