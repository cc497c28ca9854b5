import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../../shared/kernel/money.js';
import { addressWith } from '../../shared/web/addresses.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import { monthOf, type Month } from '../entry-rules.js';
import { monthName } from '../paging.js';
import type { AlliancePromise } from './alliance-promise.entity.js';
import { monthsOfAlliance, sumOfMonths } from './alliance-rules.js';
import type { Alliance } from './alliance.entity.js';
import { ALLIANCES, shareWords, stateBadge, untilWords } from './alliances.presenter.js';
import { quantityText, valueOf } from './gift-value.js';

/** An alliance with all that is known of it. */
export interface AllianceKnown {
  alliance: Alliance;
  promises: readonly AlliancePromise[];
  came: ReadonlyMap<Month, Cents>;
  /** Of each promise in this month. */
  cameNow: ReadonlyMap<Id, Cents>;
}

/** One alliance: what was promised beside what came, by month. */
export function allianceView(t: Translate, known: AllianceKnown, { today, mayKeep }: { today: LocalDate; mayKeep: boolean }): object {
  const { alliance } = known;
  const path = `${ALLIANCES}/${alliance.id}`;
  return {
    back: { href: ALLIANCES, text: t('contributions:alliances.title') }, title: alliance.ally,
    editUrl: mayKeep ? `${path}/edit` : null, promiseUrl: mayKeep ? `${path}/promises/new` : null, cameUrl: addressWith('/contributions', { alliance: alliance.id }),
    facts: [
      { label: t('contributions:fields.state'), badge: stateBadge(t, alliance, today) },
      ...alliance.about ? [{ label: t('contributions:fields.about'), text: alliance.about }] : [],
      { label: t('contributions:fields.startsOn'), text: formatLocalDate(alliance.startsOn) }, { label: t('contributions:fields.endsOn'), text: untilWords(t, alliance) },
      ...alliance.organisationId ? [{ label: t('contributions:fields.organisation'), text: alliance.ally, href: `/organisations/${alliance.organisationId}` }] : [],
      ...alliance.fileId ? [{ label: t('contributions:fields.document'), text: t('common:document.show'), href: `${path}/document` }] : [],
    ],
    promises: promisesTable(t, known, path, { today, mayKeep }), months: monthsTable(t, known, today),
  };
}

function promisesTable(t: Translate, { promises, cameNow }: AllianceKnown, path: string, { today, mayKeep }: { today: LocalDate; mayKeep: boolean }): TableView {
  return table({
    id: 'promises', caption: t('contributions:promise.caption'),
    columns: [
      { text: t('contributions:fields.kind') }, { text: t('contributions:fields.aMonth') }, { text: t('contributions:fields.valueAMonth'), numeric: true },
      { text: t('contributions:fields.cameIn', { month: monthName(t, monthOf(today)) }), numeric: true }, ...mayKeep ? [{ text: t('contributions:fields.next') }, { text: t('contributions:fields.correct') }] : [],
    ],
    rows: promises.map((promise): Cell[] => {
      const cents = valueOf(promise.quantityHundredths, promise.unitValueCents);
      const came = cameNow.get(promise.id) ?? 0;
      return [
        { text: t(`contributions:kinds.${promise.kind}`) },
        { text: promiseWords(t, promise) }, { text: formatSoles(cents) }, { text: formatSoles(came), detail: shareWords(t, came, cents) },
        ...mayKeep ? [
          { text: t('contributions:promise.came'), href: addressWith('/contributions/new', { promise: promise.id }) },
          { text: t('contributions:promise.remove'), href: `${path}/promises/${promise.id}/removal` },
        ] : [],
      ];
    }),
    empty: { title: t('contributions:promise.none'), ...(mayKeep ? { href: `${path}/promises/new`, action: t('contributions:promise.add') } : {}) },
  });
}

/** `40 horas a S/ 15.00` */
export function promiseWords(t: Translate, { quantityHundredths, unit, unitValueCents }: Pick<AlliancePromise, 'quantityHundredths' | 'unit' | 'unitValueCents'>): string {
  return t('contributions:quantity', { quantity: quantityText(quantityHundredths), unit, value: formatSoles(unitValueCents) });
}

function monthsTable(t: Translate, { alliance, promises, came }: AllianceKnown, today: LocalDate): TableView {
  const months = monthsOfAlliance(alliance, promises, came, today);
  const total = sumOfMonths(months);
  const row = (text: string, promised: Cents, received: Cents, href?: string): Cell[] => (
    [{ text, href }, { text: formatSoles(promised) }, { text: formatSoles(received) }, { text: shareWords(t, received, promised) }]);
  const link = (month: Month): string => addressWith('/contributions', { alliance: alliance.id, month });
  return table({
    id: 'months', caption: t('contributions:months.caption'),
    columns: [
      { text: t('ledger:filter.month') }, { text: t('contributions:fields.promised'), numeric: true }, { text: t('contributions:fields.came'), numeric: true },
      { text: t('contributions:fields.share'), numeric: true },
    ],
    rows: [
      ...months.map(({ month, promisedCents, cameCents }) => row(monthName(t, month), promisedCents, cameCents, link(month))),
      ...months.length > 1 ? [row(t('contributions:months.total'), total.promisedCents, total.cameCents)] : [],
    ],
    empty: { title: t('contributions:months.none') },
  });
}
