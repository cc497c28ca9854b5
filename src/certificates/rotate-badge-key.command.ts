import { readConfig } from '../config/config.js';
import { installationSecret } from '../config/secret.js';
import { openForCommand } from '../serve.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { SystemClock } from '../shared/kernel/clock.js';
import { BadgeKeys } from './badge-keys.js';

/**
 * Lets a new key sign badges from now on.
 * @throws UsageError while Minka has the embedded database open: one file takes one process
 */
export async function run(_words: string[], environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const config = readConfig(environment);
  const secret = installationSecret(config);
  const dataSource = await openForCommand(config, 'an administrator changes the key in the browser, at /badge-keys, while Minka runs');
  try {
    const id = await new BadgeKeys(secret, dataSource, new UnitOfWork(dataSource, new SystemClock())).rotate();
    return `Badges are signed with key ${id} from now on. Badges that were signed before stay proven.`;
  } finally {
    await dataSource.destroy();
  }
}
