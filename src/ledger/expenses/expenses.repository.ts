import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Selection } from '../../shared/database/selections.js';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Month } from '../entry-rules.js';
import { daysOf } from '../book-months.js';
import { type DayKey } from '../paging.js';
import { Expense } from './expense.entity.js';
import type { ExpenseState } from './expense-words.js';

/** What of the expenses is asked for. */
export interface ExpenseFilter {
  month: Month | null;
  category: string | null;
  status: ExpenseState | null;
  /** Only what lies behind it. */
  before: DayKey | null;
}

export type ExpenseRow = Pick<Expense, 'id' | 'spentOn' | 'category' | 'supplier' | 'documentKind' | 'documentNumber' | 'description'
  | 'amountCents' | 'status' | 'paidFrom' | 'settlementEntryId'>;

/** An expense with the names of who decided and the numbers of its entries. */
export interface ExpenseFound {
  expense: Expense;
  enteredByName: string | null;
  decidedByName: string | null;
  entryNumber: number | null;
  settlementNumber: number | null;
  reversalNumber: number | null;
}

/** Reads of expenses, each one query within a centre. */
@Injectable()
export class ExpensesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The newest first. */
  page(centreId: Id, { month, category, status, before }: ExpenseFilter, most: number): Promise<ExpenseRow[]> {
    const conditions: [sql: string, values: unknown[]][] = [
      ['centre_id = ?', [centreId]],
      ...(month ? [['spent_on BETWEEN ? AND ?', daysOf(month)] as [string, unknown[]]] : []),
      ...(category ? [['category = ?', [category]] as [string, unknown[]]] : []),
      ...(status ? [['status = ?', [status]] as [string, unknown[]]] : []),
      ...(before ? [['spent_on <= ? AND (spent_on < ? OR id < ?)', [before.date, before.date, before.id]] as [string, unknown[]]] : []),
    ];
    return this.dataSource.query<ExpenseRow[]>(`
      SELECT id, spent_on AS spentOn, category, supplier, document_kind AS documentKind, document_number AS documentNumber, description,
        amount_cents AS amountCents, status, paid_from AS paidFrom, settlement_entry_id AS settlementEntryId
      FROM expenses WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY spent_on DESC, id DESC LIMIT ?`,
    [...conditions.flatMap(([, values]) => values), most]);
  }

  /** Two queries. @throws NotThere */
  async find(centreId: Id, id: Id): Promise<ExpenseFound> {
    const expense = await this.dataSource.manager.findOneBy(Expense, { id, centreId });
    if (!expense) throw new NotThere('expense');
    const number = 'SELECT number FROM ledger_entries WHERE id = ?';
    const [names] = await this.dataSource.query<Omit<ExpenseFound, 'expense'>[]>(`
      SELECT (SELECT display_name FROM accounts WHERE id = ?) AS enteredByName, (SELECT display_name FROM accounts WHERE id = ?) AS decidedByName,
        (${number}) AS entryNumber, (${number}) AS settlementNumber, (${number}) AS reversalNumber`,
    [expense.enteredBy, expense.decidedBy, expense.entryId, expense.settlementEntryId, expense.reversalEntryId]);
    return { expense, ...names as Omit<ExpenseFound, 'expense'> };
  }
}

/** What waits for the decision of somebody: not what she entered herself. */
export function waitingFor(centreId: Id, accountId: Id): Selection {
  return {
    columns: { id: 'id', supplier: 'supplier', amountCents: 'amount_cents', spentOn: 'spent_on' },
    from: "FROM expenses WHERE centre_id = ? AND status = 'waiting' AND (entered_by IS NULL OR entered_by <> ?)", parameters: [centreId, accountId],
  };
}
