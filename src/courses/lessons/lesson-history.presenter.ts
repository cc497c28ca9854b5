import { momentWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table } from '../../shared/web/tables.js';
import type { LessonStanding, LessonVersion, VersionPair } from './lesson-edits.repository.js';
import { changesView } from './lesson-lines.js';
import { lessonPath } from './lesson.presenter.js';

/** The versions of a lesson at a centre, the newest first. */
export function historyView(t: Translate, standing: LessonStanding, versions: readonly LessonVersion[]): object {
  const { code, title, ordinal, own } = standing;
  return {
    back: { href: lessonPath(code), text: title },
    based: ordinal, shippedAction: own === null || standing.shipped === null ? null : lessonPath(code, '/shipped'),
    table: table({
      id: 'versions', caption: t('lessons:history.caption'), captionHidden: true,
      columns: ['version', 'when', 'who', 'why'].map((name) => ({ text: t(`lessons:history.columns.${name}`) })),
      rows: versions.map((version) => [
        {
          text: t('lessons:history.version', { number: version.ordinal }), href: lessonPath(code, `/history/${version.ordinal}`),
          detail: version.ordinal === ordinal ? t('lessons:history.taught-now') : null,
        },
        { text: momentWords(version.createdAt) }, { text: version.author ?? t('lessons:history.nobody') },
        { text: version.reason },
      ]),
      empty: { title: t('lessons:history.empty-title'), text: t('lessons:history.empty-text'), icon: 'book' },
    }),
  };
}

/** One version: who, when, why, and what it changed. */
export function versionView(t: Translate, standing: LessonStanding, { version, source, before }: VersionPair): object {
  const { code, ordinal } = standing;
  return {
    back: { href: lessonPath(code, '/history'), text: t('lessons:history.title', { lesson: standing.title }) },
    eyebrow: standing.title,
    facts: [
      { label: t('lessons:history.columns.when'), text: momentWords(version.createdAt) },
      { label: t('lessons:history.columns.who'), text: version.author ?? t('lessons:history.nobody') },
      { label: t('lessons:history.columns.why'), text: version.reason ?? '' },
    ],
    compared: version.ordinal === 1 ? t('lessons:history.against-shipped') : t('lessons:history.against', { number: version.ordinal - 1 }),
    changes: changesView(t, before, source),
    taught: version.ordinal === ordinal,
    action: version.ordinal === ordinal ? null : lessonPath(code, `/history/${version.ordinal}/return`), based: ordinal,
  };
}

/** After an upgrade: what Minka changed, and how the centre's own text differs from it. */
export function upgradeView(t: Translate, { code, title, ordinal, own, shipped, basedOn }: LessonStanding): object {
  return {
    back: { href: lessonPath(code), text: title }, based: ordinal,
    brought: changesView(t, basedOn ?? '', shipped ?? ''), own: changesView(t, shipped ?? '', own ?? ''),
    takeAction: lessonPath(code, '/shipped'), keepAction: lessonPath(code, '/upgrade'), editUrl: lessonPath(code, '/edit'),
  };
}
