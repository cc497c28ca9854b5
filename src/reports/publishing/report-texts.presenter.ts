import { field, type Field, type FormView, emptyForm } from '../../shared/web/fields.js';
import type { Locale, Translate } from '../../shared/web/i18n.js';
import { staleView } from '../../shared/web/stale-form.js';
import { LONGEST_TEXT, textName } from './report-texts.form.js';
import { TEXT_KEYS, type ReportTexts } from './report-texts.js';
import { reportPath, reportTitle } from './reports.presenter.js';
import type { Report } from './report.entity.js';

const LOCALES = ['es', 'en'] as const satisfies readonly Locale[];

/** The form for what no record says, in the draft's two languages. @param stale somebody else has changed the draft meanwhile */
export function textsView(t: Translate, report: Pick<Report, 'id' | 'startsOn' | 'endsOn' | 'digest'>, texts: ReportTexts | undefined, form: FormView, stale = false): object {
  const fields = textFields(t, form, texts);
  return {
    back: { href: reportPath(report.id), text: reportTitle(t, report) }, form, lead: t('reports:texts.lead'), action: `${reportPath(report.id)}/texts`, fields,
    hidden: [{ name: 'digest', value: stale ? report.digest : form.values.digest ?? report.digest }], stale: stale ? staleView(t, fields, textFields(t, emptyForm(), texts)) : null,
    submit: t('common:save'), cancelUrl: reportPath(report.id),
  };
}

function textFields(t: Translate, form: FormView, texts: ReportTexts | undefined): Field[] {
  return LOCALES.flatMap((locale) => TEXT_KEYS.map((key) => field(form, t, {
    name: textName(key, locale), type: 'textarea', rows: 5, optional: true, maxlength: LONGEST_TEXT, label: locale === 'es' ? `reports:texts.fields.${key}` : `reports:texts.english.${key}`,
    ...locale === 'es' ? { hint: `reports:texts.hints.${key}` } : {}, value: texts?.[locale]?.[key],
  })));
}
