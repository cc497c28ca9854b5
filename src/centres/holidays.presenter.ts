import { weekdayOf } from '../shared/kernel/local-date.js';
import type { Id } from '../shared/kernel/ids.js';
import { weekdayWord, dateWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Holiday } from './holiday.entity.js';
import { FIRST_YEAR, LAST_YEAR, missingHolidays } from './holiday-rules.js';

/** The days of a year on which a centre differs, those that the calendar of Peru would add, and a day of one's own. */
export function holidaysView(t: Translate, centreId: Id, year: number, holidays: readonly Holiday[], form: FormView): object {
  const base = `/centres/${centreId}/holidays`;
  const yearLink = (other: number): object | null => (
    other < FIRST_YEAR || other > LAST_YEAR ? null : { href: `${base}?year=${other}`, text: String(other) });
  const proposed = missingHolidays(year, holidays);
  return {
    year, action: base,
    previous: yearLink(year - 1), next: yearLink(year + 1),
    days: holidays.map((holiday) => ({
      name: holiday.name,
      ...dayView(t, holiday.date),
      version: holiday.version,
      badge: { text: t(holiday.closed ? 'centres:holidays.closed' : 'centres:holidays.opens'), kind: holiday.closed ? 'warning' : 'success' },
      closingUrl: `${base}/${holiday.id}/closing`,
      wouldClose: holiday.closed ? 'no' : 'yes',
      closingText: t(holiday.closed ? 'centres:holidays.open-it' : 'centres:holidays.close-it'),
      removalUrl: `${base}/${holiday.id}/removal`,
    })),
    proposed: proposed.length === 0 ? null : {
      action: `${base}/proposed`,
      field: field(form, t, {
        name: 'dates', type: 'checkboxes', label: 'centres:holidays.proposed-label', params: { year },
        choices: proposed.map(({ date, name }) => ({ value: date, label: t(name), hint: longDay(t, date) })),
        // What was left out when the year's list was made stays left out unless somebody ticks it.
        value: holidays.length === 0 ? proposed.map(({ date }) => date) : [],
      }),
    },
    fields: ownDayFields(t, form),
  };
}

function ownDayFields(t: Translate, form: FormView): Field[] {
  return [
    field(form, t, { name: 'date', type: 'date', label: 'centres:fields.date', hint: 'centres:hints.date' }),
    field(form, t, { name: 'name', label: 'centres:fields.holiday', hint: 'centres:hints.holiday', maxlength: 80 }),
    field(form, t, { name: 'open', type: 'checkbox', label: 'centres:fields.open' }),
  ];
}

function dayView(t: Translate, date: string): { day: string } {
  return { day: longDay(t, date) };
}

function longDay(t: Translate, date: string): string {
  return `${weekdayWord(t, weekdayOf(date))} ${dateWords(t, date, false)}`;
}
