import type { Translate } from '../../shared/web/i18n.js';
import { page, type Answer } from '../../shared/web/page.js';
import type { Report } from './report.entity.js';
import { goneView, reportTitle } from './reports.presenter.js';
import { ContentGone } from './reports.repository.js';

/** What is asked of a report, or plain words where its content is gone: nobody is told that a signed report never was. */
export async function unlessGone(t: Translate, report: Report, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ContentGone)) throw error;
    return page('reports/gone', goneView(t, report), { title: reportTitle(t, report), status: 410 });
  }
}
