import { weekWords } from '../centres/weekly-hours.form.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import { table } from '../shared/web/tables.js';
import { TELLERS } from './courses.policy.js';
import { offerTabs } from './courses.presenter.js';
import { editionPath } from './edition-tabs.js';
import type { EditionView } from './editions.repository.js';
import { trainersStamp, type TrainerRow } from './trainers.js';

type HoursOfAll = readonly (WeeklyHours & { accountId: Id })[];

/** Who teaches at the centre, and when each of them can. */
export function trainersView(t: Translate, trainers: readonly TrainerRow[], hours: HoursOfAll): object {
  return {
    tabs: offerTabs(t, 'trainers', TELLERS),
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

interface EditionTrainers {
  trainers: readonly TrainerRow[];
  hours: HoursOfAll;
  chosen: readonly TrainerRow[];
  /** Others were saved since the form was drawn that comes back. */
  stale: boolean;
}

/** The page on which the trainers of an edition are ticked. */
export function editionTrainersView(t: Translate, form: FormView, edition: EditionView, facts: EditionTrainers): object {
  const url = editionPath(edition.id, 'overview');
  const nobody = facts.trainers.length === 0;
  const ticked = (from: FormView): Field[] => (nobody ? [] : [trainersField(t, from, facts)]);
  return {
    back: { href: url, text: edition.name }, form, action: `${url}/trainers`, lead: t(nobody ? 'courses:edition-trainers.nobody' : 'courses:edition-trainers.lead'),
    beside: nobody ? null : { href: '/trainers', text: t('courses:edition-trainers.hours') },
    fields: ticked(form), stale: facts.stale ? staleView(t, ticked(form), ticked(emptyForm())) : null,
    hidden: [{ name: 'stamp', value: (form.summary.length > 0 && form.values.stamp) || trainersStamp(facts.chosen.map(({ id }) => id)) }],
    submit: t('common:save'), cancelUrl: url,
  };
}

function trainersField(t: Translate, form: FormView, { trainers, hours, chosen }: EditionTrainers): Field {
  const choices = trainers.map(({ id, name }) => ({
    value: id, label: name, hint: weekWords(t, hours.filter(({ accountId }) => accountId === id)) || t('courses:trainers.no-hours'),
  }));
  return field(form, t, { name: 'trainers', type: 'checkboxes', label: 'courses:fields.trainers', choices, value: chosen.map(({ id }) => id) });
}
