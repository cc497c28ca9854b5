import 'reflect-metadata';
import { readConfig } from './config/config.js';
import { plainFault } from './plain-fault.js';
import { openConfigured, serve } from './serve.js';
import { describeFault, log } from './shared/web/log.js';

try {
  const config = readConfig(process.env);
  const address = await serve(config, await openConfigured(config, (steps) => log.info(steps, 'Minka prepares its database')));
  log.info({ address }, 'Minka serves');
} catch (error) {
  const words = plainFault(error);
  log.fatal(words === null ? describeFault(error) : { words }, 'Minka cannot start');
  // Connections that are open by then would keep it from ending, and whoever watches it from starting it anew.
  process.exit(1);
}
