import 'reflect-metadata';
import { readConfig } from './config/config.js';
import { plainFault } from './plain-fault.js';
import { describeFault, log } from './shared/web/log.js';

/** One verb of `npm run minka -- VERB …`: takes the words after the verb, answers what to print. */
type Verb = (words: string[]) => Promise<string | void>;

/** Loaded when called, so that a verb starts only what it needs. */
const VERBS: Record<string, { does: string; load: () => Promise<Verb> }> = {
  demo: {
    does: 'loads the sample centres where they are not there yet, and serves them',
    load: async () => (await import('../seeds/demo/demo.command.js')).run,
  },
  'demo-code': {
    does: 'says the code of the sample administrator\'s second step',
    load: async () => (await import('../seeds/demo/demo.command.js')).runCode,
  },
  migrate: {
    does: 'brings the database up to date without serving',
    load: async () => async () => {
      const { openConfigured } = await import('./serve.js');
      const dataSource = await openConfigured(readConfig(process.env), ({ done, of }) => write(`Preparing the database: ${done} of ${of} steps`));
      await dataSource.destroy();
      return 'The database is up to date.';
    },
  },
  backup: {
    does: 'FILE: copies the embedded database, also while Minka runs',
    load: async () => {
      const { run } = await import('./shared/database/backup.command.js');
      return (words) => run(words, readConfig(process.env).dataFolder);
    },
  },
  'remove-second-step': {
    does: 'NAME: lets an administrator register her phone anew; with the embedded database stop Minka before',
    load: async () => (await import('./accounts/remove-second-step.command.js')).run,
  },
  'rotate-badge-key': {
    does: 'lets a new key sign badges from now on; what the former ones signed stays proven',
    load: async () => (await import('./certificates/rotate-badge-key.command.js')).run,
  },
  'rotate-note-key': {
    does: 'seals with a new key what coaches have noted; goes on where it was cut off; with the embedded database stop Minka before',
    load: async () => (await import('./coaching/rotate-note-key.command.js')).run,
  },
  'check-courses': {
    does: 'looks through the lessons, drawings and practices of seeds/courses/',
    load: async () => (await import('./courses/check-courses.command.js')).run,
  },
  'verify-ledger': {
    does: '[--centre SHORTNAME] [--anchor NUMBER:HASH]: proves the chain, the numbering and the balances of every book; names the first broken row',
    load: async () => (await import('./fees/proof/verify-ledger.command.js')).run,
  },
  'prove-bookings': {
    does: '--url mysql://… [--nodes host:port,…] [--seconds N]: proves on a database for trying that nothing is booked twice',
    load: async () => (await import('./coaching/proof/prove-bookings.command.js')).run,
  },
  'prove-ledger': {
    does: '--url mysql://… [--nodes host:port,…] [--seconds N]: proves on a database for trying that many tills at once keep true books',
    load: async () => (await import('./fees/proof/prove-ledger.command.js')).run,
  },
  'recount-facts': {
    does: '[--repair]: draws the facts that all figures are added up from anew, and names the learners for whom others are kept; with the embedded database stop Minka before',
    load: async () => (await import('./reports/facts/recount-facts.command.js')).run,
  },
  'verify-reports': {
    does: 'proves that every published report is still what was signed; names those that are not; with the embedded database stop Minka before',
    load: async () => (await import('./reports/publishing/verify-reports.command.js')).run,
  },
  'simulate-placement': {
    does: '[--learners N] [--seed N] [--form A|B] [--json]: measures the placement test on simulated learners',
    load: async () => (await import('./placement/simulate-placement.command.js')).run,
  },
};

async function main([verb, ...words]: string[]): Promise<number> {
  const known = verb === undefined ? undefined : VERBS[verb];
  if (!known) {
    write(usage());
    return verb === undefined || verb === 'help' ? 0 : 2;
  }
  try {
    const said = await (await known.load())(words);
    if (said) write(said);
    return 0;
  } catch (error) {
    const fault = plainFault(error);
    write(fault ?? `"${verb}" failed for a reason that Minka does not know. The next line is for whoever looks into it:`);
    if (fault === null) log.fatal(describeFault(error), 'the command failed');
    return 1;
  }
}

function usage(): string {
  const lines = Object.entries(VERBS).map(([verb, { does }]) => `  ${verb.padEnd(20)} ${does}`);
  return ['Usage: npm run minka -- VERB [WORDS]', ...lines].join('\n');
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main(process.argv.slice(2));
