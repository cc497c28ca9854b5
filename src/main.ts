import 'reflect-metadata';
import { ConfigError, readConfig } from './config/config.js';
import { openConfigured, serve } from './serve.js';
import { FolderInUse } from './shared/database/folder-lock.js';
import { describeFault, log } from './shared/web/log.js';

try {
  const config = readConfig(process.env);
  const address = await serve(config, await openConfigured(config));
  log.info({ address }, 'Minka serves');
} catch (error) {
  log.fatal(error instanceof ConfigError || error instanceof FolderInUse ? { setting: error.message } : describeFault(error), 'Minka cannot start');
  process.exitCode = 1;
}
