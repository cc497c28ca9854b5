import type { TakenDocument } from '../../shared/files/document-files.js';
import { documentField } from '../../shared/files/document-files.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { emptyForm, field, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { removalParts, staleView } from '../../shared/web/stale-form.js';
import { formatValue } from './figure-value.js';
import { COUNTED } from './framework.form.js';
import type { Framework, FrameworkFigure, FrameworkIndicator } from './framework.js';
import type { IndicatorTarget } from './indicator-target.entity.js';
import { baselineWords, indicatorPath, periodWords, unitWord, valueWords } from './project-words.js';

/** What a form about an indicator stands on. */
export interface AboutIndicator {
  framework: Framework;
  indicator: FrameworkIndicator;
}

/** The form that sets the baseline, or puts a frozen one right. */
export function baselineView(t: Translate, form: FormView, { framework, indicator }: AboutIndicator, { correcting, stale }: { correcting: boolean; stale: boolean }): object {
  const path = indicatorPath(framework.project.id, indicator.id);
  const fieldsOf = (of: FormView): Field[] => [
    valueField(t, of, indicator, indicator.baseline),
    field(of, t, { name: 'on', type: 'date', label: 'projects:fields.on', value: indicator.baselineOn ? formatLocalDate(indicator.baselineOn) : null }),
    field(of, t, { name: 'source', label: 'projects:fields.baseline-source', hint: 'projects:hints.baseline-source', maxlength: 300, value: indicator.baselineSource }),
  ];
  const fields = fieldsOf(form);
  const reason = correcting ? [field(form, t, { name: 'reason', label: 'projects:fields.reason', hint: 'projects:hints.reason', maxlength: 300 })] : [];
  return {
    back: { href: path, text: indicator.title }, form, lead: t(`projects:baseline.lead-${correcting ? 'correction' : 'set'}`), action: `${path}/baseline${correcting ? '/correction' : ''}`,
    fields: [...fields, ...reason], submit: t(correcting ? 'projects:baseline.submit-correction' : 'projects:baseline.submit'), cancelUrl: path,
    hidden: [{ name: 'version', value: stale ? indicator.version : form.values.version ?? indicator.version }], stale: stale ? staleView(t, fields, fieldsOf(emptyForm())) : null,
  };
}

/** The form of a target. @param known null for a new one */
export function targetView(t: Translate, form: FormView, { framework, indicator }: AboutIndicator, known: IndicatorTarget | null, stale = false): object {
  const path = indicatorPath(framework.project.id, indicator.id);
  const fieldsOf = (of: FormView): Field[] => [
    ...periodFields(t, of, known), valueField(t, of, indicator, known?.value ?? null), countedField(t, of, framework, known),
    field(of, t, { name: 'comment', label: 'projects:fields.comment', optional: true, maxlength: 300, value: known?.comment }),
  ];
  const fields = fieldsOf(form);
  return {
    back: { href: path, text: indicator.title }, form, action: known ? `${path}/targets/${known.id}` : `${path}/targets`, fields, submit: t('common:save'), cancelUrl: path,
    facts: [{ label: t('projects:fields.baseline'), text: baselineWords(t, indicator) }, { label: t('projects:fields.project-period'), text: periodWords(t, framework.project) }],
    hidden: known ? [{ name: 'version', value: stale ? known.version : form.values.version ?? known.version }] : [],
    stale: stale ? staleView(t, fields, fieldsOf(emptyForm())) : null,
  };
}

/** The question before a target is taken out. */
export function targetRemovalView(t: Translate, { framework, indicator }: AboutIndicator, target: IndicatorTarget, form: FormView): object {
  const path = indicatorPath(framework.project.id, indicator.id);
  const [value, period] = [valueWords(t, target.value, indicator), periodWords(t, target)];
  return {
    text: t('projects:targets.removal-text', { value, period, title: indicator.title }), action: `${path}/targets/${target.id}/removal`,
    ...removalParts(form, { version: target.version, label: period, now: value, submit: t('projects:targets.removal-submit') }), backUrl: path, back: t('common:back'),
  };
}

/** The form of a figure that is typed in, with its document. */
export function figureView(t: Translate, form: FormView, { framework, indicator }: AboutIndicator, kept: TakenDocument['file']): object {
  const path = indicatorPath(framework.project.id, indicator.id);
  const proof = documentField(form, t, kept);
  return {
    back: { href: path, text: indicator.title }, form, lead: t('projects:figures.lead'), action: `${path}/figures`, files: true, submit: t('common:save'), cancelUrl: path, hidden: proof.hidden,
    fields: [
      ...periodFields(t, form, null), valueField(t, form, indicator, null),
      field(form, t, { name: 'source', label: 'projects:fields.figure-source', hint: 'projects:hints.figure-source', maxlength: 300 }), proof.field,
    ],
  };
}

/** The form that takes a figure back. */
export function withdrawalView(t: Translate, form: FormView, { framework, indicator }: AboutIndicator, figure: FrameworkFigure): object {
  const path = indicatorPath(framework.project.id, indicator.id);
  return {
    back: { href: path, text: indicator.title }, form, lead: t('projects:figures.withdrawal-lead'), action: `${path}/figures/${figure.id}/withdrawal`, submit: t('projects:figures.withdraw'), cancelUrl: path,
    facts: [{ label: t('projects:fields.period'), text: periodWords(t, figure) }, { label: t('projects:fields.value'), text: valueWords(t, figure.value, indicator) }],
    fields: [field(form, t, { name: 'reason', label: 'projects:fields.reason', hint: 'projects:hints.reason', maxlength: 300 })],
  };
}

function periodFields(t: Translate, form: FormView, known: IndicatorTarget | null): Field[] {
  return [
    field(form, t, { name: 'startsOn', type: 'date', label: 'projects:fields.from', value: known ? formatLocalDate(known.startsOn) : null }),
    field(form, t, { name: 'endsOn', type: 'date', label: 'projects:fields.until', value: known ? formatLocalDate(known.endsOn) : null }),
  ];
}

/** A target of the whole project is both at once. */
function countedField(t: Translate, form: FormView, { project }: Framework, known: IndicatorTarget | null): Field {
  const choices = COUNTED.map((value) => ({ value, label: t(`projects:counted.${value}`, { date: formatLocalDate(project.startsOn) }) }));
  return field(form, t, { name: 'counted', type: 'radios', label: 'projects:fields.counted', hint: 'projects:hints.counted', value: known?.fromStart ? 'start' : 'period', choices });
}

function valueField(t: Translate, form: FormView, indicator: FrameworkIndicator, value: number | null): Field {
  return field(form, t, {
    name: 'value', label: 'projects:fields.value-in', params: { unit: indicator.form === 'ratio' ? '%' : unitWord(t, indicator) }, hint: `projects:hints.value-${indicator.form}`, width: 'short',
    value: value === null ? null : formatValue(value, indicator.form),
  });
}
