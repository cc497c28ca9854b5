import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import { asWritten } from './written-frames.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A level that is none is complained of by the configuration, which is read after this. */
function levelAsked(): string {
  const asked = process.env.MINKA_LOG_LEVEL as (typeof LOG_LEVELS)[number] | undefined;
  return asked !== undefined && LOG_LEVELS.includes(asked) ? asked : process.env.NODE_ENV === 'test' ? 'silent' : 'info';
}

/**
 * Minka's log: one line of JSON each, on standard output. Never a name, a cookie, a body or a statement's parameters:
 * whoever logs an error goes through `describeFault`.
 */
export const log = pino({
  base: null,
  level: levelAsked(),
  timestamp: pino.stdTimeFunctions.isoTime,
});

/** What may be written down about an error: where it came from, and its words unless a database wrote them. */
export function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code, errno, driverError } = error as { code?: unknown; errno?: unknown; driverError?: { code?: unknown } };
  const fromDatabase = driverError !== undefined || error.name.startsWith('Sqlite') || 'sql' in error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => asWritten(line.trim()));
  return {
    fault: error.name,
    code: code ?? driverError?.code ?? errno,
    ...(fromDatabase ? {} : { words: error.message }),
    frames,
    ...(error.cause instanceof Error ? { cause: describeFault(error.cause) } : {}),
  };
}

/** Nest's own words, where they matter, in the same log. */
export const frameworkLog: LoggerService = {
  log: () => undefined,
  warn: (words: unknown) => log.warn(String(words)),
  // That a port cannot be listened on is thrown as well, and told by whoever started.
  error: (words: unknown) => /^Error: listen E/u.test(String(words)) || log.error(words instanceof Error ? describeFault(words) : String(words)),
  fatal: (words: unknown) => log.fatal(words instanceof Error ? describeFault(words) : String(words)),
};
