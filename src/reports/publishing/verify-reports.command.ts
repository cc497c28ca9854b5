import { readConfig } from '../../config/config.js';
import { openForCommand } from '../../serve.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import { UsageError } from '../../shared/kernel/usage-error.js';
import { ReportsRepository } from './reports.repository.js';
import { verifyReports, type BrokenReport } from './verify-reports.js';

const WORDS: Readonly<Record<BrokenReport['why'], string>> = {
  gone: 'its content is gone', content: 'its content does not have its hash', signature: 'its hash is not the one that was signed',
};

/**
 * Proves that every published report is still what was signed. With `DATABASE_URL` also while Minka runs.
 * @throws UsageError with the reports that are not
 */
export async function run(words: string[], environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (words.length > 0) throw new UsageError('npm run minka -- verify-reports');
  const dataSource = await openForCommand(readConfig(environment));
  try {
    const { intact, broken } = await verifyReports(new ReportsRepository(dataSource, new StoredFiles(dataSource)));
    if (broken.length === 0) return `${intact} published report(s) are what was signed.`;
    const lines = broken.map(({ id, projectId, startsOn, endsOn, edition, why }) => `  ${id} (project ${projectId}, ${startsOn} to ${endsOn}, edition ${edition}): ${WORDS[why]}`);
    throw new UsageError([`${intact} published report(s) are what was signed, ${broken.length} are not:`, ...lines].join('\n'));
  } finally {
    await dataSource.destroy();
  }
}
