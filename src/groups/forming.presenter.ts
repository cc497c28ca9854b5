import { PLANNERS } from '../courses/courses.policy.js';
import { editionHead } from '../courses/edition-tabs.js';
import { covers } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import { WEEKDAYS } from '../shared/kernel/weekdays.js';
import { hoursWords, shortWeekdayWord, weekdaysWords } from '../shared/web/date-words.js';
import { field, type FormView, sayWhichField } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { EditionPerson } from './edition-people.js';
import { levelFit } from './enrolment-rules.js';
import { fitsOpening } from './forming-facts.js';
import { hourObstacles, withDates } from './hour-obstacles.js';
import { obstaclesWords } from './hour-words.js';
import { canBeGrouped } from './forming-input.js';
import { OWN_LINES, USUAL_HOURS, type UsualHour } from './forming-options.js';
import { seatsOf } from './forming-rules.js';
import { levelWords } from './group-words.js';
import type { FormingPage } from './proposals.repository.js';
import { availabilityNeeded, clash, holdsWhole } from './weekly-time.js';

/** The usual smallest group: fewer than this do not help each other. */
const USUAL_MINIMUM = '6';

/** The page that asks what a proposal shall be made of, with what is known of each hour beside it. */
export function formingView(t: Translate, parts: FormingPage, form: FormView): object {
  const { edition, people, rooms, trainers } = parts;
  const open = people.filter(({ groupId }) => groupId === null);
  const ready = open.filter((person) => canBeGrouped(person, edition));
  const beyond = open.filter(({ level }) => levelFit(level, edition) === 'beyond').length;
  const without = open.filter(({ level }) => level === null).length;
  return {
    ...editionHead(t, edition, 'groups', PLANNERS), form, action: `/editions/${edition.id}/groups/proposals`, cancelUrl: `/editions/${edition.id}/groups`,
    lead: ready.length > 0 ? readyWords(t, ready) : null,
    nobody: ready.length === 0 && form.summary.length === 0 ? nobodyView(t, edition.id, without) : null,
    warnings: [
      ...(without > 0 ? [{ kind: 'warning', text: t('groups:new.without-level', { count: without }), link: { href: `/editions/${edition.id}/enrolments?show=without-level`, text: t('groups:new.see-them') } }] : []),
      ...(beyond > 0 ? [{ kind: 'info', text: t('groups:new.beyond', { count: beyond }) }] : []),
      ...(trainers.every(({ hours }) => hours.length === 0) ? [{ kind: 'warning', text: t('groups:new.no-trainers'), link: { href: `/editions/${edition.id}/trainers`, text: t('groups:new.choose-trainers') } }] : []),
    ],
    hours: hourLines(t, parts, ready, form),
    hoursError: form.errors.hours,
    rooms: field(form, t, {
      name: 'rooms', type: 'checkboxes', label: 'groups:fields.rooms', value: rooms.filter(({ seats }) => seats > 0).map(({ id }) => id),
      choices: rooms.map(({ id, name, seats }) => ({ value: id, label: name, hint: t('groups:new.seats', { count: seatsOf(seats) }) })),
    }),
    fields: [
      field(form, t, {
        name: 'organisations', type: 'radios', label: 'groups:fields.organisations', value: 'indifferent',
        choices: ['indifferent', 'together', 'apart'].map((value) => ({ value, label: t(`groups:organisations.${value}`) })),
      }),
      field(form, t, {
        name: 'mixing', type: 'radios', label: 'groups:fields.mixing', value: 'adjacent',
        choices: ['adjacent', 'never'].map((value) => ({ value, label: t(`groups:mixing.${value}`), hint: t(`groups:mixing.${value}-hint`) })),
      }),
      field(form, t, { name: 'minimumSize', type: 'number', label: 'groups:fields.minimum-size', hint: 'groups:hints.minimum-size', value: USUAL_MINIMUM, maxlength: 2 }),
      field(form, t, { name: 'maximumGroups', type: 'number', label: 'groups:fields.maximum-groups', hint: 'groups:hints.maximum-groups', maxlength: 2, optional: true }),
    ],
  };
}

/** Hours are asked for once there is somebody to come then. */
function nobodyView(t: Translate, editionId: Id, withoutLevel: number): object {
  const [href, action] = withoutLevel > 0
    ? [`/placement/queue?edition=${editionId}`, t('groups:enrolments.place')] : [`/editions/${editionId}/enrolments/new`, t('groups:enrolments.enrol')];
  return { title: t('groups:new.nobody-ready'), text: t('groups:new.nobody-ready-about'), icon: 'people', href, action };
}

/** `Hay 48 personas con nivel: 20 de Primeros pasos, …` */
function readyWords(t: Translate, ready: readonly EditionPerson[]): string {
  const levels = [0, 1, 2, 3].map((level) => ({ level, count: ready.filter((person) => person.level === level).length })).filter(({ count }) => count > 0);
  const words = levels.map(({ level, count }) => t('groups:candidates.of-level', { count, level: levelWords(t, level) }));
  return t('groups:new.ready', { count: ready.length, words });
}

interface Line {
  code: string;
  days: number | null;
  usual: UsualHour | null;
}

function hourLines(t: Translate, parts: FormingPage, ready: readonly EditionPerson[], form: FormView): object[] {
  const lines: Line[] = [
    ...USUAL_HOURS.map((usual) => ({ code: usual.code, days: usual.days, usual })),
    ...OWN_LINES.map((code) => ({ code, days: null, usual: null })),
  ];
  const failed = form.summary.length > 0;
  return lines.map(({ code, days, usual }, index) => {
    const coming = usual ? ready.filter((person) => comesAt(parts, person, usual)).length : 0;
    const obstacle = usual ? obstacleAt(t, parts, usual) : '';
    const ticked = failed ? [form.values.hours].flat().includes(code) : usual !== null && coming > 0 && obstacle === '';
    const words = days === null ? t('groups:new.own-hour') : weekdaysWords(t, days);
    for (const end of ['from', 'to']) sayWhichField(form, `${end}-${code}`, `${words}, ${t(`groups:new.${end}`)}`);
    return {
      code, id: index === 0 ? 'hours' : `hours-${code}`, ticked, own: usual === null,
      words,
      // Four lines have the same days: whoever hears the boxes tells them apart by their hours.
      span: usual ? hoursWords(t, usual.startsAt, usual.endsAt) : null,
      days: days === null ? dayBoxes(t, code, form) : [],
      from: timeInput(t, form, `from-${code}`, usual?.startsAt), to: timeInput(t, form, `to-${code}`, usual?.endsAt),
      coming: usual ? t('groups:new.coming', { count: coming }) : '',
      obstacle,
      errors: [`days-${code}`, `from-${code}`, `to-${code}`].flatMap((id) => (form.errors[id] ? [{ id: `${id}-error`, text: form.errors[id] }] : [])),
    };
  });
}

/** Why no new group can be at an hour: what would be said of it after the search is said before. */
function obstacleAt(t: Translate, parts: FormingPage, hour: UsualHour): string {
  const { edition, ground, rooms, trainers, groups } = parts;
  const opening = ground.calendar.hours.map(({ weekday, opensAt, closesAt }) => ({ weekday, from: opensAt, to: closesAt }));
  if (!fitsOpening(opening, hour)) return t('groups:new.closed');
  if (!trainers.some(({ hours }) => holdsWhole(hours, hour))) return t('groups:new.nobody-teaches');
  const holders = groups.map((group) => (group.editionId === edition.id ? { ...group, editionName: undefined } : group));
  const roomIds = rooms.filter(({ seats }) => seats > 0).map(({ id }) => id);
  return obstaclesWords(t, hourObstacles(hour, { roomIds, trainers, holders: withDates(holders, [hour], parts) }));
}

function comesAt({ busy }: FormingPage, { personId, availability }: EditionPerson, hour: UsualHour): boolean {
  return availability !== null && covers(availability, availabilityNeeded(hour)) && !(busy.get(personId) ?? []).some((time) => clash(time, hour));
}

function dayBoxes(t: Translate, code: string, form: FormView): object[] {
  const chosen = [form.values[`days-${code}`]].flat();
  return WEEKDAYS.map((day, index) => ({
    id: index === 0 ? `days-${code}` : `days-${code}-${day}`, name: `days-${code}`, value: day, text: shortWeekdayWord(t, day), checked: chosen.includes(String(day)),
  }));
}

function timeInput(t: Translate, form: FormView, name: string, known: string | undefined): object {
  const error = form.errors[name];
  return { id: name, value: form.values[name] ?? known ?? '', label: t(`groups:new.${name.split('-')[0]}`), errorId: error ? `${name}-error` : null };
}
