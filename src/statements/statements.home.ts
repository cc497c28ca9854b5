import { Injectable, type OnModuleInit } from '@nestjs/common';
import { monthOf } from '../ledger/entry-rules.js';
import { MONEY_READERS } from '../ledger/money.policy.js';
import { monthInSentence, monthName } from '../ledger/paging.js';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { CentrePages } from './centre-pages.js';
import { MONTHS } from './months.presenter.js';

interface ToClose {
  month: string | null;
}

interface SignedBy {
  month: string;
  accountId: string;
  /** How many entries came into the month after the signature: it was for other figures then. */
  outdated: number | string;
}

interface OpenAccounts {
  month: string | null;
}

/** The next month to close, on the home of those who may sign it; and the public accounts, on the home of those who fund the centre. */
@Injectable()
export class StatementsHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, private readonly pages: CentrePages, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: MONEY_READERS, order: 25, title: 'statements:home.title',
      rows: ({ centreId }) => ({
        toClose: {
          columns: { month: 'MIN(l.month)' }, parameters: [centreId, monthOf(this.clock.today())],
          from: 'FROM ledger_books b JOIN ledger_balances l ON l.centre_id = b.centre_id AND l.month > b.closed_through WHERE b.centre_id = ? AND l.month < ?',
        },
        signed: {
          // What was booked into the month after a signature changed the figures that it was for.
          columns: {
            month: 's.month', accountId: 's.account_id',
            outdated: "(SELECT COUNT(*) FROM ledger_entries e WHERE e.centre_id = s.centre_id AND e.date >= s.month AND SUBSTR(e.date, 1, 7) = s.month AND e.recorded_at > s.signed_at)",
          },
          parameters: [centreId],
          from: 'FROM ledger_books b JOIN month_signatures s ON s.centre_id = b.centre_id AND s.month > b.closed_through WHERE b.centre_id = ?',
        },
      }),
      load: ({ accountId }, t, _, { toClose = [], signed = [] }) => itemsFor(t, toClose, signed, accountId),
    });
    this.homes.add({
      roles: ['funder'], order: 20, title: 'statements:home.accounts-title', rows: ({ centreId }) => ({ accounts: openAccounts(centreId) }),
      load: async ({ centreId }, t, _, { accounts = [] }) => accountsItems(t, accounts, accounts.length > 0 ? await this.pages.addressOf(centreId) : ''),
    });
  }
}

function itemsFor(t: Translate, rows: readonly ToClose[], signed: readonly SignedBy[], accountId: string | null): HomeItem[] {
  const month = rows[0]?.month;
  if (!month) return [];
  const here = signed.filter((signature) => signature.month === month && Number(signature.outdated) === 0);
  const href = `${MONTHS}/${month}`;
  if (here.some((signature) => signature.accountId === accountId)) return [{ text: t('statements:home.waits', { month: monthName(t, month) }), about: t('statements:home.waits-about'), href }];
  return [{ text: t('statements:home.close', { month: monthInSentence(t, month) }), href, ...here.length > 0 ? { about: t('statements:home.second'), signs: true } : {} }];
}

/** Where a centre's accounts are public: its last closed month. */
function openAccounts(centreId: string): Selection {
  return {
    columns: { month: '(SELECT MAX(m.month) FROM month_closings m WHERE m.centre_id = c.id)' }, parameters: [centreId],
    from: 'FROM centres c JOIN money_settings s ON s.centre_id = c.id AND s.accounts_public = 1 WHERE c.id = ?',
  };
}

function accountsItems(t: Translate, rows: readonly OpenAccounts[], href: string): HomeItem[] {
  return rows.filter(({ month }) => month !== null).map(({ month }) => (
    { text: t('statements:home.accounts'), about: t('statements:home.accounts-about', { month: monthInSentence(t, String(month)) }), href }));
}
