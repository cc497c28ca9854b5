import { tidy } from '../../shared/kernel/text.js';
import type { LessonContent } from '../lesson-content.js';

/** A lesson while somebody edits it: all of it as it was typed, whatever is wrong with it. */
export interface LessonDraft {
  /** Empty for the outline's own. */
  title: string;
  aim: string;
  minutes: string;
  practice: string[];
  intro: string;
  steps: DraftStep[];
  questions: { ask: string; options: string[]; right: string; why: string }[];
  plan: DraftPlan;
  sources: { fact: string; title: string; url: string; checked: string }[];
}

export interface DraftStep {
  title: string;
  text: string;
  /** The name of a picture, empty without one. */
  picture: string;
  alt: string;
}

interface DraftPlan {
  stages: { minutes: string; do: string }[];
  /** One thing a line. */
  prepare: string;
  wrong: { sign: string; help: string }[];
  /** From level 0 to level 3. */
  levels: string[];
}

type Body = Readonly<Record<string, unknown>>;

/** More rows than a lesson can have are not even looked at. */
const MOST_ROWS = 20;
const QUESTIONS = [0, 1, 2];
const OPTIONS = [0, 1, 2];
const LEVELS = [0, 1, 2, 3] as const;

/** What a lesson is edited as; a lesson that has no text yet begins with four empty steps. */
export function draftOf(lesson: LessonContent | null): LessonDraft {
  if (!lesson) return readDraft({ minutes: '15', 'steps.3.title': '' });
  const { title = '', aim = '', minutes, practice, intro, steps, questions, plan, sources } = lesson;
  return {
    title, aim, minutes: String(minutes), practice, intro,
    steps: steps.map(({ title, text, picture }) => ({ title, text, picture: picture?.name ?? '', alt: picture?.alt ?? '' })),
    questions: questions.map(({ ask, options, right, why }) => ({ ask, options, right: String(right), why })),
    plan: {
      stages: plan.stages.map((stage) => ({ minutes: String(stage.minutes), do: stage.do })), prepare: plan.prepare.join('\n'),
      wrong: plan.wrong, levels: LEVELS.map((level) => plan.levels[level]),
    },
    sources,
  };
}

/** What a form brings, field by field; rows of the plan and of the sources in which nothing stands are left out. */
export function readDraft(body: Body): LessonDraft {
  const line = (name: string): string => tidy(textIn(body, name)).normalize('NFC');
  const rows = <T extends string>(place: string, ...names: T[]): Record<T, string>[] => indices(body, place)
    .map((index) => Object.fromEntries(names.map((name) => [name, line(`${place}.${index}.${name}`)])) as Record<T, string>)
    .filter((row) => Object.values(row).some((value) => value !== ''));
  return {
    title: line('title'), aim: line('aim'), minutes: line('minutes'),
    practice: [body.practice ?? []].flat().filter((code): code is string => typeof code === 'string' && code !== '').slice(0, 10),
    intro: lines(body, 'intro'),
    steps: indices(body, 'steps').map((index) => ({
      title: line(`steps.${index}.title`), text: lines(body, `steps.${index}.text`), picture: line(`steps.${index}.picture`),
      // What closes the words of a picture in Markdown would end them.
      alt: line(`steps.${index}.alt`).replaceAll('[', '(').replaceAll(']', ')'),
    })),
    questions: QUESTIONS.map((index) => ({
      ask: line(`questions.${index}.ask`), options: OPTIONS.map((option) => line(`questions.${index}.options.${option}`)),
      right: line(`questions.${index}.right`), why: line(`questions.${index}.why`),
    })),
    plan: {
      stages: rows('plan.stages', 'minutes', 'do'), prepare: lines(body, 'plan.prepare'), wrong: rows('plan.wrong', 'sign', 'help'),
      levels: LEVELS.map((level) => line(`plan.levels.${level}`)),
    },
    sources: rows('sources', 'fact', 'title', 'url', 'checked'),
  };
}

/** The lesson that a draft describes; what is no number stays none, so that reading it names the fault. */
export function lessonOf(draft: LessonDraft, { code, version }: { code: string; version: number }): LessonContent {
  const { intro, steps, questions, plan, sources, practice } = draft;
  return {
    lesson: code, version, ...draft.title && { title: draft.title }, ...draft.aim && { aim: draft.aim }, minutes: numberOf(draft.minutes), practice,
    questions: questions.map((question) => ({ ...question, right: numberOf(question.right) })),
    sources,
    plan: {
      stages: plan.stages.map((stage) => ({ minutes: numberOf(stage.minutes), do: stage.do })),
      prepare: plan.prepare.split('\n').map((one) => one.trim()).filter(Boolean), wrong: plan.wrong,
      levels: { 0: plan.levels[0] ?? '', 1: plan.levels[1] ?? '', 2: plan.levels[2] ?? '', 3: plan.levels[3] ?? '' },
    },
    intro,
    steps: steps.map(({ title, text, picture, alt }) => ({ title, text, picture: picture ? { name: picture, alt } : null, line: 0 })),
  };
}

/** A draft as the values of its form's fields: `{ 'steps.0.title': … }`. */
export function draftValues(draft: LessonDraft): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  const collect = (value: unknown, name: string): void => {
    if (typeof value === 'string') values[name] = value;
    else for (const [key, inner] of Object.entries(value as object)) collect(inner, name ? `${name}.${key}` : key);
  };
  const { practice, ...rest } = draft;
  collect(rest, '');
  return { ...values, practice };
}

/** What a button of the form does to the steps: `add.2` puts one after the third, `up.2`, `down.2`, `remove.2`. */
export function changeSteps(steps: readonly DraftStep[], act: string): DraftStep[] {
  const [, verb, place] = /^(add|up|down|remove)\.(\d{1,2})$/u.exec(act) ?? [];
  const index = Number(place);
  const step = steps[index];
  const changed = [...steps];
  if (!verb || !step) return changed;
  if (verb === 'add' && steps.length < MOST_ROWS) changed.splice(index + 1, 0, { title: '', text: '', picture: '', alt: '' });
  if (verb === 'remove' && steps.length > 1) changed.splice(index, 1);
  const other = verb === 'up' ? index - 1 : index + 1;
  if ((verb === 'up' || verb === 'down') && steps[other]) [changed[index], changed[other]] = [steps[other], step];
  return changed;
}

/** 0 to the highest number that a field of this place has. */
function indices(body: Body, place: string): number[] {
  const found = Object.keys(body).map((name) => (name.startsWith(`${place}.`) ? Number(/^(\d{1,2})\./u.exec(name.slice(place.length + 1))?.[1]) : Number.NaN));
  const highest = Math.max(-1, ...found.filter((index) => index < MOST_ROWS));
  return Array.from({ length: highest + 1 }, (_, index) => index);
}

function lines(body: Body, name: string): string {
  return textIn(body, name).normalize('NFC').replace(/\r\n?/gu, '\n').split('\n').map((one) => one.trimEnd()).join('\n').trim();
}

function textIn(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.replace(/[\p{Cc}\p{Co}\p{Cn}]/gu, (sign) => (sign === '\n' || sign === '\r' || sign === '\t' ? sign : '')) : '';
}

function numberOf(text: string): number {
  return /^\d{1,3}$/u.test(text) ? Number(text) : (text as unknown as number);
}
