import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table } from '../../shared/web/tables.js';
import type { CourseContent, CourseFault } from '../course-outline.js';
import type { PackagePlan } from './course-packages.service.js';

/** The form that a package is sent in with, and what is wrong with the one that came. */
export function packageFormView(t: Translate, form: FormView, faults: readonly CourseFault[]): object {
  return {
    back: { href: '/courses', text: t('courses:list.title') }, form, action: '/course-packages',
    field: field(form, t, { name: 'file', type: 'file', label: 'packages:form.file', hint: 'packages:form.file-hint', accept: '.zip' }),
    faults: faults.length === 0 ? null : table({
      id: 'faults', caption: t('packages:form.faults', { count: faults.length }),
      columns: ['file', 'line', 'fault'].map((name) => ({ text: t(`packages:columns.${name}`) })),
      rows: faults.slice(0, MOST_SHOWN).map(({ file, line, fault, reason, params }) => [
        { text: file || t('packages:form.package') }, { text: line },
        // Whoever mends the file wants the part's name, as the readers tell it.
        { text: t(reason, params), detail: reason.startsWith('lessons:') ? fault : null }]),
    }),
    more: faults.length > MOST_SHOWN ? t('packages:form.more', { count: faults.length - MOST_SHOWN }) : null,
  };
}

const MOST_SHOWN = 200;

/** What a package holds and what it would change, before anything is changed. */
export function packagePlanView(t: Translate, id: string, plan: PackagePlan): object {
  const { course: { content }, here } = plan;
  const same = here?.contentVersion === content.contentVersion;
  return {
    back: { href: '/course-packages', text: t('packages:form.title') },
    lead: t(same ? 'packages:plan.same' : here ? 'packages:plan.changes' : 'packages:plan.new'),
    ...planParts(t, plan), about: t('packages:plan.about'), submit: t('packages:plan.submit'), cancelUrl: '/course-packages',
    action: same ? null : `/course-packages/${id}/confirmation`,
  };
}

/** The same for the way back to what Minka brings. */
export function shippedPlanView(t: Translate, plan: PackagePlan): object {
  const { code } = plan.course.content;
  const url = `/courses/${encodeURIComponent(code)}`;
  return {
    back: { href: url, text: plan.here?.title ?? code }, lead: t('packages:shipped.lead'),
    ...planParts(t, plan), about: t('packages:shipped.about'), submit: t('packages:shipped.submit'), cancelUrl: url, action: `${url}/shipped`,
  };
}

function planParts(t: Translate, { course: { content, photos }, here }: PackagePlan): object {
  const lessons = content.modules.flatMap((module) => module.lessons);
  const gone = here ? here.modules.flatMap((module) => module.lessons).filter(({ code }) => !lessons.some((lesson) => lesson.code === code)) : [];
  const row = (lesson: { code: string; title: string }, state: string): { text: string; detail?: string; badge?: { text: string; kind: string } }[] => [
    { text: lesson.title, detail: lesson.code }, { text: '', badge: { text: t(`packages:states.${state}`), kind: KINDS[state] as string } }];
  return {
    facts: [
      { label: t('packages:plan.authors'), text: content.authors }, { label: t('packages:plan.licence'), text: content.licence },
      { label: t('packages:plan.code'), text: content.code }, ...namesFacts(t, content, here),
      { label: t('packages:plan.pieces'), text: t('packages:plan.pieces-words', {
        lessons: content.files.lessons.size, pictures: content.files.pictures.size + photos.size, practices: content.files.practices.size,
      }) },
    ],
    table: table({
      id: 'lessons', caption: t('packages:plan.lessons'), columns: ['lesson', 'state'].map((name) => ({ text: t(`packages:columns.${name}`) })),
      rows: [...lessons.map((lesson) => row(lesson, stateOf(lesson.code, content, here))), ...gone.map((lesson) => row(lesson, 'gone'))],
    }),
  };
}

/** What the course and its modules would be called, where that changes: no row of a lesson tells it. */
function namesFacts(t: Translate, content: CourseContent, here: CourseContent | null): { label: string; text: string }[] {
  if (!here) return [];
  const named = [{ label: t('packages:plan.course-title'), before: here.title, after: content.title }, ...content.modules.map((module) => ({
    label: t('packages:plan.module-title', { code: module.code }), before: here.modules.find(({ code }) => code === module.code)?.title, after: module.title,
  }))];
  return named.filter(({ before, after }) => before !== undefined && before !== after)
    .map(({ label, before, after }) => ({ label, text: t('packages:plan.renamed', { before: before ?? '', after }) }));
}

const KINDS: Record<string, string> = { new: 'info', changed: 'warning', same: 'neutral', gone: 'danger' };

function stateOf(code: string, content: CourseContent, here: CourseContent | null): 'new' | 'changed' | 'same' {
  const before = here?.modules.flatMap((module) => module.lessons).find((lesson) => lesson.code === code);
  if (!here || !before) return 'new';
  const after = content.modules.flatMap((module) => module.lessons).find((lesson) => lesson.code === code);
  const alike = JSON.stringify(before) === JSON.stringify(after) && here.files.lessons.get(code) === content.files.lessons.get(code);
  return alike ? 'same' : 'changed';
}

/** What stands in a package for whoever opens it without Minka. */
export function licenceText(t: Translate, { title, authors, licence }: CourseContent, today: string): string {
  return t('packages:licence-file', { title, authors, licence, date: formatLocalDate(today) });
}
