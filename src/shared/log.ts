import { pino } from 'pino';

/**
 * The one log: JSON lines in production, silent in tests. Parameters of statements, cookies and bodies
 * never reach it; whoever logs an error logs its name and a reference, not its contents.
 */
export const log = pino({
  level: process.env.MINKA_LOG ?? (process.env.JEST_WORKER_ID ? 'silent' : 'info'),
  base: null,
  redact: { paths: ['parameters', '*.parameters', 'query', '*.query', 'req.headers.cookie', '*.password', '*.pin'], censor: '•••' },
});
