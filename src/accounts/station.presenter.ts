import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt, minuteOfDay, weekdayOf } from '../shared/kernel/local-date.js';
import { weekdaysIn } from '../shared/kernel/weekdays.js';
import { hoursWords, weekdaysWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Learner, StationGroup } from './learners.repository.js';
import { formPage, type FormPage } from './sign-in.presenter.js';

interface Pick {
  href: string;
  text: string;
  detail: string;
}

/** The groups that meet today, the one whose hour is nearest first; the others below them. */
export function groupsPage(groups: readonly StationGroup[], now: Instant, t: Translate): { today: Pick[]; others: Pick[] } {
  const weekday = weekdayOf(localDateAt(now));
  const minute = minuteOfDay(localTimeAt(now));
  const meetsToday = (group: StationGroup): boolean => weekdaysIn(group.days).includes(weekday);
  const distance = (group: StationGroup): number => (
    minute > minuteOfDay(group.endsAt) ? 10_000 + minute : Math.abs(minuteOfDay(group.startsAt) - minute));
  const today = groups.filter(meetsToday).sort((a, b) => distance(a) - distance(b));
  const pick = (group: StationGroup): Pick => ({
    href: `/station/groups/${group.id}`,
    text: group.name,
    detail: `${weekdaysWords(t, group.days)}, ${hoursWords(t, group.startsAt, group.endsAt)}`,
  });
  return { today: today.map(pick), others: groups.filter((group) => !meetsToday(group)).map(pick) };
}

/** The names of a group, as they stand in its list. */
export function namesPage(group: StationGroup, learners: readonly Learner[]): { group: string; people: Pick[] } {
  return {
    group: group.name,
    people: learners.map(({ personId, listName }) => ({ href: `/station/groups/${group.id}/people/${personId}`, text: listName, detail: '' })),
  };
}

/** Her name, and where she types her PIN; or that she gets one at the desk. */
export function pinPage(path: { groupId: string; personId: string }, learner: Learner, form: FormView, t: Translate): object {
  return {
    form,
    action: `/station/groups/${path.groupId}/people/${path.personId}`,
    back: `/station/groups/${path.groupId}`,
    greeting: t('accounts:station.greeting', { name: learner.givenNames }),
    name: learner.name,
    hasPin: learner.hasPin,
    pin: field(form, t, { name: 'pin', type: 'pin', label: 'accounts:fields.pin', hint: 'accounts:hints.pin', focus: form.summary.length === 0 }),
  };
}

export function stationCodePage(form: FormView, t: Translate): FormPage {
  return formPage(form, t, {
    action: '/station/registration',
    lead: 'accounts:station.registration-lead',
    fields: [{
      name: 'code', type: 'code', label: 'accounts:fields.access-code', hint: 'accounts:hints.access-code', autocomplete: 'off',
      focus: form.summary.length === 0,
    }],
    submit: 'accounts:station.registration-submit',
  });
}
