import { activityView, scriptAsset } from '../activities/activity.presenter.js';
import { activityPictures } from '../activities/pictures.js';
import type { TaughtLesson } from '../courses/lesson-texts.repository.js';
import type { PracticeContent, PracticeTask } from '../courses/practice-content.js';
import { seedOf } from '../shared/kernel/random.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import type { OpenLesson } from './current-lesson.js';
import { frameOf } from './lesson.presenter.js';
import { stopsOf } from './lesson-stops.js';
import { MOST_HELPS, NOT_TRIED, timesSent } from './practice-rules.js';
import type { PracticeRound } from './practice-round.entity.js';
import type { PracticeStep } from './practice-step.entity.js';

/** Before the first round. */
export function practiceView(t: Translate, open: OpenLesson, practice: PracticeContent, locale: Locale): object {
  return {
    ...frameOf(t, open, stopNumber(open, practice)), heading: practice.title, intro: practice.intro, introByTouch: practice.touch ?? null,
    tasks: t('learning:practice.tasks', { count: practice.tasks.length }), begin: `${pathOf(open, practice)}/rounds`, onward: onward(open, practice),
    nextScript: nextScript(practice, 0), first: firstTask(t, open, practice, { locale, round: 1 }),
  };
}

/** The first task of a round that she may begin: a script shows it at her press, while the server puts the round on record. */
function firstTask(t: Translate, open: OpenLesson, practice: PracticeContent, { locale, round }: { locale: Locale; round: number }): object {
  return { ...taskView(t, open, practice, { number: 1, step: null, locale, round }), save: null };
}

/** Where she is in a round: the task, and the helps that she has got so far. */
export function taskView(
  t: Translate, open: OpenLesson, practice: PracticeContent,
  { number, step, locale, round }: { number: number; step: PracticeStep | null; locale: Locale; round: number },
): object {
  const task = practice.tasks[number - 1] as PracticeTask;
  const helps = step?.helps ?? 0;
  const path = `${pathOf(open, practice)}/tasks/${number}`;
  return {
    ...frameOf(t, open, stopNumber(open, practice)), number: t('learning:practice.task', { number, count: practice.tasks.length }),
    activity: { ...taskActivity(t, task, locale, seedOf(open.personId, round) + number), draft: step?.draft ?? null }, action: path,
    nextScript: nextScript(practice, number), save: `${path}/draft?sent=${timesSent(step ?? NOT_TRIED)}`,
    helps: helpsOf(task).slice(0, helps), help: helps < MOST_HELPS ? `${path}/help` : null,
    helpText: t(helps === 0 ? 'learning:practice.help' : 'learning:practice.more-help'),
  };
}

/** After a round: what she managed, and once more as often as she likes. */
export function roundEndView(
  t: Translate, open: OpenLesson, practice: PracticeContent, { round, steps, locale }: { round: PracticeRound; steps: readonly PracticeStep[]; locale: Locale },
): object {
  const done = practice.tasks.filter((_, index) => steps.find(({ ordinal }) => ordinal === index + 1)?.outcome === 'done');
  const left = practice.tasks.length - done.length;
  return {
    ...frameOf(t, open, stopNumber(open, practice)), heading: practice.title, managed: done.map(({ well }) => well),
    words: t('learning:practice.result', { done: done.length, count: practice.tasks.length }),
    alone: aloneWords(t, done.length, round.alone),
    left: left === 0 ? null : { text: t('learning:practice.left', { count: left }), action: `${pathOf(open, practice)}/rounds/left`, button: t('learning:practice.take-up', { count: left }) },
    again: `${pathOf(open, practice)}/rounds`, nextScript: nextScript(practice, 0), onward: onward(open, practice), rounds: t('learning:practice.rounds', { count: round.round }),
    first: firstTask(t, open, practice, { locale, round: round.round + 1 }),
  };
}

/** The script of the task that follows one, so that it is there before she is; null where it needs none. @param number 0: before the first */
function nextScript({ tasks }: PracticeContent, number: number): string | null {
  const next = tasks[number];
  return next ? scriptAsset(next) : null;
}

/** Where whoever teaches tries a task. */
export function trialPath(lessonCode: string, practiceCode: string, number: number): string {
  return `/lessons/${encodeURIComponent(lessonCode)}/practice/${practiceCode}/${number}`;
}

/** A task as learners see it, with both of its helps folded below. */
export function trialView(
  t: Translate, { lesson, practice, number, locale }: { lesson: TaughtLesson; practice: PracticeContent; number: number; locale: Locale },
): object {
  const task = practice.tasks[number - 1] as PracticeTask;
  const count = practice.tasks.length;
  return {
    title: lesson.title, back: { href: `/lessons/${lesson.code}`, text: lesson.title },
    progress: { value: number, max: count, text: t('learning:trial.place', { practice: practice.title, number, count }) },
    activity: taskActivity(t, task, locale, number), action: trialPath(lesson.code, practice.code, number),
    helps: helpsOf(task),
  };
}

function taskActivity(t: Translate, task: PracticeTask, locale: Locale, seed: number): object {
  return { ...activityView(task, { t, locale, pictures: activityPictures(), seed }), askByTouch: task.touch?.ask ?? null, withoutScript: t('learning:practice.needs-script') };
}

/** Each help, and what it says in its place to whoever has a screen to touch. */
function helpsOf({ helps, touch }: PracticeTask): { text: string; byTouch: string | null }[] {
  return helps.map((text, index) => ({ text, byTouch: touch?.helps?.[index] ?? null }));
}

function pathOf({ lesson }: OpenLesson, { code }: PracticeContent): string {
  return `/learning/${lesson.code}/practice/${code}`;
}

function aloneWords(t: Translate, done: number, alone: number): string | null {
  if (done === 0) return null;
  return alone === 0 ? t('learning:practice.alone-none') : t('learning:practice.alone', { count: alone });
}

/** The form that leaves the practice's stop behind. */
function onward(open: OpenLesson, practice: PracticeContent): string {
  return `/learning/${open.lesson.code}/${stopNumber(open, practice)}`;
}

function stopNumber({ lesson }: OpenLesson, { code }: PracticeContent): number {
  return 1 + stopsOf(lesson.content).findIndex((stop) => stop.kind === 'practice' && stop.code === code);
}
