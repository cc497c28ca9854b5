import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MONEY_DECIDERS } from '../ledger/money.policy.js';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { differenceItems, unseenDifferences } from './till-differences.js';

/** A till that is open at the centre. */
interface OpenTill {
  id: string;
  accountId: string;
  openedOn: LocalDate;
  owner: string;
}

/** What the treasurer does next: open her till, take the money of those of today, close it; which till was left open; and, for whoever decides, what others' tills lacked. */
@Injectable()
export class TillHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['treasurer', 'administrator'], order: 5, title: 'till:home.title',
      figures: ({ centreId }) => ({ owing: owingToday(centreId, this.clock.today()) }),
      rows: ({ centreId }) => ({ open: openTills(centreId) }),
      load: (viewer, t, { owing = 0 }, { open = [] }) => tillItems(t, viewer, { owing, open, today: this.clock.today() }),
    });
    this.homes.add({
      roles: [...MONEY_DECIDERS], order: 12, title: 'till:home.differences',
      rows: ({ centreId, accountId }) => ({ differences: unseenDifferences(centreId, accountId, this.clock.now()) }),
      load: (_, t, __, { differences = [] }) => differenceItems(t, differences),
    });
  }
}

function tillItems(t: Translate, viewer: Viewer, { owing, open, today }: { owing: number; open: readonly OpenTill[]; today: LocalDate }): HomeItem[] {
  const own = open.find(({ accountId }) => accountId === viewer.accountId);
  const mayClose = (accountId: string): boolean => accountId === viewer.accountId || viewer.roles.includes('administrator');
  const left = open.filter(({ openedOn }) => openedOn < today);
  const items: HomeItem[] = left.map(({ id, accountId, openedOn, owner }) => ({
    text: accountId === viewer.accountId ? t('till:home.left-own') : t('till:home.left-other', { name: owner }),
    about: t('till:left-open', { date: formatLocalDate(openedOn) }), ...(mayClose(accountId) ? { href: `/till-sessions/${id}/count` } : {}), badge: { text: t('till:home.urgent'), kind: 'danger' },
  }));
  const queue: HomeItem[] = owing > 0 ? [{ text: t('till:home.owing'), about: t('till:home.owing-about'), href: '/till', number: owing }] : [];
  if (own) return [...items, ...queue, ...(own.openedOn < today ? [] : [{ text: t('till:home.close'), about: t('till:home.close-about'), href: `/till-sessions/${own.id}/count` }])];
  // Administrators have other things to begin the day with: their till is offered where somebody is about to pay.
  const opens = viewer.roles.includes('treasurer') || owing > 0;
  return [...items, ...(opens ? [{ text: t('till:home.open'), about: t('till:home.open-about'), href: '/till' }] : []), ...queue];
}

function openTills(centreId: string): Selection {
  return {
    columns: { id: 't.id', accountId: 't.account_id', openedOn: 't.opened_on', owner: 'a.display_name' },
    from: 'FROM till_sessions t JOIN accounts a ON a.id = t.account_id WHERE t.centre_id = ? AND t.open_claim IS NOT NULL', parameters: [centreId],
  };
}

/** Those of today's sessions who owe. */
function owingToday(centreId: string, today: LocalDate): HomeFigure {
  return {
    sql: `SELECT COUNT(DISTINCT n.person_id) FROM sessions s JOIN enrolments n ON n.group_id = s.group_id AND n.status = 'enrolled'
      JOIN charges c ON c.person_id = n.person_id AND c.centre_id = s.centre_id AND c.open_cents > 0 AND c.cancelled_at IS NULL
      WHERE s.centre_id = ? AND s.date = ? AND s.cancelled_at IS NULL`,
    parameters: [centreId, today],
  };
}
