import { momentWords } from '../../shared/web/date-words.js';
import type { FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { removalParts } from '../../shared/web/stale-form.js';
import type { Viewer } from '../../shared/web/viewer.js';
import type { ReportContent } from './report-content.js';
import type { Report } from './report.entity.js';
import { reportPath, reportTitle } from './reports.presenter.js';
import { toldSummary } from './told-sections.js';

/** Before a report is signed for ever: what it says in short, of when its figures are, and what signing means. */
export function publicationView(t: Translate, report: Report, { content, digest, viewer }: { content: ReportContent; digest: string; viewer: Viewer }): object {
  return {
    lines: [...toldSummary({ t, locale: viewer.locale, content }), t('reports:page.as-of', { moment: momentWords(content.asOf) })],
    ...questionView(t, report, { about: t('reports:publish.about', { name: viewer.name }), action: 'publication', submit: t('reports:publish.submit'), hidden: [{ name: 'digest', value: digest }] }),
  };
}

/** Before a draft is thrown away, with what was written in it. */
export function discardView(t: Translate, report: Report, form: FormView): object {
  const now = t('reports:page.as-of', { moment: momentWords(report.composedAt ?? report.createdAt) });
  const parts = removalParts(form, { version: report.version, label: reportTitle(t, report), now, submit: t('reports:page.remove') });
  return { lines: [], ...questionView(t, report, { about: t('reports:discard.about'), action: 'removal', ...parts }) };
}

/** The model of `reports/question`, but for its lines. */
function questionView(t: Translate, report: Report, { about, action, ...more }: { about: string; action: string; submit?: string; hidden?: object[] }): object {
  const path = reportPath(report.id);
  return { back: { href: path, text: reportTitle(t, report) }, question: { text: about, action: `${path}/${action}`, backUrl: path, back: t('common:back'), ...more } };
}
