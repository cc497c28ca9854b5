import { Injectable } from '@nestjs/common';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Cents } from '../shared/kernel/money.js';
import { payOutCredit } from './pay-out-credit.js';
import { recordPayment, type PaymentMade } from './record-payment.js';
import type { PaymentAsked } from './payment-rules.js';
import { voidReceipt } from './void-receipt.js';

/** Money taken at a till, and taken back. */
@Injectable()
export class PaymentsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Takes a payment at the actor's open till: its entry, what it settles, and its receipt with the next number, all together.
   * @throws Refused with the fields of the till's form, NotThere for somebody who is not of the centre
   */
  record(centreId: Id, asked: PaymentAsked, options: UnitOptions): Promise<PaymentMade> {
    return this.unitOfWork.run((tx) => recordPayment(tx, centreId, asked), options);
  }

  /**
   * Takes a payment back by the opposite entry: what it settled is owed again, its credit goes, its operation may pay once
   * more. The receipt keeps its number. Cash leaves the actor's open till.
   * @throws Refused when it was taken back before, its credit is used, or no till can hand the money back; NotThere
   */
  void(centreId: Id, receiptId: Id, reason: string, options: UnitOptions): Promise<{ entryId: Id }> {
    return this.unitOfWork.run((tx) => voidReceipt(tx, centreId, receiptId, reason), options);
  }

  /**
   * Hands somebody's whole credit back in cash out of the actor's open till.
   * @param asked `seen`: the credit as the page showed it @throws Refused when it is another by now, there is none, or no till holds it; NotThere
   */
  payOut(centreId: Id, asked: { personId: Id; seen: Cents }, options: UnitOptions): Promise<{ payoutId: Id }> {
    return this.unitOfWork.run((tx) => payOutCredit(tx, centreId, asked), options);
  }
}
