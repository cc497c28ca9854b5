import { onConflict } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { ReceiptSeries } from './receipt-series.entity.js';

/** `VES-000042` */
export function receiptNumber({ series, number }: { series: string; number: number }): string {
  return `${series}-${String(number).padStart(6, '0')}`;
}

/** Takes the next number of a series; whoever comes after waits until this unit ends, so that none is missing. */
export async function takeReceiptNumber(tx: Tx, series: string): Promise<number> {
  await tx.execute(`INSERT INTO receipt_series (code, last_number) VALUES (?, 1) ${onConflict(tx, 'code')} last_number = last_number + 1`, [series]);
  return (await tx.manager.findOneByOrFail(ReceiptSeries, { code: series })).lastNumber;
}
