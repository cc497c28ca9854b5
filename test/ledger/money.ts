import { appendEntry } from '../../src/ledger/append-entries.js';
import { balanceOf } from '../../src/ledger/balances.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { LedgerEntry } from '../../src/ledger/ledger-entry.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { TestApp } from '../helpers/app.js';

/** Puts money into an account of a centre, as if it had always been there. */
export function putMoney({ unitOfWork, centre }: TestApp, cents: number, account: string = ACCOUNT.safe, centreId = centre.id): Promise<LedgerEntry> {
  return unitOfWork.run((tx) => appendEntry(tx, centreId, { kind: 'opening', reference: 'opening', lines: moved(ACCOUNT.fund, account, cents) }), { actor: SYSTEM });
}

/** What accounts hold, in their order. */
export function moneyIn({ dataSource, centre }: TestApp, ...accounts: string[]): Promise<number[]> {
  return Promise.all(accounts.map((account) => balanceOf(dataSource.manager, centre.id, account)));
}

export function entriesOf({ dataSource, centre }: TestApp): Promise<LedgerEntry[]> {
  return dataSource.manager.find(LedgerEntry, { where: { centreId: centre.id }, order: { number: 'ASC' } });
}

export function closeThrough({ unitOfWork, centre }: TestApp, month: string): Promise<unknown> {
  return unitOfWork.run((tx) => tx.execute('UPDATE ledger_books SET closed_through = ? WHERE centre_id = ?', [month, centre.id]), { actor: SYSTEM });
}
