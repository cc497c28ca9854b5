import type { Id } from '../../shared/kernel/ids.js';
import { emptyForm, field, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { staleView } from '../../shared/web/stale-form.js';
import { LEADS_TO, withWhatLeadsTo } from './framework-rules.js';
import type { Framework, FrameworkResult } from './framework.js';
import { projectPath, promisesPath, resultPath } from './project-words.js';
import type { ProjectResult } from './project-result.entity.js';

type Kind = ProjectResult['kind'];

/** The form of a new result of a kind. @param to what it is going to lead to */
export function newResultView(t: Translate, form: FormView, framework: Framework, { kind, to }: { kind: Kind; to: Id | null }): object {
  const path = promisesPath(framework.project.id);
  return {
    back: { href: path, text: framework.project.title }, form, lead: t(`projects:results.lead-${kind}`), action: `${projectPath(framework.project.id)}/results`, submit: t('common:save'), cancelUrl: path,
    fields: resultFields(t, form, framework, { kind, leadsToId: to }), hidden: [{ name: 'kind', value: kind }],
  };
}

/** The form that changes one; after a stale save it carries the present version. */
export function editResultView(t: Translate, form: FormView, framework: Framework, result: FrameworkResult, stale: boolean): object {
  const path = promisesPath(framework.project.id, result.id);
  const fields = resultFields(t, form, framework, result);
  return {
    back: { href: path, text: framework.project.title }, form, action: resultPath(framework.project.id, result.id), fields, submit: t('common:save'), cancelUrl: path,
    hidden: [{ name: 'version', value: stale ? result.version : form.values.version ?? result.version }],
    stale: stale ? staleView(t, fields, resultFields(t, emptyForm(), framework, result)) : null,
  };
}

function resultFields(t: Translate, form: FormView, { results }: Framework, known: Partial<ProjectResult> & Pick<ProjectResult, 'kind' | 'leadsToId'>): Field[] {
  const wanted = LEADS_TO[known.kind];
  const choices = results.filter(({ kind }) => kind === wanted).map(({ id, title }) => ({ value: id, label: title }));
  return [
    ...wanted === null ? [] : [field(form, t, {
      name: 'leadsTo', type: 'select', label: `projects:fields.leadsTo-${wanted}`, value: known.leadsToId, choices: [{ value: '', label: t('projects:choose') }, ...choices],
    })],
    field(form, t, { name: 'title', label: `projects:fields.title-${known.kind}`, hint: `projects:hints.title-${known.kind}`, maxlength: 200, value: known.title }),
    field(form, t, { name: 'description', type: 'textarea', label: 'projects:fields.description', optional: true, value: known.description }),
    field(form, t, { name: 'titleEnglish', label: 'projects:fields.titleEnglish', hint: 'projects:hints.english', optional: true, maxlength: 200, value: known.english?.title }),
    field(form, t, { name: 'descriptionEnglish', type: 'textarea', label: 'projects:fields.descriptionEnglish', optional: true, value: known.english?.description }),
  ];
}

/** The question before a result is taken out: what goes with it, one line each. */
export function resultRemovalView(t: Translate, { project, results }: Framework, result: FrameworkResult): object {
  const path = promisesPath(project.id, result.id);
  const going = withWhatLeadsTo(results, result.id);
  const lines = going.flatMap((one) => [
    ...one.id === result.id ? [] : [t('projects:removal.result', { kind: t(`projects:kinds.${one.kind}`), title: one.title })],
    ...one.indicators.map(({ title }) => t('projects:removal.indicator', { title })),
  ]);
  return removalView(t, { path, action: `${resultPath(project.id, result.id)}/removal`, title: result.title, lines, back: { href: path, text: project.title } });
}

/** The model of `reports/projects/removal`. */
export function removalView(t: Translate, { path, action, title, lines, back }: {
  path: string; action: string; title: string; lines: readonly string[]; back: { href: string; text: string };
}): object {
  return {
    back, lines, goes: t(lines.length > 0 ? 'projects:removal.goes' : 'projects:removal.alone'),
    question: { text: t('projects:removal.text', { title }), action, submit: t('projects:removal.submit'), danger: true, backUrl: path, back: t('common:back') },
  };
}
