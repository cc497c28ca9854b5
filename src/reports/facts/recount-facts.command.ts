import { parseArgs } from 'node:util';
import { readConfig } from '../../config/config.js';
import { openForCommand } from '../../serve.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { SystemClock } from '../../shared/kernel/clock.js';
import { UsageError } from '../../shared/kernel/usage-error.js';
import { FactsKeeper } from './facts-keeper.service.js';
import { recountFacts, repairFacts, type Recount } from './recount-facts.js';

const USAGE = 'npm run minka -- recount-facts [--repair]';
const EVERY = 10_000;
const NAMED = 100;

/**
 * Draws the facts that all figures are added up from anew, from the records, and says whether those that are kept are the
 * same. With `DATABASE_URL` also while Minka runs.
 * @throws UsageError with the learners whose facts differ; repaired ones as well: how they came to differ is to be found
 */
export async function run(words: string[], environment: NodeJS.ProcessEnv = process.env, tell = toStderr): Promise<string> {
  const { repair } = parsed(words);
  const dataSource = await openForCommand(readConfig(environment));
  try {
    const clock = new SystemClock();
    const unitOfWork = new UnitOfWork(dataSource, clock);
    let next = EVERY;
    const found = await recountFacts(dataSource, new FactsKeeper(dataSource, unitOfWork, clock), (done) => {
      if (done < next) return;
      tell(`${done} learners are counted`);
      next = done + EVERY;
    });
    if (found.differing.length + found.centres.length === 0) return `The kept facts of ${found.agree} learner(s) are what the records say.`;
    if (repair) await repairFacts(unitOfWork, found);
    throw new UsageError(differenceWords(found, repair));
  } finally {
    await dataSource.destroy();
  }
}

function differenceWords({ agree, differing, centres }: Recount, repaired: boolean): string {
  const named = differing.slice(0, NAMED).map(({ learnerId }) => `  ${learnerId}`);
  return [
    `The kept facts of ${agree} learner(s) are what the records say, those of ${differing.length} are not${repaired ? '; they are drawn anew now' : ''}:`,
    ...named, ...(differing.length > NAMED ? [`  and ${differing.length - NAMED} more`] : []),
    ...centres.map((id) => `  the seats of the centre ${id}`),
    ...(repaired ? [] : [`To draw them anew: ${USAGE.replace('[--repair]', '--repair')}`]),
  ].join('\n');
}

function parsed(words: string[]): { repair: boolean } {
  try {
    const { values } = parseArgs({ args: words, options: { repair: { type: 'boolean' } } });
    return { repair: values.repair ?? false };
  } catch {
    throw new UsageError(USAGE);
  }
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
