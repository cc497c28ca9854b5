import { weekWords } from '../centres/weekly-hours.form.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { Id } from '../shared/kernel/ids.js';
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
