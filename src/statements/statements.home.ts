import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MONEY_READERS } from '../ledger/money.policy.js';
import { monthName } from '../ledger/paging.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { MONTHS } from './months.presenter.js';

interface ToClose {
  month: string | null;
}

/** The next month to close, on the home of those who may sign it. */
@Injectable()
export class StatementsHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: MONEY_READERS, order: 25, title: 'statements:home.title',
      rows: ({ centreId }) => ({
        toClose: {
          columns: { month: 'MIN(l.month)' }, parameters: [centreId, localDateAt(this.clock.now()).slice(0, 7)],
          from: 'FROM ledger_books b JOIN ledger_balances l ON l.centre_id = b.centre_id AND l.month > b.closed_through WHERE b.centre_id = ? AND l.month < ?',
        },
      }),
      load: (_, t, __, { toClose = [] }) => itemsFor(t, toClose),
    });
  }
}

function itemsFor(t: Translate, rows: readonly ToClose[]): HomeItem[] {
  const month = rows[0]?.month;
  return month ? [{ text: t('statements:home.close', { month: monthName(t, month) }), href: `${MONTHS}/${month}` }] : [];
}
