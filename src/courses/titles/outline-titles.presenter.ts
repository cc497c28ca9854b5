import { momentWords } from '../../shared/web/date-words.js';
import { field, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { OutlinePart } from './outline-titles.js';
import type { OutlineStanding, OutlineVersion } from './outline-titles.repository.js';

/** Two fields for each part, filled in with what the centre says now. */
export function titleFields(t: Translate, form: FormView, { parts, courseCode }: OutlineStanding): Field[] {
  return [
    ...parts.flatMap((part, index) => {
      const kind = part.code === courseCode ? 'course' : 'module';
      return [
        field(form, t, {
          name: `title${index}`, label: `courses:titles.${kind}-title`, params: { code: part.code, text: part.title }, maxlength: 120, optional: true,
          hint: part.discreet ? 'courses:titles.discreet' : hintOf(part.ownTitle), value: part.ownTitle ?? part.title,
        }),
        field(form, t, {
          name: `aim${index}`, label: `courses:titles.${kind}-aim`, params: { code: part.code, text: part.aim }, maxlength: 400, optional: true,
          hint: hintOf(part.ownAim), value: part.ownAim ?? part.aim, type: 'textarea', rows: 3,
        }),
      ];
    }),
    field(form, t, { name: 'reason', label: 'courses:titles.reason', hint: 'courses:titles.reason-hint', maxlength: 200 }),
  ];
}

/** What Minka says, where the centre says something else. */
function hintOf(own: string | null): string | undefined {
  return own === null ? undefined : 'courses:titles.shipped';
}

/** What `courses/titles/history` shows: every change of the centre's, the newest first, each with a way back to it. */
export function titlesHistoryView(t: Translate, title: string, standing: OutlineStanding, versions: readonly OutlineVersion[]): object {
  const { courseCode, ordinal, parts } = standing;
  const base = coursePath(courseCode);
  return {
    back: { href: base, text: title }, based: ordinal, editUrl: `${base}/titles`,
    versions: versions.map((version) => {
      const part = parts.find(({ code }) => code === version.partCode);
      const counts = versions.find(({ partCode }) => partCode === version.partCode) === version;
      return {
        heading: version.partCode === courseCode ? t('courses:titles.of-course') : t('courses:titles.of-module', { code: version.partCode }),
        facts: [
          { label: t('courses:titles.title'), text: wordsOf(t, version.title, part?.title) }, { label: t('courses:titles.aim'), text: wordsOf(t, version.aim, part?.aim) },
          { label: t('courses:titles.why'), text: version.reason },
          { label: t('courses:titles.who'), text: `${version.author ?? '—'}, ${momentWords(Number(version.createdAt))}` },
        ],
        now: counts, action: counts || !part ? null : `${base}/titles/${version.ordinal}/return`,
      };
    }),
    empty: { title: t('courses:titles.empty-title'), text: t('courses:titles.empty-text'), icon: 'book' },
  };
}

/** `Alfabetización digital básica (lo que trae Minka)` */
function wordsOf(t: Translate, own: string | null, shipped: OutlinePart['title'] | undefined): string {
  return own ?? t('courses:titles.as-shipped', { text: shipped ?? '' });
}

export function coursePath(code: string): string {
  return `/courses/${encodeURIComponent(code)}`;
}
