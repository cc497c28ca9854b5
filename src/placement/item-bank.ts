import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { faultsOf } from '../activities/activity-faults.js';
import { activityPictures } from '../activities/pictures.js';
import { PROJECT_ROOT } from '../shared/web/project-root.js';
import { itemSchema, taskSchema } from './item-schemas.js';
import type { Item, ObservedTask } from './item-schemas.js';

export interface ItemBank {
  items: readonly Item[];
  /** The observed checklist, from the easiest to the hardest. */
  tasks: readonly ObservedTask[];
  /** @returns the item or task of that code, undefined when the bank no longer holds it */
  find(code: string): Item | ObservedTask | undefined;
}

/** The bank cannot be used; the message names file, item and place of every fault. */
export class FaultyItemBank extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The item bank has ${faults.length} fault(s):\n${faults.join('\n')}`);
    this.name = 'FaultyItemBank';
  }
}

const SEEDS = join(PROJECT_ROOT, 'seeds', 'placement');

let bank: ItemBank | undefined;

/** The application's own bank, read once. */
export function itemBank(): ItemBank {
  bank ??= loadItemBank();
  return bank;
}

/**
 * Reads `items/*.json` (a list of items each) and `observed.json`.
 *
 * @param folder where they lie
 * @throws FaultyItemBank with all faults at once
 */
export function loadItemBank(folder = SEEDS): ItemBank {
  const faults: string[] = [];
  const items = readdirSync(join(folder, 'items')).filter((name) => name.endsWith('.json')).sort()
    .flatMap((name) => readList(folder, join('items', name), itemSchema, faults));
  const tasks = readList(folder, 'observed.json', taskSchema, faults).sort((one, other) => one.b - other.b);
  const byCode = new Map<string, Item | ObservedTask>();
  for (const entry of [...items, ...tasks]) {
    if (byCode.has(entry.code)) faults.push(`${entry.code}: the code is used twice`);
    byCode.set(entry.code, entry);
  }
  for (const item of items) faults.push(...[...codeFaults(item), ...faultsOf(item, activityPictures())].map((fault) => `${item.code}: ${fault}`));
  if (faults.length > 0) throw new FaultyItemBank(faults);
  return { items, tasks, find: (code) => byCode.get(code) };
}

function readList<T>(folder: string, name: string, schema: z.ZodType<T>, faults: string[]): T[] {
  const content = readJson(folder, name, faults);
  if (!Array.isArray(content)) {
    if (content !== undefined) faults.push(`${name}: is not a list`);
    return [];
  }
  return content.flatMap((entry: unknown, i) => {
    const parsed = schema.safeParse(entry);
    if (parsed.success) return [parsed.data];
    const who = typeof entry === 'object' && entry !== null && 'code' in entry ? String(entry.code) : `entry ${i + 1}`;
    faults.push(...parsed.error.issues.map((issue) => `${name}: ${who}: ${issue.path.join('.') || 'item'}: ${issue.message}`));
    return [];
  });
}

/** A code tells area and level to whoever reads the figures: it must not lie. */
function codeFaults({ area, code, level }: Item): string[] {
  const beginning = `${{ devices: 'D', 'word-processing': 'W', internet: 'I' }[area]}${level}-`;
  return code.startsWith(beginning) ? [] : [`the code does not begin with ${beginning}`];
}

function readJson(folder: string, name: string, faults: string[]): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch (error) {
    faults.push(`${name}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
