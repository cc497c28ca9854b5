import { changedParts, lineDiff } from '../../shared/kernel/line-diff.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Translate } from '../../shared/web/i18n.js';
import { OWN_PICTURE, pictureWords } from '../course-pictures.js';
import { readLesson, type LessonContent } from '../lesson-content.js';

/** What the partial `courses/lessons/changes` shows. */
export interface ChangesView {
  same: boolean;
  lines: { kind: 'removed' | 'added' | 'same' | 'gap'; text: string }[];
}

/** What differs between two texts of a lesson, in the words of its pages rather than in those of its file. */
export function changesView(t: Translate, before: string, after: string): ChangesView {
  const lines = lineDiff(linesOf(t, before), linesOf(t, after));
  return {
    same: lines.every(({ kind }) => kind === 'same'),
    lines: changedParts(lines).map((line) => line ?? { kind: 'gap', text: '' }),
  };
}

/** A text that cannot be read any more is shown as it is. */
function linesOf(t: Translate, source: string): string[] {
  const read = readLesson(source);
  return read.ok ? lessonLines(t, read.lesson) : source.split('\n');
}

/** A lesson as lines for people: each one thing that somebody may have changed. */
function lessonLines(t: Translate, lesson: LessonContent): string[] {
  const line = (part: string, text: string | number): string => t(`lessons:lines.${part}`, { text });
  const { title: ownTitle, aim, minutes, practice, intro, steps, questions, plan, sources } = lesson;
  return [
    ...ownTitle === undefined ? [] : [line('title', ownTitle)], ...aim === undefined ? [] : [line('aim', aim)],
    line('minutes', minutes), line('practice', practice.join(', ')), ...textLines(intro),
    ...steps.flatMap(({ title, text, picture }, index) => [
      t('lessons:lines.step', { number: index + 1, title }),
      ...picture ? [t('lessons:lines.picture', { name: pictureName(t, picture.name), alt: picture.alt })] : [],
      ...textLines(text),
    ]),
    ...questions.flatMap(({ ask, options, right, why }, index) => [
      t('lessons:lines.question', { number: index + 1, ask }), ...options, line('right', options[right - 1] ?? ''), line('why', why),
    ]),
    ...plan.stages.map((stage) => t('lessons:lines.stage', { minutes: stage.minutes, what: stage.do })),
    ...plan.prepare.map((one) => line('prepare', one)),
    ...plan.wrong.map(({ sign, help }) => t('lessons:lines.wrong', { sign, help })),
    ...([0, 1, 2, 3] as const).map((level) => t('lessons:lines.level', { level: t(`levels:names.${level}`), text: plan.levels[level] })),
    ...sources.map(({ fact, title, url, checked }) => t('lessons:lines.source', { fact, title, url, checked: formatLocalDate(checked) })),
  ];
}

/** A centre's own by the first signs of its hash: enough to see that another one took its place. */
function pictureName(t: Translate, name: string): string {
  return OWN_PICTURE.test(name) ? t('lessons:lines.own-picture', { sign: name.slice(0, 4) }) : `«${pictureWords(name)}»`;
}

function textLines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}
