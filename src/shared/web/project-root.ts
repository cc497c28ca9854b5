import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: found upwards, so that it is the same from src/ and from a build folder. */
export const PROJECT_ROOT = findUpwards(dirname(fileURLToPath(import.meta.url)));

/** Where templates, catalogues and assets live. */
export const VIEWS = join(PROJECT_ROOT, 'views');

function findUpwards(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the running code');
  return findUpwards(parent);
}
