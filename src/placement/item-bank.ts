import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { PROJECT_ROOT, VIEWS } from '../shared/web/project-root.js';
import { faultsOf } from './item-faults.js';
import { itemSchema, pictureSchema, taskSchema } from './item-kinds.js';
import type { BankText, Item, ObservedTask } from './item-kinds.js';

/** A drawing with the words for those who do not see it. */
export interface Picture {
  name: string;
  alt: BankText;
  /** The drawing itself, to stand in the page: no request of its own, and it takes the text's colour. */
  svg: string;
}

export interface ItemBank {
  items: readonly Item[];
  /** The observed checklist, from the easiest to the hardest. */
  tasks: readonly ObservedTask[];
  pictures: ReadonlyMap<string, Picture>;
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
const PICTURES = join(VIEWS, 'assets', 'pictures', 'placement');

let bank: ItemBank | undefined;

/** The application's own bank, read once. */
export function itemBank(): ItemBank {
  bank ??= loadItemBank();
  return bank;
}

/**
 * Reads `items/*.json` (a list of items each), `observed.json` and `pictures.json`.
 *
 * @param folder where they lie
 * @param pictureFolder where `<name>.svg` lies for each picture
 * @throws FaultyItemBank with all faults at once
 */
export function loadItemBank(folder = SEEDS, pictureFolder = PICTURES): ItemBank {
  const faults: string[] = [];
  const items = readdirSync(join(folder, 'items')).filter((name) => name.endsWith('.json')).sort()
    .flatMap((name) => readList(folder, join('items', name), itemSchema, faults));
  const tasks = readList(folder, 'observed.json', taskSchema, faults).sort((one, other) => one.b - other.b);
  const pictures = readPictures(folder, pictureFolder, faults);
  const byCode = new Map<string, Item | ObservedTask>();
  for (const entry of [...items, ...tasks]) {
    if (byCode.has(entry.code)) faults.push(`${entry.code}: the code is used twice`);
    byCode.set(entry.code, entry);
  }
  for (const item of items) faults.push(...faultsOf(item, pictures).map((fault) => `${item.code}: ${fault}`));
  if (faults.length > 0) throw new FaultyItemBank(faults);
  return { items, tasks, pictures, find: (code) => byCode.get(code) };
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

function readPictures(folder: string, pictureFolder: string, faults: string[]): Map<string, Picture> {
  const parsed = pictureSchema.safeParse(readJson(folder, 'pictures.json', faults) ?? {});
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `pictures.json: ${issue.path.join('.')}: ${issue.message}`));
    return new Map();
  }
  return new Map(Object.entries(parsed.data).map(([name, alt]) => {
    const file = join(pictureFolder, `${name}.svg`);
    if (!existsSync(file)) faults.push(`pictures.json: ${name}: there is no drawing ${name}.svg`);
    return [name, { name, alt, svg: existsSync(file) ? readFileSync(file, 'utf8').trim() : '' }];
  }));
}

function readJson(folder: string, name: string, faults: string[]): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch (error) {
    faults.push(`${name}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
