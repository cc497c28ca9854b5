import { weekWords } from '../centres/weekly-hours.form.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import { MOTHER_TONGUES } from '../people/person-words.js';
import type { Id } from '../shared/kernel/ids.js';
import { listWords } from '../shared/web/date-words.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import { table } from '../shared/web/tables.js';
import type { Viewer } from '../shared/web/viewer.js';
import { UNSTATED } from './coach.form.js';
import { managesCoaching, mayTellHours } from './coaching.policy.js';
import type { CoachRow, StaffRow } from './coaches.repository.js';
import { COACH_SEXES, NAMED_TOPICS } from './coaching-words.js';
import { displacedLink } from './displaced-words.js';
import type { StandingBooking } from './misfits.js';

const COACHES = '/coaching/coaches';
/** What a form proposes before anybody has told. */
const USUAL_A_DAY = 6;

export function coachPath(id: Id): string {
  return `${COACHES}/${id}`;
}

export type CoachTab = 'about' | 'hours' | 'exceptions' | 'calendar';

/** What stands over every page of a coach; one who has ended has but one page. */
export function coachHead(t: Translate, coach: CoachRow, current: CoachTab): object {
  const paths: Record<CoachTab, string> = { about: '', hours: '/hours', exceptions: '/exceptions', calendar: '/calendar' };
  const items = (Object.keys(paths) as CoachTab[]).map((tab) => ({
    href: `${coachPath(coach.id)}${paths[tab]}`, text: t(`coaching:coaches.tabs.${tab}`), current: tab === current,
  }));
  return {
    back: { href: COACHES, text: t('coaching:coaches.title') }, name: coach.name,
    tabs: coach.endedAt === null ? { label: t('coaching:coaches.tabs.label'), items } : null,
  };
}

/** Who coaches at the centre, when, in which languages and about what. */
export function coachesView(t: Translate, viewer: Viewer, coaches: readonly CoachRow[], hours: readonly (WeeklyHours & { coachId: Id })[]): object {
  const manages = managesCoaching(viewer);
  return {
    addUrl: manages && coaches.length > 0 ? `${COACHES}/new` : null,
    settingsUrl: manages ? '/coaching/settings' : null,
    effectUrl: manages ? '/coaching/effect' : null,
    table: table({
      id: 'coaches', caption: t('coaching:coaches.title'), captionHidden: true,
      columns: [
        { text: t('coaching:coaches.fields.name') }, { text: t('coaching:coaches.columns.hours') }, { text: t('coaching:coaches.columns.languages') },
        { text: t('coaching:coaches.columns.topics') }, { text: t('coaching:coaches.columns.bookings-a-day'), numeric: true },
      ],
      rows: coaches.map((coach) => [
        { text: coach.name, href: mayTellHours(viewer, coach) ? coachPath(coach.id) : undefined, detail: coach.sex && t(`coaching:coaches.sexes.${coach.sex}`) },
        { text: weekWords(t, hours.filter(({ coachId }) => coachId === coach.id)) || t('coaching:coaches.no-hours') },
        { text: languagesWords(t, coach) },
        { text: topicsWords(t, coach) },
        { text: coach.bookingsADay },
      ]),
      empty: {
        title: t('coaching:coaches.empty.title'), text: t(manages ? 'coaching:coaches.empty.text' : 'coaching:coaches.empty.ask'), icon: 'people',
        ...(manages ? { href: `${COACHES}/new`, action: t('coaching:coaches.add') } : {}),
      },
    }),
  };
}

/** One coach: what the centre knows of her, and what there is still to keep. */
export function coachView(
  t: Translate, coach: CoachRow, { hours, standing, manages }: { hours: readonly WeeklyHours[]; standing: readonly Pick<StandingBooking, 'date'>[]; manages: boolean },
): object {
  const here = coach.endedAt === null;
  const bookings = displacedLink(t, 'coaching:coaches.standing', standing);
  return {
    ...coachHead(t, coach, 'about'),
    ended: here ? null : t(manages ? 'coaching:coaches.ended-again' : 'coaching:coaches.ended'),
    facts: [
      { label: t('coaching:coaches.fields.hours'), text: weekWords(t, hours) || t('coaching:coaches.no-hours') },
      { label: t('coaching:coaches.fields.languages'), text: languagesWords(t, coach) },
      { label: t('coaching:coaches.fields.topics'), text: topicsWords(t, coach) },
      { label: t('coaching:coaches.columns.sex'), text: coach.sex ? t(`coaching:coaches.sexes.${coach.sex}`) : t('coaching:coaches.sexes.unstated') },
      { label: t('coaching:coaches.columns.bookings-a-day'), text: t('coaching:coaches.at-most', { count: coach.bookingsADay }) },
      { label: t('coaching:coaches.fields.standing'), ...bookings ?? { text: t('coaching:coaches.standing-none') } },
    ],
    editUrl: manages && here ? `${coachPath(coach.id)}/edit` : null,
    endUrl: manages && here ? `${coachPath(coach.id)}/ending` : null,
    addUrl: manages && !here ? `${COACHES}/new` : null,
  };
}

export function newCoachView(t: Translate, form: FormView, candidates: readonly StaffRow[]): object {
  const choices = [{ value: '', label: t('coaching:coaches.new.choose') }, ...candidates.map(({ id, name }) => ({ value: id, label: name }))];
  const nobody = candidates.length === 0;
  return {
    back: { href: COACHES, text: t('coaching:coaches.title') }, form, action: COACHES,
    lead: t(nobody ? 'coaching:coaches.new.nobody' : 'coaching:coaches.new.lead'),
    fields: nobody ? null : [
      field(form, t, { name: 'accountId', type: 'select', label: 'coaching:coaches.fields.account', choices, width: 'medium' }),
      ...profileFields(t, form),
    ],
    submit: t('coaching:coaches.new.submit'), cancelUrl: COACHES,
    accountsUrl: nobody ? '/accounts/new' : null,
  };
}

/** @param stale somebody else has changed her meanwhile: both values, and a form that saves over them only on purpose */
export function profileView(t: Translate, form: FormView, coach: CoachRow, stale: boolean): object {
  const url = coachPath(coach.id);
  const fields = profileFields(t, form, coach);
  return {
    back: { href: url, text: coach.name }, form, action: url, fields,
    hidden: [{ name: 'version', value: stale ? coach.version : form.values.version ?? coach.version }], submit: t('common:save'), cancelUrl: url,
    stale: stale ? staleView(t, fields, profileFields(t, emptyForm(), coach)) : null,
  };
}

/** What is lost when a coach ends, and what is left behind. */
export function endingView(t: Translate, coach: CoachRow, standing: readonly Pick<StandingBooking, 'date'>[]): object {
  const left = standing.length > 0 ? ` ${t('coaching:coaches.ending.standing', { count: standing.length })}` : '';
  return {
    text: t('coaching:coaches.ending.text') + left, link: displacedLink(t, 'coaching:coaches.displaced.see', standing),
    action: `${coachPath(coach.id)}/ending`, submit: t('coaching:coaches.ending.submit'), danger: true,
    backUrl: coachPath(coach.id), back: t('common:cancel'),
  };
}

/** What was typed, else what is known; boxes that were left empty come in no form, and stay empty. */
function profileFields(t: Translate, form: FormView, known?: CoachRow): Field[] {
  const typed = Object.keys(form.values).length > 0;
  const coach = typed ? undefined : known;
  return [
    field(form, t, {
      name: 'sex', type: 'radios', inline: true, label: 'coaching:coaches.fields.sex', hint: 'coaching:coaches.hints.sex', value: coach && (coach.sex ?? UNSTATED),
      choices: [...COACH_SEXES, UNSTATED].map((value) => ({ value, label: t(`coaching:coaches.sexes.${value}`) })),
    }),
    field(form, t, {
      name: 'languages', type: 'checkboxes', label: 'coaching:coaches.fields.languages', hint: 'coaching:coaches.hints.languages', value: coach?.languages ?? (typed ? [] : ['spanish']),
      choices: MOTHER_TONGUES.map((value) => ({ value, label: t(`people:motherTongues.${value}`) })),
    }),
    field(form, t, {
      name: 'topics', type: 'checkboxes', label: 'coaching:coaches.fields.topics', hint: 'coaching:coaches.hints.topics', value: coach?.topics,
      choices: NAMED_TOPICS.map((value) => ({ value, label: t(`coaching:coaches.topics.${value}`) })),
    }),
    field(form, t, {
      name: 'bookingsADay', type: 'number', label: 'coaching:coaches.fields.bookings-a-day', hint: 'coaching:coaches.hints.bookings-a-day', value: coach?.bookingsADay ?? USUAL_A_DAY,
    }),
  ];
}

function languagesWords(t: Translate, { languages }: CoachRow): string {
  return listWords(t, languages.map((language) => t(`people:motherTongues.${language}`)));
}

function topicsWords(t: Translate, { topics }: CoachRow): string {
  return topics.length === 0 ? t('coaching:coaches.all-topics') : listWords(t, topics.map((topic) => t(`coaching:coaches.topics.${topic}`)));
}
