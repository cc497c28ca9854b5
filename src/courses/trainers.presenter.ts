import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { Id } from '../shared/kernel/ids.js';
import { WEEKDAYS } from '../shared/kernel/weekdays.js';
import { hoursWords, listWords, shortWeekdayWord } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { table } from '../shared/web/tables.js';
import { offerTabs } from './courses.presenter.js';
import { editionPath } from './edition-tabs.js';
import type { EditionView } from './editions.repository.js';
import type { TrainerRow } from './trainers.js';

type HoursOfAll = readonly (WeeklyHours & { accountId: Id })[];

/** Who teaches at the centre, and when each of them can. */
export function trainersView(t: Translate, trainers: readonly TrainerRow[], hours: HoursOfAll): object {
  return {
    tabs: offerTabs(t, 'trainers'),
    table: table({
      id: 'trainers', caption: t('courses:trainers.title'), captionHidden: true,
      columns: [{ text: t('courses:fields.trainer') }, { text: t('courses:fields.hours') }],
      rows: trainers.map(({ id, name }) => [
        { text: name, href: `/trainers/${id}/hours` },
        { text: weekWords(t, hours.filter(({ accountId }) => accountId === id)) || t('courses:trainers.no-hours') },
      ]),
      empty: { title: t('courses:trainers.empty-title'), text: t('courses:trainers.empty-text'), icon: 'people' },
    }),
  };
}

/** The page on which the trainers of an edition are ticked. */
export function editionTrainersView(
  t: Translate, form: FormView, edition: EditionView,
  { trainers, hours, chosen }: { trainers: readonly TrainerRow[]; hours: HoursOfAll; chosen: readonly TrainerRow[] },
): object {
  const url = editionPath(edition.id, 'overview');
  const choices = trainers.map(({ id, name }) => ({
    value: id, label: name, hint: weekWords(t, hours.filter(({ accountId }) => accountId === id)) || t('courses:trainers.no-hours'),
  }));
  return {
    back: { href: url, text: edition.name }, form, action: `${url}/trainers`, lead: t(choices.length === 0 ? 'courses:edition-trainers.nobody' : 'courses:edition-trainers.lead'),
    fields: choices.length === 0 ? [] : [
      field(form, t, { name: 'trainers', type: 'checkboxes', label: 'courses:fields.trainers', choices, value: chosen.map(({ id }) => id) }),
    ],
    submit: t('common:save'), cancelUrl: url,
  };
}

/** `lun, mié y vie 09:00 a 13:00; sáb 09:00 a 12:00`: days of the same hours stand together. */
function weekWords(t: Translate, hours: readonly WeeklyHours[]): string {
  const daysByHours = new Map<string, string[]>();
  for (const weekday of WEEKDAYS) {
    const words = listWords(t, hours.filter((line) => line.weekday === weekday).map(({ from, to }) => hoursWords(t, from, to)));
    if (words) daysByHours.set(words, [...daysByHours.get(words) ?? [], shortWeekdayWord(t, weekday)]);
  }
  return [...daysByHours].map(([words, days]) => `${listWords(t, days)} ${words}`).join('; ');
}
