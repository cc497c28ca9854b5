import type { Job } from '../../shared/jobs/job.entity.js';
import type { JobView } from '../../shared/jobs/job-runner.js';
import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { dateWords, momentWords, spanWords } from '../../shared/web/date-words.js';
import { field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table, type Cell } from '../../shared/web/tables.js';
import type { Viewer } from '../../shared/web/viewer.js';
import { projectTabs } from '../framework/project-tabs.js';
import { PROJECTS } from '../framework/project-words.js';
import type { Project } from '../framework/project.entity.js';
import type { Period } from '../indicators/indicator.js';
import type { MissingRegister } from './report-content.js';
import { LONGEST_WHY } from './report.form.js';
import type { PdfOptions } from './report-pdf.js';
import type { Report } from './report.entity.js';
import type { ReportLine } from './reports.repository.js';

export function projectReportsPath(projectId: Id): string {
  return `/projects/${projectId}/reports`;
}

export function reportPath(id: Id): string {
  return `/reports/${id}`;
}

export function missingPath(projectId: Id, { from, to }: Period): string {
  return `${projectReportsPath(projectId)}/missing?startsOn=${from}&endsOn=${to}`;
}

type Span = Pick<Report, 'startsOn' | 'endsOn'>;

export function spanOf(t: Translate, { startsOn, endsOn }: Span): string {
  return startsOn === endsOn ? dateWords(t, startsOn) : spanWords(t, startsOn, endsOn);
}

/** `Informe del 1 de enero al 31 de marzo de 2026` */
export function reportTitle(t: Translate, report: Span): string {
  return t('reports:title', { span: spanOf(t, report) });
}

/** Without its ending. */
export function fileName(t: Translate, { startsOn, endsOn, edition, status }: Pick<Report, 'startsOn' | 'endsOn' | 'edition' | 'status'>): string {
  return t(status === 'published' ? 'reports:file' : 'reports:file-draft', { from: startsOn, to: endsOn, edition: edition ?? '' });
}

/** Under the headings of UNDEF's template it is another file, which must not take the place of the first. */
export function pdfName(t: Translate, report: Parameters<typeof fileName>[1], template: PdfOptions['template']): string {
  const name = fileName(t, report);
  return template === 'undef' ? t('reports:file-undef', { name }) : name;
}

/** The reports of a project, the newest period first. */
export function reportsView(t: Translate, project: Pick<Project, 'id' | 'title'>, lines: readonly ReportLine[], keeps: boolean): object {
  return {
    back: { href: PROJECTS, text: t('projects:list.title') }, project: project.title, tabs: projectTabs(t, project.id, 'reports'), newUrl: keeps ? `${projectReportsPath(project.id)}/new` : null,
    table: table({
      id: 'reports', caption: t('reports:list.title'), captionHidden: true,
      columns: ['period', 'state', 'edition', 'signed'].map((name) => ({ text: t(`reports:columns.${name}`) })),
      rows: lines.map((line): Cell[] => [
        { text: spanOf(t, line), href: reportPath(line.id) }, { badge: stateOf(t, line) },
        { text: line.edition }, whoseCell(t, line),
      ]),
      empty: {
        title: t('reports:list.empty-title'), text: t(keeps ? 'reports:list.empty-text' : 'reports:list.empty-reader'), icon: 'calendar',
        ...keeps ? { href: `${projectReportsPath(project.id)}/new`, action: t('reports:new.action') } : {},
      },
    }),
  };
}

/** Who signed it and when; of a draft who began it and when, so that two of one period are told apart. */
function whoseCell(t: Translate, { signedBy, publishedAt, createdByName, createdAt }: ReportLine): Cell {
  if (publishedAt !== null) return { text: signedBy, detail: momentWords(publishedAt) };
  return { text: t('reports:list.begun', { name: createdByName ?? t('projects:nobody') }), detail: momentWords(createdAt) };
}

function stateOf(t: Translate, { status, replacedById }: ReportLine): { text: string; kind?: string } {
  if (replacedById !== null) return { text: t('reports:states.replaced') };
  return { text: t(`reports:states.${status}`), kind: status === 'published' ? 'success' : 'warning' };
}

/** The form for a new report's period. @param usual what stands there before anybody typed */
export function newReportView(t: Translate, project: Pick<Project, 'id' | 'title' | 'startsOn' | 'endsOn'>, form: FormView, usual?: Period): object {
  const dates = { from: formatLocalDate(project.startsOn), to: formatLocalDate(project.endsOn) };
  return {
    back: { href: projectReportsPath(project.id), text: t('reports:list.title') }, form, lead: t('reports:new.lead', dates), action: projectReportsPath(project.id),
    fields: [
      field(form, t, { name: 'startsOn', type: 'date', label: 'reports:fields.startsOn', value: usual && formatLocalDate(usual.from) }),
      field(form, t, { name: 'endsOn', type: 'date', label: 'reports:fields.endsOn', value: usual && formatLocalDate(usual.to) }),
    ],
    submit: t('reports:new.submit'), cancelUrl: projectReportsPath(project.id),
  };
}

const MOST_SHOWN = 100;

/** Which registers a period lacks, each with the way to it where she may go there; and the way on without them. */
export function missingView(t: Translate, { project, period, missing, centres, viewer }: {
  project: Pick<Project, 'id'>; period: Period; missing: readonly MissingRegister[]; centres: readonly { id: Id; name: string }[]; viewer: Viewer;
}): object {
  const names = new Map(centres.map(({ id, name }) => [id, name]));
  const span = { startsOn: period.from, endsOn: period.to };
  return {
    back: { href: `${projectReportsPath(project.id)}/new?startsOn=${period.from}&endsOn=${period.to}`, text: t('reports:missing.back') },
    lead: t('reports:missing.lead', { count: missing.length, span: spanOf(t, span) }), more: missing.length > MOST_SHOWN ? t('reports:missing.more', { count: missing.length - MOST_SHOWN }) : null,
    table: table({
      id: 'missing', caption: t('reports:missing.title'), captionHidden: true, columns: ['day', 'group', 'centre'].map((name) => ({ text: t(`reports:columns.${name}`) })),
      rows: missing.slice(0, MOST_SHOWN).map(({ on, group, centreId, sessionId }): Cell[] => [
        { text: formatLocalDate(on), ...centreId === viewer.centreId ? { href: `/sessions/${sessionId}/register` } : {} }, { text: group }, { text: names.get(centreId) },
      ]),
    }),
    action: projectReportsPath(project.id), cancelUrl: projectReportsPath(project.id),
    hidden: [{ name: 'startsOn', value: period.from }, { name: 'endsOn', value: period.to }, { name: 'missing', value: 'known' }],
  };
}

/** While a report's figures are gathered. */
export function composingView(t: Translate, report: Report, job: Job | null, progress: JobView | null, faults: readonly string[]): object {
  const failed = job?.status === 'failed' ? (job.result as { reasons?: Refusal[] } | null)?.reasons ?? [] : [];
  const stuck = failed.length > 0 || job === null;
  return {
    back: { href: projectReportsPath(report.projectId), text: t('reports:list.title') }, faults: [...faults, ...failed.map(({ reason, params }) => t(reason, params))],
    progress: stuck || !progress ? null : { ...progress, title: t('reports:composing.title') }, again: stuck ? `${reportPath(report.id)}/refresh` : null,
  };
}

/** In the place of a report whose content is gone: what that means, and what can be done. The list, its signature and its hash still stand. */
export function goneView(t: Translate, report: Report): object {
  const signed = report.status === 'published';
  return {
    back: { href: projectReportsPath(report.projectId), text: t('reports:list.title') }, title: reportTitle(t, report), lead: t(`reports:gone.${signed ? 'signed' : 'draft'}`),
    digest: signed ? report.digest : null, refreshUrl: signed ? null : `${reportPath(report.id)}/refresh`, next: t(`reports:gone.${signed ? 'signed-next' : 'draft-next'}`),
  };
}

/** The form for what changed and why. */
export function correctionView(t: Translate, report: Pick<Report, 'id' | 'startsOn' | 'endsOn'>, form: FormView): object {
  return {
    back: { href: reportPath(report.id), text: reportTitle(t, report) }, form, lead: t('reports:correction.lead'), action: `${reportPath(report.id)}/correction`,
    fields: [field(form, t, { name: 'why', type: 'textarea', label: 'reports:fields.why', hint: 'reports:hints.why', rows: 6, maxlength: LONGEST_WHY })],
    submit: t('reports:correction.submit'), cancelUrl: reportPath(report.id),
  };
}
