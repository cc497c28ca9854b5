import type { DataSource } from 'typeorm';
import { openSeal } from '../ledger/sealed-month.js';
import { sha256 } from '../ledger/sha256.js';
import type { Id } from '../shared/kernel/ids.js';

interface ClosingRow {
  month: string;
  statement: string;
  published: string;
  kind: string | null;
  sealed: string | null;
}

/**
 * Where the closed months do not say what was signed and sealed: what is published must be what its entry sealed, and what the
 * centre reads what two accounts signed.
 * @returns a sentence for each fault
 */
export async function closingFaults(dataSource: DataSource, centreId: Id): Promise<string[]> {
  const closings = await dataSource.query<ClosingRow[]>(`
    SELECT c.month, c.statement, c.published, e.kind, e.sealed FROM month_closings c LEFT JOIN ledger_entries e ON e.id = c.entry_id AND e.centre_id = c.centre_id
    WHERE c.centre_id = ? ORDER BY c.month`, [centreId]);
  const signatures = await dataSource.query<{ month: string; digest: string; signers: number | string }[]>(
    'SELECT month, digest, COUNT(DISTINCT account_id) AS signers FROM month_signatures WHERE centre_id = ? GROUP BY month, digest', [centreId]);
  const signed = new Set(signatures.filter(({ signers }) => Number(signers) > 1).map(({ month, digest }) => `${month} ${digest}`));
  const sealed = await dataSource.query<{ sealed: string | null }[]>("SELECT sealed FROM ledger_entries WHERE centre_id = ? AND kind = 'month-close' ORDER BY number", [centreId]);
  const unknown = sealed.map((entry) => openSeal(entry.sealed ?? '')?.month ?? '?').filter((month) => !closings.some((closing) => closing.month === month));
  return [...closings.flatMap((closing) => faultsOf(closing, signed)), ...unknown.map((month) => `the month ${month} is closed in the book, and its statement is gone`)];
}

function faultsOf({ month, statement, published, kind, sealed }: ClosingRow, signed: ReadonlySet<string>): string[] {
  const seal = kind === 'month-close' ? openSeal(sealed ?? '') : null;
  return [
    ...(seal?.month === month ? [] : [`no entry closes the month ${month}`]),
    ...(seal?.statement === digestOfText(published) ? [] : [`the published statement of ${month} is not the one that was sealed`]),
    ...(signed.has(`${month} ${digestOfText(statement)}`) ? [] : [`the statement of ${month} is not the one that two people signed`]),
  ];
}

/** As `publicDigest` and `digestOf` reckon it; null for what cannot be read. */
function digestOfText(text: string): string | null {
  try {
    return sha256([JSON.parse(text)]);
  } catch {
    return null;
  }
}
