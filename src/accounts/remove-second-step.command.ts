import { readConfig } from '../config/config.js';
import { openConfigured } from '../serve.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { SystemClock } from '../shared/kernel/clock.js';
import { UsageError } from '../shared/kernel/usage-error.js';
import { Account } from './account.entity.js';
import { readLoginName } from './secret-rules.js';

/**
 * For the administrator whom nobody else can help: she registers a phone anew at her next sign-in. Who may do this has the server
 * in her hands, and so the database too.
 * @throws UsageError where nobody signs in with that name, and while Minka has the embedded database open
 */
export async function run([name = '']: string[], environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const loginName = readLoginName(name);
  if (!loginName) throw new UsageError('say the name that she signs in with: npm run minka -- remove-second-step NAME');
  const dataSource = await openConfigured(readConfig(environment));
  try {
    const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
    await unitOfWork.run(async (tx) => {
      const account = await tx.manager.findOneBy(Account, { loginName, kind: 'staff' });
      if (!account) throw new UsageError(`nobody signs in with the name ${loginName}`);
      await tx.update(Account, account, { totpSecret: null, totpConfirmedAt: null, credentialsVersion: account.credentialsVersion + 1 });
    }, { actor: SYSTEM });
    return `${loginName} registers her phone anew when she signs in with her password. Let her do so now: until then the password alone lets in.`;
  } finally {
    await dataSource.destroy();
  }
}
