import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CallNotes } from '../attendance/call-notes.js';
import { WithdrawalNotes } from '../groups/withdrawal-notes.js';
import { MONEY_DECIDERS, MONEY_READERS } from '../ledger/money.policy.js';
import { surnamesFirst } from '../people/person-names.js';
import { PersonSections } from '../people/person-sections.js';
import type { Selection } from '../shared/database/selections.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { feesSection, owedSection, ownFees } from './charges.presenter.js';
import { chargesSelection, creditSelection, homeCharges } from './charges.repository.js';
import { FeesReading } from './fees-reading.js';
import { readsMoney } from './fees.policy.js';
import { waitingSelection, type WaitingRow } from './waivers.repository.js';

/** So many requests stand on a home one by one. */
const SHOWN = 3;

/** What fees put elsewhere: on homes, on the page of a person, on the page that asks why somebody withdraws, in the call list. */
@Injectable()
export class FeesHome implements OnModuleInit {
  constructor(
    private readonly homes: HomeSections, private readonly sections: PersonSections, private readonly withdrawals: WithdrawalNotes,
    private readonly calls: CallNotes, private readonly reading: FeesReading,
  ) {}

  onModuleInit(): void {
    this.homes.add({
      roles: [...MONEY_DECIDERS], order: 21, title: 'fees:home.section',
      rows: ({ centreId }) => ({ waiting: waitingSelection(centreId) }), load: (_, t, __, { waiting = [] }) => waitingItems(t, waiting),
    });
    this.homes.add({
      roles: ['learner'], order: 7, title: 'fees:own.title',
      rows: (viewer) => ownSelections(viewer),
      load: (_, t, __, { charges = [], credit = [] }) => ownFees(t, charges, creditIn(credit)),
    });
    this.sections.add({
      roles: [...MONEY_READERS, 'trainer', 'coach'], order: 35,
      rows: (viewer, personId) => ({
        charges: chargesSelection(viewer.centreId, personId), ...(readsMoney(viewer) ? { credit: creditSelection(viewer.centreId, personId) } : {}),
      }),
      load: (viewer, personId, t, { charges = [], credit = [] }) => (readsMoney(viewer)
        ? feesSection(t, personId, { charges, creditCents: creditIn(credit), today: this.reading.today() }) : owedSection(t, charges, this.reading.today())),
    });
    this.withdrawals.add(({ id, centreId }, t) => this.reading.onWithdrawal(t, centreId, id));
    this.calls.add((centreId, personIds, t) => this.reading.overdueWords(t, centreId, personIds));
  }
}

function ownSelections({ centreId, personId }: Viewer): Record<string, Selection> {
  return personId ? { charges: homeCharges(centreId, personId), credit: creditSelection(centreId, personId) } : {};
}

function creditIn(rows: readonly { cents: Cents }[]): Cents {
  return rows.reduce((sum, { cents }) => sum + Number(cents), 0);
}

/** Who waits longest comes first. */
function waitingItems(t: Translate, waiting: readonly WaitingRow[]): HomeItem[] {
  const rows = waiting.toSorted((a, b) => Number(a.requestedAt) - Number(b.requestedAt) || (a.id < b.id ? -1 : 1));
  const items = rows.slice(0, SHOWN).map((row): HomeItem => ({
    text: t('fees:waivers.one', { name: surnamesFirst(row), amount: formatSoles(row.cents) }), about: row.edition, href: `/waivers/${row.id}`,
  }));
  const left = rows.length - items.length;
  return left > 0 ? [...items, { text: t('fees:home.more', { count: left }), href: '/waivers', number: left }] : items;
}
