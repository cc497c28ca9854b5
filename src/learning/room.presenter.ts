import type { LessonContent } from '../courses/lesson-content.js';
import { planView } from '../courses/lessons/lesson.presenter.js';
import type { TaughtLesson } from '../courses/lesson-texts.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { stopAt, stopsOf } from './lesson-stops.js';
import { byNeed, isAway, SEAT_STATES, seatState, type Seat, type SeatState } from './room-rules.js';
import type { RoomLesson, RoomRow, RoomSession } from './room.repository.js';

export interface RoomPage {
  t: Translate;
  session: RoomSession;
  lesson: TaughtLesson;
  lessons: readonly RoomLesson[];
  people: readonly RoomRow[];
  now: Instant;
  today: string;
  /** The viewer opens registers of sessions. */
  mayTake: boolean;
}

/** The lesson that the group works on: what the trainer opened last, or else the session's own, or the course's first. */
export function currentCode({ openedCode, lessonCode }: RoomSession, lessons: readonly RoomLesson[]): string | null {
  const known = (code: string | null): boolean => lessons.some((lesson) => lesson.code === code);
  if (known(openedCode) && known(lessonCode)) {
    const at = (code: string | null): number => lessons.findIndex((lesson) => lesson.code === code);
    return at(openedCode) > at(lessonCode) ? openedCode : lessonCode;
  }
  return [openedCode, lessonCode].find(known) ?? lessons[0]?.code ?? null;
}

/** The lessons from the session's own up to the one that is opened now, which is not among them. */
export function passedOn({ lessonCode }: RoomSession, lessons: readonly RoomLesson[], code: string): string[] {
  const [from, to] = [lessonCode, code].map((one) => lessons.findIndex((lesson) => lesson.code === one)) as [number, number];
  return from < 0 ? [] : lessons.slice(from, Math.max(from, to)).map((lesson) => lesson.code);
}

/** Everything that `learning/room` shows. */
export function roomView({ t, session, lesson, lessons, people, now, today, mayTake }: RoomPage): object {
  const at = lessons.findIndex(({ code }) => code === lesson.code);
  const next = lessons[at + 1] ?? null;
  const path = `/sessions/${session.id}/room`;
  return {
    title: session.groupName, lead: lesson.title, aim: lesson.aim,
    eyebrow: t('attendance:session.when', { day: dayWords(t, session.date, today), hours: hoursWords(t, session.startsAt, session.endsAt) }),
    ...peopleView({ t, session, lesson, people, now }),
    events: `${path}/events?lesson=${lesson.code}`,
    next: next && !next.opened ? { action: `${path}/lessons/${next.code}`, text: t('learning:room.open', { title: next.title }) } : null,
    close: isSlip(session, lessons[at], people) ? { action: `${path}/lessons/${lesson.code}/closing`, text: t('learning:room.close') } : null,
    lessons: { label: t('learning:room.lessons'), items: lessons.slice(Math.max(0, at - 1), at + 2).map(({ code, title }) => ({ href: `${path}?lesson=${code}`, text: title, current: code === lesson.code })) },
    register: mayTake ? `/sessions/${session.id}/register` : null, projector: `/lessons/${lesson.code}/projector`, whole: `/lessons/${lesson.code}`,
    plan: lesson.content ? planView(t, lesson.content.plan) : null,
  };
}

/** Opened by hand, and nobody is in it yet: it can be closed again. */
function isSlip({ lessonCode }: RoomSession, lesson: RoomLesson | undefined, people: readonly RoomRow[]): boolean {
  return lesson !== undefined && lesson.opened && lesson.code !== lessonCode && people.every(({ step, practisedAt }) => step === null && practisedAt === null);
}

/** The part that refreshes by itself: how many are where, and each of them, who needs somebody first. */
export function peopleView({ t, session, lesson, people, now }: Pick<RoomPage, 't' | 'session' | 'lesson' | 'people' | 'now'>): object {
  const begins = instantAt(session.date, session.startsAt);
  const seats = people.map((row) => ({ row, seat: seatOf(row) })).filter(({ row, seat }) => !isAway(row.mark, seat, begins)).sort((a, b) => byNeed(a.seat, b.seat, now));
  const away = people.length - seats.length;
  const count = (state: SeatState): number => seats.filter(({ seat }) => seatState(seat, now) === state).length;
  return {
    counts: SEAT_STATES.map((state) => ({ label: t(`learning:room.states.${state}`), value: count(state) })),
    away: away === 0 ? null : t('learning:room.away', { count: away }),
    people: seats.map(({ row, seat }) => seatView(t, lesson.content, row, { seat, now })),
  };
}

const KINDS: Record<SeatState, string> = { stuck: 'danger', 'not-begun': 'neutral', elsewhere: 'warning', 'at-work': 'info', finished: 'success' };

function seatView(t: Translate, content: LessonContent | null, row: RoomRow, { seat, now }: { seat: Seat; now: Instant }): object {
  const state = seatState(seat, now);
  const base = { name: surnamesFirst(row), workstation: row.workstation, state, badge: { text: t(`learning:room.states.${state}`), kind: KINDS[state] } };
  if (state === 'elsewhere') return { ...base, where: row.elsewhere, since: sinceWords(t, now - (seat.elsewhereAt ?? now)), progress: null };
  const stops = content ? stopsOf(content).length : 0;
  return {
    ...base,
    where: seat.step === null ? null : whereWords(t, content, row, seat), since: seat.seenAt === null || state === 'finished' ? null : sinceWords(t, now - seat.seenAt),
    progress: seat.step === null || stops === 0 ? null : { value: state === 'finished' ? stops : seat.step - 1, max: stops },
  };
}

function seatOf({ step, seenAt, finishedAt, practisedAt, tries, elsewhereAt }: RoomRow): Seat {
  const seen = [seenAt, practisedAt].filter((at) => at !== null).map(Number);
  return {
    step: step === null && practisedAt !== null ? 1 : step, seenAt: seen.length > 0 ? Math.max(...seen) : null,
    finishedAt: finishedAt === null ? null : Number(finishedAt), tries: tries ?? 0,
    elsewhereAt: elsewhereAt === null ? null : Number(elsewhereAt),
  };
}

/** `Paso 3 de 9: Guarde su carta`, and at a practice `tarea 2, 3 intentos` */
function whereWords(t: Translate, content: LessonContent | null, { task, tries, helps }: RoomRow, { step }: Seat): string {
  const stop = content && step !== null ? stopAt(content, step) : null;
  if (!content || !stop || step === null) return '';
  const name = stop.kind === 'step' ? content.steps[stop.index]?.title ?? '' : t(`learning:room.at.${stop.kind}`);
  const where = t('learning:room.where', { number: step, count: stopsOf(content).length, name });
  return task === null || stop.kind !== 'practice' ? where : `${where} · ${t('learning:room.task', { task, tries: tries ?? 0, helps: helps ?? 0 })}`;
}

function sinceWords(t: Translate, milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  return minutes === 0 ? t('learning:room.now') : t('learning:room.since', { count: minutes });
}
