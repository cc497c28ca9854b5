import { LEVELS } from '../shared/kernel/levels.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { isShipped } from './course-content.js';
import { pictureUrl, pictureWords } from './course-pictures.js';
import { TELLERS } from './courses.policy.js';
import type { CourseOutline } from './courses.repository.js';

export type OfferTab = 'editions' | 'courses' | 'trainers';

/** The tabs over what the centre offers: its editions, the courses' plans, who teaches when. */
export function offerTabs(t: Translate, current: OfferTab, roles: readonly Role[]): object {
  const paths: Record<OfferTab, string> = { editions: '/editions', courses: '/courses', trainers: '/trainers' };
  const items = (Object.keys(paths) as OfferTab[]).filter((tab) => tab !== 'trainers' || TELLERS.some((role) => roles.includes(role))).map((tab) => ({
    href: paths[tab], text: t(`courses:tabs.${tab}`), current: tab === current,
  }));
  return { label: t('courses:tabs.label'), items };
}

/** A level's name: `Primeros pasos`. */
export function levelWord(t: Translate, level: number): string {
  return t(`levels:names.${level}`);
}

/** From which level to which, or for which one: `De Primeros pasos a Autónomo`, `Para el nivel Autónomo`. */
export function levelsWords(t: Translate, from: number, to: number): string {
  return from === to ? t('courses:level', { level: levelWord(t, from) }) : t('courses:levels', { from: levelWord(t, from), to: levelWord(t, to) });
}

/** The courses with their modules, as somebody reads them who is to choose. */
export function coursesView(t: Translate, outlines: readonly CourseOutline[], roles: readonly Role[]): object {
  return {
    bringUrl: roles.includes('administrator') ? '/course-packages' : null,
    tabs: offerTabs(t, 'courses', roles),
    courses: outlines.map((course) => ({
      title: course.title,
      aim: course.aim,
      href: `/courses/${course.code}`,
      facts: factsWords(t, course),
      modules: course.modules.map((module) => ({
        code: module.code, title: module.title,
        about: t('courses:list.module', { lessons: module.lessons.length, hours: module.hours, level: levelWord(t, module.levelNeeded) }),
      })),
    })),
  };
}

/** What the viewer may do with a course. */
export interface OutlineRights {
  /** Change what the centre teaches. */
  mayEdit: boolean;
  /** Bring courses in, and take back what was brought. */
  mayBring: boolean;
}

/** One course from its first lesson to its last. */
export function outlineView(t: Translate, course: CourseOutline, others: readonly { code: string; title: string }[], { mayEdit, mayBring }: OutlineRights): object {
  const prerequisite = others.find(({ code }) => code === course.prerequisiteCode);
  return {
    aim: course.aim, titlesUrl: mayEdit ? `/courses/${encodeURIComponent(course.code)}/titles` : null, historyUrl: `/courses/${encodeURIComponent(course.code)}/titles/history`,
    back: { href: '/courses', text: t('courses:list.title') },
    facts: [
      { label: t('courses:outline.level-needed'), text: levelWord(t, course.levelNeeded) },
      // A course that needs what it leads to is about other things than the level.
      ...(course.levelReached === course.levelNeeded ? [] : [{ label: t('courses:outline.level-reached'), text: levelWord(t, course.levelReached) }]),
      { label: t('courses:outline.hours'), text: t('courses:hours', { count: course.hours }) },
      {
        label: t('courses:outline.prerequisite'), href: prerequisite && `/courses/${prerequisite.code}`,
        text: prerequisite ? prerequisite.title : t('courses:outline.no-prerequisite'),
      },
    ],
    modules: course.modules.map((module) => ({
      code: module.code, title: module.title, aim: module.aim,
      levels: levelsWords(t, module.levelNeeded, module.levelReached),
      hours: t('courses:hours', { count: module.hours }),
      lessons: module.lessons.map(({ code, title, aim, minutes }) => (
        { title, aim, href: `/lessons/${encodeURIComponent(code)}`, minutes: t('courses:minutes', { count: minutes }) })),
    })),
    levels: LEVELS.map((level) => ({ label: levelWord(t, level), text: t(`courses:level-tasks.${level}`) })),
    packaged: mayEdit ? packagedView(t, course, mayBring) : null,
    take: mayEdit ? {
      text: t('packages:take.text', { licence: course.licence, authors: course.authors }),
      shipped: `/courses/${encodeURIComponent(course.code)}/package`, own: `/courses/${encodeURIComponent(course.code)}/package?own=yes`,
    } : null,
  };
}

/** Since when a course is not Minka's own; who brings courses in can go back to it where Minka brings it. */
function packagedView(t: Translate, { code, packagedAt }: CourseOutline, mayBring: boolean): object | null {
  if (packagedAt === null) return null;
  return {
    text: t('packages:shipped.since', { date: formatLocalDate(localDateAt(packagedAt)) }),
    backUrl: mayBring && isShipped(code) ? `/courses/${encodeURIComponent(code)}/shipped` : null,
  };
}

/** The drawings of a course with the names that the form of a lesson calls them by. */
export function picturesView({ code, title, contentVersion }: CourseOutline, names: readonly string[]): object {
  return {
    back: { href: `/courses/${encodeURIComponent(code)}`, text: title },
    pictures: names.map((name) => ({ words: pictureWords(name), url: pictureUrl({ courseCode: code, contentVersion }, name) })),
  };
}

function factsWords(t: Translate, course: CourseOutline): string {
  const lessons = course.modules.reduce((sum, module) => sum + module.lessons.length, 0);
  return t('courses:list.facts', { lessons, hours: course.hours, levels: levelsWords(t, course.levelNeeded, course.levelReached) });
}
