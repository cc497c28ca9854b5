import type { Id } from '../../shared/kernel/ids.js';
import { LEVELS } from '../../shared/kernel/levels.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { goingOn } from '../../shared/kernel/text.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pictureUrl, type PicturePlace } from '../course-pictures.js';
import { levelWord } from '../courses.presenter.js';
import type { LessonContent, LessonQuestion, LessonStep, TrainerPlan } from '../lesson-content.js';
import { lessonHtml } from '../lesson-markdown.js';
import type { TaughtLesson } from '../lesson-texts.repository.js';
import type { CoursePieces, LessonStanding } from './lesson-edits.repository.js';
import { isOvertaken } from './lesson-edits.repository.js';

/** A step as pages show it. */
export interface StepView {
  number: number;
  title: string;
  /** Safe to stand in a page. */
  html: string;
  picture: { url: string; alt: string } | null;
}

export function lessonPath(code: string, part = ''): string {
  return `/lessons/${encodeURIComponent(code)}${part}`;
}

/** By what name the browser keeps what is typed; of a discreet lesson it keeps nothing. */
export function draftName(code: string, accountId: Id): string {
  return `minka-lesson-${code}-${accountId}`;
}

function stepView(place: PicturePlace, { title, text, picture }: LessonStep, index: number): StepView {
  return {
    number: index + 1, title, html: lessonHtml(text),
    picture: picture && { url: pictureUrl(place, picture.name), alt: picture.alt },
  };
}

/** What of a lesson learners read: on the page, on paper, in the preview. */
export function contentView(place: PicturePlace, { intro, steps, questions, sources }: LessonContent): object {
  return {
    introHtml: intro === '' ? null : lessonHtml(intro),
    steps: steps.map((step, index) => stepView(place, step, index)),
    questions: questions.map(questionView),
    sources: sources.map(({ fact, title, url, checked }) => ({ fact, title, url, checked: formatLocalDate(checked) })),
  };
}

/** The sheet for learners: what they read, the questions without their answers, room for notes. */
export function sheetView(t: Translate, lesson: TaughtLesson, content: LessonContent, back: string): object {
  const { title, courseTitle, aim } = lesson;
  return {
    title, aim, course: courseTitle, intro: lessonHtml(content.intro), back, own: t('learning:print.own'),
    steps: content.steps.map((step, index) => stepView(lesson, step, index)),
    questions: content.questions.map(({ ask, options }) => ({ ask, options })),
  };
}

/** A trainer's plan: its stages on a line of time, then what helps her. */
export function planView(t: Translate, { stages, prepare, wrong, levels }: TrainerPlan): object {
  let from = 0;
  const timeline = stages.map(({ minutes, do: what }) => {
    const view = { from: clockWords(from), to: clockWords(from + minutes), minutes: t('courses:minutes', { count: minutes }), what };
    from += minutes;
    return view;
  });
  return {
    total: t('courses:minutes', { count: from }), timeline, prepare, wrong,
    levels: LEVELS.map((level) => ({ label: levelWord(t, level), text: levels[level] })),
  };
}

/** The page of a lesson for the staff. */
export function lessonView(
  t: Translate, parts: { lesson: TaughtLesson; standing: LessonStanding; practices: CoursePieces['practices']; mayEdit: boolean; accountId: Id },
): object {
  const { lesson, standing, practices, mayEdit, accountId } = parts;
  const { content, code } = lesson;
  return {
    ...frameView(lesson),
    minutes: t('courses:minutes', { count: lesson.minutes }),
    content: content && {
      ...contentView(lesson, content), plan: planView(t, content.plan),
      practices: content.practice.map((one) => ({
        title: practices.find((practice) => practice.code === one)?.title ?? one, href: lessonPath(code, `/practice/${encodeURIComponent(one)}/1`),
      })),
    },
    ways: content && { print: lessonPath(code, '/print'), plan: lessonPath(code, '/plan/print'), projector: lessonPath(code, '/projector') },
    editUrl: mayEdit ? lessonPath(code, '/edit') : null,
    historyUrl: mayEdit && standing.ordinal > 0 ? lessonPath(code, '/history') : null,
    saved: mayEdit ? { draft: draftName(code, accountId), version: standing.ordinal } : null,
    own: standing.own !== null,
    upgradeUrl: mayEdit && isOvertaken(standing) ? lessonPath(code, '/upgrade') : null,
  };
}

/** Where a lesson belongs. */
export function frameView(lesson: TaughtLesson): object {
  return {
    back: { href: `/courses/${encodeURIComponent(lesson.courseCode)}`, text: lesson.courseTitle },
    title: lesson.title, aim: lesson.aim, module: `${lesson.moduleCode} · ${lesson.moduleTitle}`, code: lesson.code,
  };
}

/** One step for the whole room, or what stands before the first one. @param asked counted from 1; beyond the lesson is its last step */
export function projectorView(t: Translate, lesson: TaughtLesson, content: LessonContent, asked: number): object {
  const first = content.intro === '' ? 1 : 0;
  const last = content.steps.length;
  const number = Math.min(Math.max(first, Math.trunc(asked) || first), last);
  const at = (step: number): string | null => (step < first || step > last ? null : lessonPath(lesson.code, `/projector?step=${step}`));
  return {
    step: number === 0 ? null : stepView(lesson, content.steps[number - 1] as LessonStep, number - 1),
    intro: number === 0 ? { title: lesson.title, aim: goingOn(lesson.aim), html: lessonHtml(content.intro) } : null,
    place: number === 0 ? t('lessons:projector.beginning', { count: last }) : t('lessons:projector.place', { number, last }),
    previous: at(number - 1), next: at(number + 1), back: lessonPath(lesson.code),
  };
}

function questionView({ ask, options, right, why }: LessonQuestion, index: number): object {
  return {
    number: index + 1, ask, why,
    options: options.map((text, option) => ({ letter: 'abc'[option], text, right: option + 1 === right })),
  };
}

/** `1:05` for minute 65. */
function clockWords(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}
