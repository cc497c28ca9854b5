import { formatPhone } from '../people/contact.js';
import { surnamesFirst } from '../people/person-names.js';
import { addDays, formatLocalDate, instantAt, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { emptyForm, field, type Field } from '../shared/web/fields.js';
import { hasText, type Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination, table, type Cell } from '../shared/web/tables.js';
import { ACTIONS } from './action.presenter.js';
import { actionTabs } from './actions.presenter.js';
import type { CompletedBetween, FollowUpRow } from './follow-up.repository.js';

export const FOLLOW_UP_PAGE = 30;

/** After so many weeks somebody can be asked what she did with it; the usual one is the second. */
const WEEKS = [2, 4, 8, 12, 26] as const;
const USUAL_WEEKS = 4;

/** Whoever completed longer ago than this is no longer called about it. */
const LONGEST_WEEKS = 52;

export function weeksFrom(asked: unknown): number {
  return WEEKS.find((weeks) => String(weeks) === asked) ?? USUAL_WEEKS;
}

/** At least so many weeks ago, counted in whole days. */
export function completedBetween(today: LocalDate, weeks: number): CompletedBetween {
  return { from: instantAt(addDays(today, -LONGEST_WEEKS * 7), '00:00'), to: instantAt(addDays(today, 1 - weeks * 7), '00:00') };
}

/** All that the list of whom to ask is made of. */
export interface FollowUpPage {
  weeks: number;
  rows: readonly FollowUpRow[];
  page: number;
  callable: number;
  /** Those who did not agree to be called, or have no phone. */
  others: number;
  mayTake: boolean;
}

/** What `actions/follow-up` shows. */
export function followUpView(t: Translate, { weeks, rows, page, callable, others, mayTake }: FollowUpPage): object {
  const url = (number: number): string => followUpAddress(weeks, number);
  return {
    tabs: actionTabs(t, 'follow-up'), fields: [weeksField(t, weeks)], exports: mayTake && callable > 0 ? followUpAddress(weeks, 1, `${ACTIONS}/follow-up/exports`) : null,
    others: others > 0 ? t('actions:follow-up.others', { count: others }) : null,
    table: table({
      id: 'follow-up', caption: t('actions:follow-up.title'), captionHidden: true,
      columns: ['person', 'phone', 'course', 'ask', 'do'].map((name) => ({ text: t(`actions:follow-up.columns.${name}`), numeric: name === 'phone' })),
      rows: rows.map((row): Cell[] => [
        { text: surnamesFirst(row), href: `/people/${row.personId}` }, { text: formatPhone(row.phone), href: `tel:+51${row.phone}` },
        { text: row.edition, detail: formatLocalDate(localDateAt(row.completedAt)) }, { text: askWords(t, row) },
        { text: t('actions:follow-up.note'), href: `${ACTIONS}/new?person=${row.personId}&through=phone` },
      ]),
      empty: { title: t('actions:follow-up.none'), text: t('actions:follow-up.none-text'), icon: 'check' },
    }),
    pagination: pagination(t, { page, pageSize: FOLLOW_UP_PAGE, total: callable, url }),
  };
}

/** The list to take to the telephone. */
export function followUpList(t: Translate, rows: readonly FollowUpRow[], weeks: number): ListContent {
  const headings = ['person', 'phone', 'course', 'completed', 'ask', 'answer'].map((name) => t(`actions:follow-up.columns.${name}`));
  return {
    headings, about: t('actions:follow-up.weeks-ago', { count: weeks }),
    rows: rows.map((row) => [surnamesFirst(row), formatPhone(row.phone), row.edition, { date: localDateAt(row.completedAt) }, askWords(t, row), null]),
  };
}

/** What to ask her, by what her course taught. */
function askWords(t: Translate, { courseCode }: FollowUpRow): string {
  return t(hasText(`actions:ask.${courseCode}`) ? `actions:ask.${courseCode}` : 'actions:ask.other');
}

function weeksField(t: Translate, weeks: number): Field {
  const choices = WEEKS.map((count) => ({ value: String(count), label: t('actions:follow-up.weeks-ago', { count }) }));
  return field(emptyForm(), t, { name: 'weeks', type: 'select', label: 'actions:follow-up.weeks', value: String(weeks), choices, width: 'medium' });
}

function followUpAddress(weeks: number, page: number, path = `${ACTIONS}/follow-up`): string {
  return addressWith(path, { weeks, page: pageNamed(page) });
}
