import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { DEFAULT_LOCALE, translator } from '../shared/web/i18n.js';
import type { Charge } from './charge.entity.js';
import type { Allocation } from './payment-rules.js';

/** As much as a receipt keeps. */
const LONGEST = 600;

/** What a receipt says was paid for, a line each, in the language of the courses. What does not fit is summed up. */
export async function conceptOf(tx: Tx, parts: Allocation<Charge>['parts'], rest: Cents): Promise<string> {
  const t = translator(DEFAULT_LOCALE);
  const names = await editionNames(tx, parts.map(({ charge }) => charge.editionId));
  const lines = parts.map(({ charge, cents }) => t(cents < charge.openCents ? 'receipts:concept.part' : 'receipts:concept.fee', {
    edition: (names.get(charge.editionId) ?? '').slice(0, 90), amount: formatSoles(cents),
  }));
  if (rest > 0) lines.push(t('receipts:concept.credit', { amount: formatSoles(rest) }));
  if (lines.join('\n').length <= LONGEST) return lines.join('\n');
  return t('receipts:concept.several', { count: lines.length });
}

async function editionNames(tx: Tx, editionIds: readonly Id[]): Promise<Map<Id, string>> {
  const ids = [...new Set(editionIds)];
  if (ids.length === 0) return new Map();
  const rows = await tx.manager.query<{ id: Id; name: string }[]>(`SELECT id, name FROM editions WHERE id IN (${places(ids)})`, ids);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
