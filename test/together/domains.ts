import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLACES = ['src', 'test', 'seeds'];

/** Which folders of specs `npm test` runs in one go, by the name of the file that stands for them; `.` is what stands in no folder. */
export const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  journeys: ['journeys'],
  coaching: ['coaching'],
  reports: ['reports'],
  placement: ['placement'],
  attendance: ['attendance'],
  fees: ['fees'],
  ledger: ['ledger', 'outbox'],
  groups: ['groups'],
  statements: ['statements', 'consortium'],
  courses: ['courses', 'imports'],
  learning: ['activities', 'learning'],
  people: ['people', 'organisations', 'surveys', 'civic-actions'],
  certificates: ['certificates', 'audit', 'home'],
  shared: ['shared', 'web', 'database'],
  accounts: ['accounts', 'centres', 'config', 'bench', '.'],
};

/** Every spec of the project, as a path from its root, by its folder. */
export function specsByFolder(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const place of PLACES) {
    for (const file of readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.spec.ts')).sort()) {
      const [folder, ...rest] = file.split('/');
      const key = rest.length > 0 ? folder as string : '.';
      found.set(key, [...found.get(key) ?? [], join(place, file)]);
    }
  }
  return found;
}

/**
 * Runs every spec of the folders that this file stands for. A file of tests loads the application anew, which takes longer than
 * most of them: together they load it once.
 */
export async function specsOf(address: string): Promise<void> {
  const specs = specsByFolder();
  for (const folder of TOGETHER[basename(fileURLToPath(address), '.together.ts')] ?? []) {
    for (const spec of specs.get(folder) ?? []) await import(join(ROOT, spec));
  }
}

/** The files that stand for several, in this folder. */
export function togetherFiles(): string[] {
  return readdirSync(dirname(fileURLToPath(import.meta.url))).filter((name) => name.endsWith('.together.ts'));
}
