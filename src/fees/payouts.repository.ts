import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { CreditPayout } from './credit-payout.entity.js';

/** Credit that was paid out, with who did it and where it stands in the book. */
export interface PayoutView extends Pick<CreditPayout, 'id' | 'personId' | 'personName' | 'cents' | 'paidAt'> {
  paidByName: string | null;
  centreName: string;
  entryNumber: number;
}

/** Reads of credit that was paid out, each one query. */
@Injectable()
export class PayoutsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async one(centreId: Id, id: Id): Promise<PayoutView> {
    const [payout] = isId(id) ? await this.dataSource.query<PayoutView[]>(`
      SELECT o.id, o.person_id AS personId, o.person_name AS personName, o.cents, o.paid_at AS paidAt, a.display_name AS paidByName, c.name AS centreName, e.number AS entryNumber
      FROM credit_payouts o JOIN centres c ON c.id = o.centre_id JOIN ledger_entries e ON e.id = o.entry_id LEFT JOIN accounts a ON a.id = o.paid_by
      WHERE o.id = ? AND o.centre_id = ?`, [id, centreId]) : [];
    if (!payout) throw new NotThere('payout');
    return { ...payout, paidAt: Number(payout.paidAt) };
  }
}
