import { isId } from '../shared/kernel/ids.js';
import { formatLocalDate, isLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { formatSoles } from '../shared/kernel/money.js';
import { hasText, type Translate } from '../shared/web/i18n.js';
import type { TrailEntry } from './audit.repository.js';

/** One field of a record, before and after. */
export interface TrailChange {
  field: string;
  before: string;
  after: string;
}

/** Columns that tell a person nothing: keys, folded copies of others, hashes. */
export const UNTOLD: ReadonlySet<string> = new Set([
  'id', 'version', 'createdAt', 'credentialsVersion', 'searchName', 'sortName', 'codeHash', 'contentHash', 'encoding', 'delimiter', 'headings',
  'seed', 'event',
]);

const LONGEST = 200;

/** What changed, field by field, in a person's words. */
export function changesOf({ valuesBefore, valuesAfter }: TrailEntry, names: ReadonlyMap<string, string>, t: Translate): TrailChange[] {
  const fields = new Set([...Object.keys(valuesBefore ?? {}), ...Object.keys(valuesAfter ?? {})]);
  return [...fields].filter((name) => !UNTOLD.has(name)).map((name) => ({
    field: fieldWord(name, t),
    before: shown(name, valuesBefore?.[name], names, t),
    after: shown(name, valuesAfter?.[name], names, t),
  }));
}

/** The ids that stand in entries, to be called by name. */
export function idsIn(entries: readonly TrailEntry[]): string[] {
  const values = entries.flatMap(({ entityId, valuesBefore, valuesAfter }) => (
    [entityId, ...Object.values(valuesBefore ?? {}), ...Object.values(valuesAfter ?? {})]));
  return [...new Set(values.filter(isId))];
}

/** `23/11/2026 10:05` */
export function momentWords(instant: number): string {
  return `${formatLocalDate(localDateAt(instant))} ${localTimeAt(instant)}`;
}

/** A column's own name where the catalogue has none: whoever looks at the trail still sees it. */
function fieldWord(name: string, t: Translate): string {
  return hasText(`audit:columns.${name}`) ? t(`audit:columns.${name}`) : name;
}

function shown(name: string, value: unknown, names: ReadonlyMap<string, string>, t: Translate): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (typeof value === 'number') return numberWords(name, value);
  const text = typeof value === 'string' ? textWords(name, value, names, t) : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function numberWords(name: string, value: number): string {
  if (/(At|Since)$/.test(name)) return momentWords(value);
  return name.endsWith('Cents') ? formatSoles(value) : String(value);
}

function textWords(name: string, value: string, names: ReadonlyMap<string, string>, t: Translate): string {
  if (isId(value)) return names.get(value) ?? value;
  if (isLocalDate(value)) return formatLocalDate(value);
  if (name === 'role' && hasText(`web:roles.${value}`)) return t(`web:roles.${value}`);
  return /^[a-z_-]{2,20}$/.test(value) && hasText(`audit:words.${value}`) ? t(`audit:words.${value}`) : value;
}
