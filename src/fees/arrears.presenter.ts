import { surnamesFirst } from '../people/person-names.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles } from '../shared/kernel/money.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { emptyForm, field, type Choice, type Field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination, table } from '../shared/web/tables.js';
import { ARREARS_BANDS, bandOf, daysOverdue, type ArrearsBand } from './arrears-bands.js';
import type { ArrearsFilter, ArrearsPlace, ArrearsRow, BandTotal } from './arrears.repository.js';
import { feesTabs } from './fees-tabs.js';

export const ARREARS_PAGE = 50;
/** Stands for all editions that are over where an address names one. */
export const ENDED = 'ended';

/** All that the page of arrears is made of. */
export interface ArrearsPage {
  filter: ArrearsFilter;
  totals: Readonly<Record<ArrearsBand, BandTotal>>;
  places: readonly ArrearsPlace[];
  rows: readonly ArrearsRow[];
  page: number;
  total: number;
  today: LocalDate;
}

/** What `fees/arrears` shows: who owes what since when. */
export function arrearsView(t: Translate, { filter, totals, places, rows, page, total, today }: ArrearsPage): object {
  const url = (band: ArrearsBand | null, number = 1): string => addressOf('/arrears', { ...filter, band }, number);
  const all = ARREARS_BANDS.reduce((sum, band) => sum + totals[band].cents, 0);
  const found = places.find(({ editionId }) => editionId === filter.editionId);
  return {
    tabs: feesTabs(t, 'arrears'), fields: filterFields(t, filter, places, today), band: filter.band,
    filtered: filter.editionId !== null || filter.ended || filter.groupId !== null ? { href: '/arrears', text: t('fees:arrears.all') } : null,
    bands: {
      label: t('fees:arrears.by-age'),
      items: [
        { href: url(null), label: t('fees:arrears.total'), value: formatSoles(all), current: filter.band === null },
        ...ARREARS_BANDS.map((band) => ({
          href: url(band), label: t(`fees:bands.${band}`), value: formatSoles(totals[band].cents), note: t('fees:arrears.charges', { count: totals[band].charges }), current: filter.band === band,
        })),
      ],
    },
    exports: rows.length > 0 ? addressOf('/arrears/exports', filter) : null,
    table: table({
      id: 'arrears', caption: t('fees:arrears.caption', { place: found?.edition ?? t(filter.ended ? 'fees:arrears.ended-editions' : 'fees:arrears.everywhere') }), captionHidden: true,
      columns: [
        { text: t('fees:columns.name') }, { text: t('fees:columns.edition') }, { text: t('fees:columns.owed'), numeric: true }, { text: t('fees:columns.due') }, { text: t('fees:columns.age') },
      ],
      rows: rows.map((row) => rowCells(t, row, today)),
      empty: { title: t('fees:arrears.none'), text: t('fees:arrears.none-text'), icon: 'people' },
    }),
    pagination: pagination(t, { page, pageSize: ARREARS_PAGE, total, url: (number) => url(filter.band, number) }),
  };
}

/** The list to take away. */
export function arrearsList(t: Translate, rows: readonly ArrearsRow[], { editionId, ended, groupId, band }: ArrearsFilter, today: LocalDate): ListContent {
  const headings = ['name', 'edition', 'group', 'fee', 'owed', 'due', 'days', 'age'].map((column) => t(`fees:columns.${column}`));
  return {
    headings,
    about: [
      editionId || groupId ? rows[0]?.edition : null, groupId && rows[0]?.groupName, ended && t('fees:arrears.ended'), band && t(`fees:bands.${band}`),
    ].filter(Boolean).join(' · '),
    rows: rows.map((row) => [
      surnamesFirst(row), row.edition, row.groupName, { cents: row.amountCents }, { cents: row.openCents }, { date: row.dueOn }, daysOverdue(row.dueOn, today),
      t(`fees:bands.${bandOf(row.dueOn, today)}`),
    ]),
  };
}

function rowCells(t: Translate, row: ArrearsRow, today: LocalDate): object[] {
  const days = daysOverdue(row.dueOn, today);
  return [
    { text: surnamesFirst(row), href: `/people/${row.personId}/fees`, detail: row.asked ? t('fees:waivers.asked') : null },
    { text: row.edition, href: addressOf('/arrears', { editionId: row.editionId, ended: false, groupId: null, band: null }), detail: row.groupName },
    { text: formatSoles(row.openCents), detail: row.openCents < row.amountCents ? t('fees:arrears.of', { amount: formatSoles(row.amountCents) }) : null },
    { text: formatLocalDate(row.dueOn) }, { text: days === 0 ? t('fees:bands.not-due') : t('fees:arrears.days', { count: days }) },
  ];
}

/** Editions that run, each by its name; those that are over, which get more every year, together. The one that is looked at stands there in any case. */
function filterFields(t: Translate, { editionId, ended, groupId }: ArrearsFilter, places: readonly ArrearsPlace[], today: LocalDate): Field[] {
  const form = emptyForm({ edition: editionId ?? (ended ? ENDED : ''), group: groupId ?? '' });
  const any = (key: string): Choice => ({ value: '', label: t(`fees:arrears.any-${key}`) });
  const offered = places.filter((place) => place.endsOn >= today || place.editionId === editionId || (groupId !== null && place.groupId === groupId));
  const over: Choice[] = places.some(({ endsOn }) => endsOn < today) ? [{ value: ENDED, label: t('fees:arrears.ended') }] : [];
  const editions = [...new Map(offered.map(({ editionId: value, edition }) => [value, { value, label: edition }])).values(), ...over];
  const groups = offered.flatMap(({ groupId: value, groupName, editionId: of, edition }) => (
    value === null || (editionId !== null && of !== editionId) ? [] : [{ value, label: editionId === null ? `${groupName} · ${edition}` : groupName ?? '' }]));
  return [
    field(form, t, { name: 'edition', type: 'select', label: 'fees:columns.edition', choices: [any('edition'), ...editions] }),
    field(form, t, { name: 'group', type: 'select', label: 'fees:columns.group', choices: [any('group'), ...groups] }),
  ];
}

function addressOf(path: string, { editionId, ended, groupId, band }: ArrearsFilter, page = 1): string {
  return addressWith(path, { edition: editionId ?? (ended ? ENDED : null), group: groupId, band, page: pageNamed(page) });
}
