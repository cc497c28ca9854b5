import { isId } from '../shared/kernel/ids.js';
import { hasText, type Translate } from '../shared/web/i18n.js';
import type { TrailEntry } from './audit.repository.js';
import { valueWords } from './value-words.js';

/** One field of a record: what stood there, and what stands there now; null where there was or is nothing. */
export interface TrailChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** Columns that tell a person nothing: keys, folded copies of others, hashes, the innards of a proposal. */
export const UNTOLD: ReadonlySet<string> = new Set([
  'id', 'version', 'createdAt', 'credentialsVersion', 'searchName', 'sortName', 'codeHash', 'contentHash', 'encoding', 'delimiter', 'headings',
  'seed', 'event', 'claim', 'openClaim', 'operationClaim', 'publicJwk', 'sealedPrivate', 'held', 'keyId', 'sealed', 'skills', 'documentClaim', 'entryId', 'settlementEntryId', 'reversalEntryId',
  'catalogueVersions',
]);

/** What changed, field by field, in a person's words. What a new record leaves empty is not told. */
export function changesOf({ entity, valuesBefore, valuesAfter }: TrailEntry, names: ReadonlyMap<string, string>, t: Translate): TrailChange[] {
  const fields = new Set([...Object.keys(valuesBefore ?? {}), ...Object.keys(valuesAfter ?? {})]);
  return [...fields].filter((name) => !UNTOLD.has(name)).map((name) => ({
    field: fieldWord(entity, name, t),
    before: valueWords(name, valuesBefore?.[name], { entity, names, t }),
    after: valueWords(name, valuesAfter?.[name], { entity, names, t }),
  })).filter(({ before, after }) => before !== null || after !== null);
}

/** The ids that stand in entries, to be called by name. */
export function idsIn(entries: readonly TrailEntry[]): string[] {
  const values = entries.flatMap(({ entityId, valuesBefore, valuesAfter }) => (
    [entityId, ...Object.values(valuesBefore ?? {}), ...Object.values(valuesAfter ?? {})]));
  return [...new Set(values.filter(isId))];
}

/**
 * What the column is called in this kind of record, or else in all of them. A column's own name where the catalogue has none:
 * whoever looks at the trail still sees it.
 */
function fieldWord(entity: string, name: string, t: Translate): string {
  const key = [`audit:columnsOf.${entity}.${name}`, `audit:columns.${name}`].find((each) => hasText(each));
  return key ? t(key) : name;
}
