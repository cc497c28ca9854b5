import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { isId, newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, StaleEdit } from '../shared/kernel/refusal.js';
import { ReceiptPrint, type PrintFormat } from './receipt-print.entity.js';
import { Receipt } from './receipt.entity.js';

/** What is noted about receipts that are written. */
@Injectable()
export class ReceiptsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Notes that a receipt goes on paper. @returns 0 for the original, and how many came before a copy @throws NotThere */
  print(centreId: Id, receiptId: Id, format: PrintFormat, options: UnitOptions): Promise<{ copy: number }> {
    return this.unitOfWork.run(async (tx) => {
      await receiptOf(tx, centreId, receiptId);
      // Two who print at once cannot both have the original: the second one's number is taken, and its unit runs again.
      const copy = await tx.manager.countBy(ReceiptPrint, { receiptId });
      await tx.insert(ReceiptPrint, { id: newId(), receiptId, centreId, copy, format, printedAt: tx.now, printedBy: tx.actor.accountId });
      return { copy };
    }, options);
  }

  /** Notes the boleta that another system issued. @param version of the receipt that was looked at @throws StaleEdit, NotThere */
  noteVoucher(centreId: Id, receiptId: Id, { series, number, version }: { series: string; number: string; version: number }, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const receipt = await receiptOf(tx, centreId, receiptId);
      const changes = { voucherSeries: series, voucherNumber: number };
      if (receipt.version !== version) throw new StaleEdit(receipt, changes);
      await tx.update(Receipt, receipt, changes);
    }, options);
  }
}

async function receiptOf(tx: Tx, centreId: Id, id: Id): Promise<Receipt> {
  const receipt = isId(id) ? await tx.manager.findOneBy(Receipt, { id, centreId }) : null;
  if (!receipt) throw new NotThere('receipt');
  return receipt;
}
