import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonName } from '../people/person-names.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { Instant } from '../shared/kernel/clock.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Viewer } from '../shared/web/viewer.js';
import type { Payment } from './payment.entity.js';
import type { ReceiptFilters } from './receipt-filters.js';
import type { Receipt } from './receipt.entity.js';
import { voidGround } from './void-ground.js';
import type { VoidGround } from './void-rules.js';

/** A receipt with its payment, and whether it still counts. */
export type ReceiptView = Omit<Receipt, 'issuedBy'> & Pick<Payment, 'method' | 'operationNumber' | 'creditCents' | 'tenderedCents' | 'tillSessionId'> & {
  issuedByName: string | null;
  voidedAt: Instant | null;
  voidReason: string | null;
  voidedByName: string | null;
  /** How often it was printed. */
  prints: number;
};

/** What anybody may see of a receipt, who has its code. */
export type PublicReceipt = Pick<Receipt, 'series' | 'number' | 'cents' | 'issuedOn' | 'centreName'> & { voidedAt: Instant | null };

/** A receipt in a list, by the name that its payer goes by there today. */
export type ListedReceipt = ReceiptView & PersonName;

export const RECEIPTS_PAGE = 30;
/** More than any centre writes in years. */
const ALL = 100_000;

/** Receipts of one centre for those who keep its money, and one by its code for everybody. */
@Injectable()
export class ReceiptsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async ofCentre(centreId: Id, id: Id): Promise<ReceiptView> {
    const [row] = isId(id) ? await this.dataSource.query<ReceiptView[]>(`${SELECTED} WHERE r.id = ? AND r.centre_id = ?`, [id, centreId]) : [];
    if (!row) throw new NotThere('receipt');
    return cleaned(row);
  }

  /** See `voidGround`. */
  voidGround(viewer: Pick<Viewer, 'centreId' | 'accountId'>, id: Id): Promise<VoidGround> {
    return voidGround(this.dataSource.manager, viewer, id);
  }

  /** One page, the newest first, with how many they are and what those that count come to. Two queries. */
  async list(centreId: Id, filters: ReceiptFilters, page: number): Promise<{ rows: ListedReceipt[]; total: number; cents: number }> {
    const { sql, params } = conditionOf(centreId, filters);
    const [sums] = await this.dataSource.query<{ total: number; cents: number | null }[]>(
      `SELECT COUNT(*) AS total, SUM(CASE WHEN v.id IS NULL THEN r.cents ELSE 0 END) AS cents ${FROM} WHERE ${sql}`, params);
    const rows = await this.rows(centreId, filters, { limit: RECEIPTS_PAGE, offset: (page - 1) * RECEIPTS_PAGE });
    return { rows, total: Number(sums?.total ?? 0), cents: Number(sums?.cents ?? 0) };
  }

  async rows(centreId: Id, filters: ReceiptFilters, { limit, offset } = { limit: ALL, offset: 0 }): Promise<ListedReceipt[]> {
    const { sql, params } = conditionOf(centreId, filters);
    const rows = await this.dataSource.query<ListedReceipt[]>(
      `${SELECTED} WHERE ${sql} ORDER BY r.issued_on DESC, r.number DESC LIMIT ? OFFSET ?`, [...params, limit, offset]);
    return rows.map(cleaned);
  }

  async byCode(publicCode: string): Promise<PublicReceipt | null> {
    const [found] = await this.dataSource.query<PublicReceipt[]>(`
      SELECT r.series, r.number, r.cents, r.issued_on AS issuedOn, r.centre_name AS centreName, v.voided_at AS voidedAt
      FROM receipts r LEFT JOIN receipt_voids v ON v.receipt_id = r.id WHERE r.public_code = ?`, [publicCode]);
    return found ? { ...found, voidedAt: found.voidedAt === null ? null : Number(found.voidedAt) } : null;
  }
}

const FROM = `FROM receipts r JOIN payments p ON p.id = r.payment_id LEFT JOIN receipt_voids v ON v.receipt_id = r.id`;
const SELECTED = `
  SELECT r.id, r.centre_id AS centreId, r.series, r.number, r.public_code AS publicCode, r.payment_id AS paymentId, r.person_id AS personId,
    r.person_name AS personName, r.centre_name AS centreName, r.concept, r.cents, r.issued_on AS issuedOn, r.issued_at AS issuedAt,
    r.voucher_series AS voucherSeries, r.voucher_number AS voucherNumber, r.version, p.method, p.operation_number AS operationNumber,
    p.credit_cents AS creditCents, p.tendered_cents AS tenderedCents, p.till_session_id AS tillSessionId, a.display_name AS issuedByName,
    v.voided_at AS voidedAt, v.reason AS voidReason, b.display_name AS voidedByName, (SELECT COUNT(*) FROM receipt_prints x WHERE x.receipt_id = r.id) AS prints,
    n.surnames, n.given_names AS givenNames
  ${FROM} JOIN persons n ON n.id = r.person_id LEFT JOIN accounts a ON a.id = r.issued_by LEFT JOIN accounts b ON b.id = v.voided_by`;

function conditionOf(centreId: Id, { from, to, method, state, number }: ReceiptFilters): { sql: string; params: (string | number)[] } {
  const parts: [string, ...(string | number)[]][] = [['r.centre_id = ?', centreId]];
  if (from) parts.push(['r.issued_on >= ?', from]);
  if (to) parts.push(['r.issued_on <= ?', to]);
  if (method) parts.push(['p.method = ?', method]);
  if (state) parts.push([state === 'void' ? 'v.id IS NOT NULL' : 'v.id IS NULL']);
  if (number !== null) parts.push(['r.number = ?', number]);
  return { sql: parts.map(([sql]) => sql).join(' AND '), params: parts.flatMap(([, ...params]) => params) };
}

function cleaned<T extends ReceiptView>(row: T): T {
  return { ...row, issuedAt: Number(row.issuedAt), voidedAt: row.voidedAt === null ? null : Number(row.voidedAt), prints: Number(row.prints) };
}
