import { Injectable, type OnModuleInit } from '@nestjs/common';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { HomeSections, type HomeItem } from '../../shared/web/home-sections.js';
import type { Translate } from '../../shared/web/i18n.js';
import { MONEY_READERS } from '../money.policy.js';
import type { ExpenseRow } from './expenses.repository.js';
import { waitingFor } from './expenses.repository.js';

type Waiting = Pick<ExpenseRow, 'id' | 'supplier' | 'amountCents' | 'spentOn'>;

/** So many are named; of more their number is said. */
const NAMED = 3;

/** Expenses that wait for a second person, on the home of everybody who may be it. */
@Injectable()
export class ExpensesHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections) {}

  onModuleInit(): void {
    this.sections.add({
      roles: MONEY_READERS, order: 14, title: 'expenses:home.title',
      rows: ({ centreId, accountId }) => ({ waiting: waitingFor(centreId, accountId) }),
      load: (_, t, __, { waiting = [] }) => waitingItems(t, waiting),
    });
  }
}

function waitingItems(t: Translate, rows: readonly Waiting[]): HomeItem[] {
  const oldest = rows.toSorted((a, b) => (a.spentOn < b.spentOn ? -1 : 1));
  const items = oldest.slice(0, NAMED).map(({ id, supplier, amountCents, spentOn }): HomeItem => ({
    text: t('expenses:home.item', { amount: formatSoles(amountCents), supplier }), about: t('expenses:home.about', { date: formatLocalDate(spentOn) }), href: `/expenses/${id}`,
  }));
  return rows.length <= NAMED ? items : [...items, { text: t('expenses:home.all'), href: '/expenses?status=waiting', number: rows.length }];
}
