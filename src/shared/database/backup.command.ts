import Sqlite from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../kernel/usage-error.js';

/**
 * Copies the embedded database into a new file in one consistent step (VACUUM INTO), while Minka may go on writing.
 * @param words the new file; it must not exist
 * @param folder that of the database
 */
export async function run([file]: string[], folder: string): Promise<string> {
  const source = join(folder, 'minka.sqlite');
  if (!file) throw new UsageError('say where to put the copy: npm run minka -- backup FILE');
  if (!existsSync(source)) throw new UsageError(`there is no embedded database in ${folder}`);
  if (existsSync(file)) throw new UsageError(`${file} is there already; a back-up never overwrites`);
  const connection = new Sqlite(source, { readonly: true });
  try {
    connection.prepare('VACUUM INTO ?').run(file);
  } finally {
    connection.close();
  }
  return `The database was copied to ${file}.`;
}
