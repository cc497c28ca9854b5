import { shortWeekdayWord } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleOver } from '../shared/web/stale-form.js';
import { WEEKDAYS, hasWeekday } from '../shared/kernel/weekdays.js';
import { fitsOpening } from './forming-facts.js';
import { USUAL_HOURS } from './forming-options.js';
import { seatsOf } from './forming-rules.js';
import { timeWords } from './group-words.js';
import { HOUR_NOW, HOUR_OWN, seenHour } from './timetable.form.js';
import { holderOf, missingAt, namesOf, sameTime, type TimetableFacts } from './timetable-rules.js';
import { holdsWhole, type WeeklyTime } from './weekly-time.js';

/** Up to so many who cannot come are named beside an hour. */
const NAMED = 3;

/** Where the form stands: of a group, or of a group of a draft. */
export interface TimetableFrame {
  eyebrow: string;
  back: { href: string; text: string };
  action: string;
  version: number;
  /** The key of the group in its draft. */
  key?: string;
  lead: string;
}

/** Another trainer, hour or room for a group, with what is known of each choice beside it. */
export function timetableView(t: Translate, facts: TimetableFacts, frame: TimetableFrame, form: FormView): object {
  const shown = withoutFilledIn(form);
  return {
    back: frame.back, eyebrow: frame.eyebrow, lead: frame.lead, form: shown, action: frame.action, cancelUrl: frame.back.href, submit: t('groups:timetable.submit'),
    hidden: [
      { name: 'version', value: form.values.version ?? frame.version }, { name: 'seen', value: form.values.seen ?? seenHour(facts.now) },
      ...(frame.key ? [{ name: 'key', value: frame.key }] : []),
    ],
    fields: [...timetableFields(t, facts, shown), field(form, t, { name: 'agreed', type: 'checkbox', label: 'groups:timetable.agreed' })],
    stale: staleOver(t, shown, (filled) => timetableFields(t, facts, filled)),
  };
}

/** What came filled in and was left so is no wish: over somebody else's change it shows the hour as it is now. */
function withoutFilledIn(form: FormView): FormView {
  if (!form.stale || form.values.hour === HOUR_OWN) return form;
  return { ...form, values: { ...form.values, days: undefined, from: undefined, to: undefined } };
}

/** What is on record of a timetable. */
function timetableFields(t: Translate, facts: TimetableFacts, form: FormView): Field[] {
  const { now } = facts;
  return [
    field(form, t, { name: 'trainer', type: 'radios', label: 'groups:fields.trainer', value: now.trainerId, choices: trainerChoices(t, facts) }),
    field(form, t, { name: 'room', type: 'radios', label: 'groups:fields.room', value: now.roomId, choices: roomChoices(t, facts) }),
    field(form, t, { name: 'hour', type: 'radios', label: 'groups:fields.hour', value: HOUR_NOW, choices: hourChoices(t, facts) }),
    ...ownFields(t, facts, form),
  ];
}

function trainerChoices(t: Translate, { now, trainers, others }: TimetableFacts): { value: string; label: string; hint: string }[] {
  return trainers.map(({ id, name, hours }) => {
    const other = holderOf(now, others, { trainerId: id });
    const hint = id === now.trainerId ? t('groups:timetable.as-now')
      : !holdsWhole(hours, now) ? t('groups:timetable.not-there') : other ? t('groups:timetable.teaches', { other: other.name }) : t('groups:timetable.free');
    return { value: id, label: name, hint };
  });
}

function roomChoices(t: Translate, { now, rooms, others }: TimetableFacts): { value: string; label: string; hint: string }[] {
  return rooms.filter(({ id, seats }) => seats > 0 || id === now.roomId).map(({ id, name, seats }) => {
    const other = holderOf(now, others, { roomId: id });
    const state = id === now.roomId ? t('groups:timetable.as-now') : other ? t('groups:timetable.used', { other: other.name }) : t('groups:timetable.free');
    return { value: id, label: name, hint: [t('groups:new.seats', { count: seatsOf(seats) }), state].join(' · ') };
  });
}

/** The hour as it is, the usual ones at which the centre is open, those first at which most can come, and any other. */
function hourChoices(t: Translate, facts: TimetableFacts): { value: string; label: string; hint?: string }[] {
  const usual = USUAL_HOURS.filter((hour) => fitsOpening(facts.opening, hour) && !sameTime(hour, facts.now));
  const missing = (hour: WeeklyTime): number => {
    const { inClass, notOffered } = missingAt(hour, facts);
    return inClass.length + notOffered.length;
  };
  const sorted = [...usual].sort((a, b) => missing(a) - missing(b));
  return [
    { value: HOUR_NOW, label: t('groups:timetable.hour-now', { when: timeWords(t, facts.now) }) },
    ...sorted.map((hour) => ({ value: hour.code, label: timeWords(t, hour), hint: hourWords(t, facts, hour) })),
    { value: HOUR_OWN, label: t('groups:timetable.hour-own') },
  ];
}

/** `No pueden: Rosa Quispe y Ana Poma. La sala la usa Grupo B.` */
function hourWords(t: Translate, facts: TimetableFacts, hour: WeeklyTime): string {
  const { now, others, trainers, members } = facts;
  const { inClass, notOffered } = missingAt(hour, facts);
  const missing = [...inClass, ...notOffered];
  const trainer = trainers.find(({ id }) => id === now.trainerId);
  const [inRoom, withTrainer] = [holderOf(hour, others, { roomId: now.roomId }), holderOf(hour, others, { trainerId: now.trainerId })];
  const come = missing.length === 0 ? t('groups:timetable.all-come', { count: members.length })
    : missing.length <= NAMED ? t('groups:timetable.cannot-named', { names: namesOf(missing) })
      : t('groups:timetable.cannot', { count: missing.length, of: members.length });
  return [
    come,
    inRoom ? t('groups:timetable.room-used', { other: inRoom.name }) : null,
    trainer && !holdsWhole(trainer.hours, hour) ? t('groups:timetable.trainer-away', { name: trainer.name })
      : trainer && withTrainer ? t('groups:timetable.trainer-teaches', { name: trainer.name, other: withTrainer.name }) : null,
  ].filter((part) => part !== null).join(' ');
}

function ownFields(t: Translate, { now }: TimetableFacts, form: FormView): Field[] {
  return [
    field(form, t, {
      name: 'days', type: 'checkboxes', label: 'groups:timetable.own-days', inline: true,
      value: WEEKDAYS.filter((day) => hasWeekday(now.days, day)).map(String),
      choices: WEEKDAYS.map((day) => ({ value: String(day), label: shortWeekdayWord(t, day) })),
    }),
    field(form, t, { name: 'from', type: 'time', label: 'groups:timetable.own-from', value: now.startsAt }),
    field(form, t, { name: 'to', type: 'time', label: 'groups:timetable.own-to', value: now.endsAt }),
  ];
}
