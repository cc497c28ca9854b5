import { groupBy } from '../shared/kernel/group-by.js';
import type { Level } from '../shared/kernel/levels.js';
import { listWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ModuleRow } from './courses.repository.js';
import { pathFor, type LevelPath } from './level-path.js';

/** Where a level goes, in the first course that has a way for it: `1A a 1B`; `Curso 2: Democracia digital y equidad`. */
export function goesToWords(t: Translate, modules: readonly ModuleRow[], level: Level): string {
  for (const ofCourse of groupBy(modules, ({ courseCode }) => courseCode).values()) {
    const path = pathFor(ofCourse, level);
    if (path) return level === 0 ? t('levels:goes-to.coaching', { module: path.from.code }) : pathWords(t, path, ofCourse);
  }
  return '';
}

function pathWords(t: Translate, { from, to }: LevelPath<ModuleRow>, ofCourse: readonly ModuleRow[]): string {
  if (from === ofCourse[0] && to === ofCourse.at(-1)) return t('levels:goes-to.course', { number: from.courseOrdinal, title: from.courseTitle });
  return from === to ? from.code : t('levels:goes-to.span', { from: from.code, to: to.code });
}

/** With what a group of a level begins and how it goes on: `1A La computadora; sigue con 1B Escribir en la computadora`. */
export function beginsWords(t: Translate, ofCourse: readonly ModuleRow[], moduleCode: string | null): string {
  const start = ofCourse.findIndex(({ code }) => code === moduleCode);
  const [first, ...rest] = ofCourse.slice(Math.max(0, start));
  if (!first) return '';
  const begins = t('levels:goes-to.module', { code: first.code, title: first.title });
  return rest.length === 0 ? begins : t('levels:goes-to.then', { begins, codes: listWords(t, rest.map(({ code }) => code)) });
}
