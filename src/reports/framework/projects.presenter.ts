import { amountText } from '../../ledger/amount.form.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { emptyForm, field, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { inPageOrder } from '../../shared/web/fault-order.js';
import { staleView } from '../../shared/web/stale-form.js';
import { table, type Cell } from '../../shared/web/tables.js';
import { valueDigits } from './figure-value.js';
import type { FrameworkCentre } from './framework.js';
import type { ProjectRow } from './framework.repository.js';
import { periodWords, projectPath, PROJECTS } from './project-words.js';
import { PROJECT_STATUSES, type Project } from './project.entity.js';
import type { ReadyFramework } from './ready-framework.js';

export const STATUS_BADGES: Readonly<Record<Project['status'], string | undefined>> = { planned: 'info', running: 'success', finished: undefined };

/** All projects of a centre. */
export function projectsView(t: Translate, rows: readonly ProjectRow[], mayKeep: boolean): object {
  return {
    newUrl: mayKeep ? `${PROJECTS}/new` : null,
    table: table({
      id: 'projects', caption: t('projects:list.title'), captionHidden: true,
      columns: [
        { text: t('projects:fields.title') }, { text: t('projects:fields.period') }, { text: t('projects:fields.status') },
        { text: t('projects:fields.results'), numeric: true }, { text: t('projects:fields.indicators'), numeric: true },
      ],
      rows: rows.map((row): Cell[] => [
        { text: row.title, href: projectPath(row.id), detail: row.funder }, { text: periodWords(t, row) },
        { badge: { text: t(`projects:statuses.${row.status}`), kind: STATUS_BADGES[row.status] } }, { text: row.results }, { text: row.indicators },
      ]),
      empty: {
        title: t('projects:list.none'), text: t('projects:list.none-text'), icon: 'book',
        ...(mayKeep ? { href: `${PROJECTS}/new`, action: t('projects:list.add') } : {}),
      },
    }),
  };
}

/** What stands around the form of a project: the centres that may be chosen, and of those chosen already the ones that stay. */
export interface ProjectSurroundings {
  kept: readonly FrameworkCentre[];
  others: readonly FrameworkCentre[];
}

/** The form of a new project, with what its framework may begin with. */
export function newProjectView(t: Translate, form: FormView, around: ProjectSurroundings, ready: readonly ReadyFramework[], chosenCentre: string): object {
  const fields = [...readyField(t, form, ready), ...projectFields(t, form, around, null, [chosenCentre])];
  return {
    back: { href: PROJECTS, text: t('projects:list.title') }, form: inPageOrder(form, fields), lead: t('projects:new.lead'), action: PROJECTS, fields,
    submit: t('projects:new.submit'), cancelUrl: PROJECTS,
  };
}

function readyField(t: Translate, form: FormView, ready: readonly ReadyFramework[]): Field[] {
  if (ready.length === 0) return [];
  const choices = [...ready.map(({ key, name, about }) => ({ value: key, label: name, hint: about })), { value: 'none', label: t('projects:new.empty'), hint: t('projects:new.empty-hint') }];
  return [field(form, t, { name: 'ready', type: 'radios', label: 'projects:new.ready', value: ready[0]?.key, choices })];
}

/** The form that changes a project; after a stale save it carries the present version. */
export function editProjectView(t: Translate, form: FormView, { project, centreIds, around, stale }: {
  project: Project; centreIds: readonly string[]; around: ProjectSurroundings; stale: boolean;
}): object {
  const path = projectPath(project.id);
  const fields = projectFields(t, form, around, project, centreIds);
  return {
    back: { href: path, text: project.title }, form: inPageOrder(form, fields), action: path, fields, submit: t('common:save'), cancelUrl: path,
    hidden: [{ name: 'version', value: stale ? project.version : form.values.version ?? project.version }],
    stale: stale ? staleView(t, fields, projectFields(t, emptyForm(), around, project, centreIds)) : null,
  };
}

function projectFields(t: Translate, form: FormView, { kept, others }: ProjectSurroundings, known: Project | null, centreIds: readonly string[]): Field[] {
  const day = (date: string | null | undefined): string | null => (date ? formatLocalDate(date) : null);
  return [
    field(form, t, { name: 'title', label: 'projects:fields.title', maxlength: 200, value: known?.title }),
    field(form, t, { name: 'funder', label: 'projects:fields.funder', hint: 'projects:hints.funder', maxlength: 160, value: known?.funder }),
    field(form, t, { name: 'reference', label: 'projects:fields.reference', hint: 'projects:hints.reference', optional: true, maxlength: 60, width: 'medium', value: known?.reference }),
    field(form, t, { name: 'startsOn', type: 'date', label: 'projects:fields.startsOn', value: day(known?.startsOn) }),
    field(form, t, { name: 'endsOn', type: 'date', label: 'projects:fields.endsOn', value: day(known?.endsOn) }),
    field(form, t, { name: 'status', type: 'radios', label: 'projects:fields.status', value: known?.status ?? 'planned', inline: true, choices: PROJECT_STATUSES.map((value) => ({ value, label: t(`projects:statuses.${value}`) })) }),
    field(form, t, {
      name: 'centres', type: 'checkboxes', label: 'projects:fields.centres', value: [...centreIds], choices: kept.map(({ id, name }) => ({ value: id, label: name })),
      ...(others.length > 0 ? { hint: 'projects:hints.other-centres', params: { names: others.map(({ name }) => name) } } : {}),
    }),
    field(form, t, { name: 'budget', type: 'money', label: 'projects:fields.budget', value: known ? amountText(known.budgetCents).replaceAll(',', '') : null }),
    field(form, t, { name: 'dollarRate', label: 'projects:fields.dollarRate', hint: 'projects:hints.dollarRate', optional: true, width: 'short', value: known?.dollarRate ? valueDigits(known.dollarRate) : null }),
    field(form, t, { name: 'dollarRateOn', type: 'date', label: 'projects:fields.dollarRateOn', optional: true, value: day(known?.dollarRateOn) }),
    field(form, t, { name: 'summary', type: 'textarea', label: 'projects:fields.summary', hint: 'projects:hints.summary', optional: true, value: known?.summary }),
    field(form, t, { name: 'titleEnglish', label: 'projects:fields.titleEnglish', hint: 'projects:hints.english', optional: true, maxlength: 200, value: known?.english?.title }),
    field(form, t, { name: 'summaryEnglish', type: 'textarea', label: 'projects:fields.summaryEnglish', optional: true, value: known?.english?.summary }),
    field(form, t, { name: 'iatiOrganisation', label: 'projects:fields.iatiOrganisation', hint: 'projects:hints.iatiOrganisation', optional: true, maxlength: 60, width: 'medium', value: known?.iatiOrganisation }),
    field(form, t, { name: 'iatiActivity', label: 'projects:fields.iatiActivity', hint: 'projects:hints.iatiActivity', optional: true, maxlength: 60, width: 'medium', value: known?.iatiActivity }),
    field(form, t, { name: 'iatiReporter', label: 'projects:fields.iatiReporter', hint: 'projects:hints.iatiReporter', optional: true, maxlength: 160, value: known?.iatiReporter }),
    field(form, t, { name: 'booksAreItsOwn', type: 'checkbox', label: 'projects:fields.booksAreItsOwn', hint: 'projects:hints.booksAreItsOwn', value: known?.booksAreItsOwn ?? false }),
  ];
}
