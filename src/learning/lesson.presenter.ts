import { lessonHtml } from '../courses/lesson-markdown.js';
import { pictureUrl } from '../courses/course-pictures.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { goingOn } from '../shared/kernel/text.js';
import { dayWords } from '../shared/web/date-words.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { PracticeContent } from '../courses/practice-content.js';
import type { OpenLesson } from './current-lesson.js';
import type { OwnLesson } from './learning.repository.js';
import { touchNote } from './touch-notes.js';
import { lessonState, placeIn, stopsOf, type LessonState } from './lesson-stops.js';

/** All lessons of a learner's courses, module by module, the one to go on with on top. */
export function lessonsView(t: Translate, lessons: readonly OwnLesson[]): object {
  const modules = [...new Set(lessons.map(({ moduleCode }) => moduleCode))];
  return {
    next: nextView(t, stillTaught(lessons)),
    over: lessons.length > 0 && lessons.every(({ over }) => over) ? t('learning:lessons.over') : null,
    modules: modules.map((code) => {
      const own = lessons.filter(({ moduleCode }) => moduleCode === code);
      return {
        title: own[0]?.moduleTitle,
        done: t('learning:lessons.done', { done: own.filter(({ finishedAt }) => finishedAt !== null).length, count: own.length }),
        lessons: own.map((lesson) => lineOf(t, lesson)),
      };
    }),
  };
}

/** Whether lessons are open to her that somebody at her side had better not see her with. */
export function hasDiscreet(lessons: readonly OwnLesson[]): boolean {
  return lessons.some((lesson) => lesson.discreet && stateOf(lesson) !== 'closed');
}

/**
 * The one thing to do next: on the day of a session what her group is at, the last of several; else what was begun last, or the
 * first open lesson; null when there is none. Whoever missed sessions would sit in the room at another lesson than all others.
 */
export function nextLesson(lessons: readonly OwnLesson[]): OwnLesson | null {
  const today = lessons.filter((lesson) => lesson.ofToday && lesson.finishedAt === null).at(-1);
  if (today) return today;
  const begun = lessons.filter((lesson) => stateOf(lesson) === 'begun').sort((a, b) => Number(b.seenAt) - Number(a.seenAt));
  return begun[0] ?? lessons.find((lesson) => stateOf(lesson) === 'open') ?? null;
}

/** Those that a course of hers is still at: nobody is sent back to the beginning of a course that is over. */
export function stillTaught(lessons: readonly OwnLesson[]): OwnLesson[] {
  return lessons.filter(({ over }) => !over);
}

export interface NextView {
  href: string;
  title: string;
  aim: string;
  button: string;
  /** Says that it is a lesson, and whether it is today's or she has begun it. */
  eyebrow: string;
}

/** What `learning/next` shows. */
function nextView(t: Translate, lessons: readonly OwnLesson[]): NextView | null {
  const lesson = nextLesson(lessons);
  if (!lesson) return null;
  const begun = stateOf(lesson) === 'begun';
  return {
    href: begun ? `/learning/${lesson.code}/${lesson.step}` : `/learning/${lesson.code}`,
    title: lesson.title, aim: lesson.aim, button: t(begun ? 'learning:next.go-on' : 'learning:next.begin'),
    eyebrow: t(`learning:next.${lesson.ofToday ? 'today' : begun ? 'begun' : 'lesson'}`),
  };
}

/** The same for her home. */
export function nextItem(t: Translate, lessons: readonly OwnLesson[]): HomeItem | null {
  const next = nextView(t, lessons);
  return next && { text: next.title, about: next.aim, href: next.href, button: next.button, eyebrow: next.eyebrow };
}

function stateOf({ opened, step, finishedAt }: OwnLesson): LessonState {
  return lessonState(opened, step === null ? null : { finishedAt: finishedAt === null ? null : Number(finishedAt) });
}

const BADGES: Record<LessonState, string> = { closed: 'neutral', open: 'info', begun: 'warning', finished: 'success' };

function lineOf(t: Translate, lesson: OwnLesson): object {
  const state = stateOf(lesson);
  return {
    text: lesson.title, about: lesson.aim, href: state === 'closed' ? null : `/learning/${lesson.code}`,
    badge: { text: lesson.opensOn === null || state !== 'closed' ? t(`learning:states.${state}`) : opensWords(t, lesson.opensOn), kind: BADGES[state] },
  };
}

/** `Se abre el lunes 30 de noviembre` */
export function opensWords(t: Translate, day: LocalDate): string {
  return t('learning:states.opens', { day: dayWords(t, day) });
}

/** Before the first step: what she will be able to do, how long it takes, where she was. */
export function beginView(t: Translate, { own, lesson }: OpenLesson): object {
  const { content } = lesson;
  const place = placeIn(content, own.step);
  const begun = own.step !== null && own.finishedAt === null;
  return {
    ...frameOf(t, { own, lesson }), aim: goingOn(lesson.aim), intro: lessonHtml(content.intro), minutes: t('learning:begin.minutes', { minutes: content.minutes }),
    href: `/learning/${lesson.code}/${begun ? place : 1}`,
    button: t(begun ? 'learning:next.go-on' : own.finishedAt === null ? 'learning:next.begin' : 'learning:next.again'),
    steps: content.steps.map(({ title }, index) => ({ title, href: `/learning/${lesson.code}/${index + 1}` })),
    then: content.practice.length === 0 ? t('learning:begin.then-questions') : t('learning:begin.then', { count: content.practice.length }),
    print: `/learning/${lesson.code}/print`, forComputer: content.steps.some(({ text }) => touchNote(text) === 'computer'),
  };
}

/** One step: its text, its picture, the way on and back. */
export function stepView(t: Translate, open: Pick<OpenLesson, 'own' | 'lesson'>, number: number, index: number): object {
  const { content } = open.lesson;
  const step = content.steps[index] as (typeof content.steps)[number];
  const note = touchNote(step.text);
  return {
    ...frameOf(t, open, number), heading: step.title, html: lessonHtml(step.text),
    picture: step.picture && { url: pictureUrl(open.lesson, step.picture.name), alt: step.picture.alt },
    action: `/learning/${open.lesson.code}/${number}`, touch: note && t(`learning:touch.${note}`),
  };
}

/** One of the three questions. */
export function questionView(t: Translate, open: Pick<OpenLesson, 'own' | 'lesson'>, number: number, index: number, tried: readonly number[]): object {
  const question = open.lesson.content.questions[index];
  return {
    ...frameOf(t, open, number), heading: question?.ask, action: `/learning/${open.lesson.code}/${number}${triedQuery(tried)}`,
    options: question?.options.map((label, option) => (
      { id: `answer-${option + 1}`, value: option + 1, label, hint: tried.includes(option + 1) ? t('learning:question.tried') : null })),
  };
}

/** As the address of a question has what was tried in vain, counted from 1: what she has tried is for this visit to know, and for nobody else. */
export function triedQuery(tried: readonly number[]): string {
  return tried.length > 0 ? `?not=${[...new Set(tried)].sort((a, b) => a - b).join('')}` : '';
}

/** The end of a lesson: what she can do now, what is still to be practised, and what comes next. */
export function endView(t: Translate, open: OpenLesson, lessons: readonly OwnLesson[], practices: readonly PracticeContent[]): object {
  // Who repeats a course that is over goes on from where she is.
  const others = open.own.over ? lessons.slice(1 + lessons.findIndex(({ code }) => code === open.lesson.code)) : stillTaught(lessons);
  return { ...frameOf(t, open), aim: open.own.finishedAt === null ? open.lesson.aim : t('learning:end.now', { aim: goingOn(open.lesson.aim) }), finished: open.own.finishedAt !== null, next: nextView(t, others.filter(({ code }) => code !== open.lesson.code)),
    practices: practices.map(({ code, title }) => ({ href: `/learning/${open.lesson.code}/practice/${code}`, text: t('learning:end.practise', { title }) })),
    again: `/learning/${open.lesson.code}/1` };
}

interface Frame {
  title: string;
  back: { href: string; text: string };
  /** Where she is: a bar, and the same in words. */
  progress: { value: number; max: number; text: string } | null;
  previous: string | null;
}

/** What stands around every page of a lesson. */
export function frameOf(t: Translate, { lesson }: Pick<OpenLesson, 'own' | 'lesson'>, number?: number): Frame {
  const count = stopsOf(lesson.content).length;
  return {
    title: lesson.title,
    back: number === undefined ? { href: '/learning', text: t('learning:lessons.title') } : { href: `/learning/${lesson.code}`, text: lesson.title },
    progress: number === undefined ? null : { value: number, max: count, text: t('learning:progress', { number, count }) },
    previous: number !== undefined && number > 1 ? `/learning/${lesson.code}/${number - 1}` : null,
  };
}
