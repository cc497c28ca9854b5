import { ConfigError } from './config/config.js';
import { FolderInUse } from './shared/database/folder-lock.js';
import { UsageError } from './shared/kernel/usage-error.js';

interface SystemFault {
  code?: unknown;
  port?: unknown;
  path?: unknown;
}

/** What whoever starts Minka can do something about, by the code of the system, of SQLite or of the database's server. */
const SENTENCES: readonly { codes: readonly string[]; says: (fault: SystemFault) => string }[] = [
  { codes: ['EADDRINUSE'], says: ({ port }) => `Another program uses port ${String(port)}. End it, or choose another port: PORT=4000 before the command.` },
  { codes: ['ENOSPC', 'SQLITE_FULL'], says: () => 'The disk is full. Make room and start again: what was saved is safe.' },
  {
    codes: ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'],
    says: ({ port, path }) => (typeof port === 'number'
      ? `This user may not use port ${port}. Choose one above 1024: PORT=4000 before the command.`
      : `Minka cannot write ${typeof path === 'string' ? path : 'in its folder'}. Look at its permissions, or choose another folder: MINKA_DATA=… before the command.`),
  },
  { codes: ['SQLITE_CORRUPT', 'SQLITE_NOTADB'], says: () => 'The file of the database is damaged. Put a back-up in its place (README, "Back-up").' },
  { codes: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'], says: () => 'The database server of DATABASE_URL does not answer. Look whether it runs, and at the address.' },
  {
    codes: ['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR'],
    says: () => 'The database server refuses user, password or database of DATABASE_URL. Look at the three.',
  },
];

/** A sentence for whoever started Minka and can help it; null for what only its makers can. */
export function plainFault(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof UsageError || error instanceof FolderInUse) return error.message;
  if (typeof error !== 'object' || error === null) return null;
  const fault = error as SystemFault & { cause?: unknown; driverError?: unknown };
  const known = SENTENCES.find(({ codes }) => codes.some((code) => fault.code === code || String(fault.code).startsWith(`${code}_`)));
  return known ? known.says(fault) : plainFault(fault.driverError ?? fault.cause);
}
