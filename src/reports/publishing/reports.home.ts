import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../../shared/database/selections.js';
import { Clock, type Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { addDays, formatLocalDate, localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../../shared/web/home-sections.js';
import type { Translate } from '../../shared/web/i18n.js';
import { hasRole } from '../../shared/web/viewer.js';
import { projectPath } from '../framework/project-words.js';
import { PROJECT_KEEPERS, REPORT_SIGNERS } from '../reports.policy.js';
import { IN_VIEW, reportsDue, type PromisedPeriod } from './reports-due.js';
import { missingPath, projectReportsPath, reportPath, reportTitle, spanOf } from './reports.presenter.js';

interface ReportRow {
  id: Id;
  title: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

interface PublishedRow extends ReportRow {
  publishedAt: Instant;
}

interface ProjectRow {
  id: Id;
  title: string;
  /** Indicators whose baseline nobody has frozen. */
  open: number;
}

/** How many published reports a funder finds at once; all stand in the project's list. */
const NEWEST = 3;

/** What is to be done about reports, on the home of those who keep projects; and what was published, on the home of those who fund them. */
@Injectable()
export class ReportsHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: PROJECT_KEEPERS, order: 18, title: 'reports:home.title',
      rows: ({ centreId }) => ({ drafts: drafts(centreId), periods: unreported(centreId, this.clock.today()), projects: projects(centreId) }),
      load: (viewer, t, _, { drafts: waiting = [], periods = [], projects: kept = [] }) => [
        ...draftItems(t, waiting, hasRole(viewer, ...REPORT_SIGNERS)), ...dueItems(t, periods, this.clock.today()), ...baselineItems(t, kept),
      ],
    });
    this.homes.add({
      roles: ['funder'], order: 14, title: 'reports:home.funder-title',
      rows: ({ centreId }) => ({ published: published(centreId), projects: projects(centreId) }),
      load: (_, t, __, { published: signed = [], projects: funded = [] }) => [...publishedItems(t, signed), ...projectItems(t, funded)],
    });
  }
}

function draftItems(t: Translate, rows: readonly ReportRow[], signs: boolean): HomeItem[] {
  return byEnd(rows).map((report) => (
    { text: t(`reports:home.${signs ? 'sign' : 'waits'}`), about: t('reports:home.of-project', { report: reportTitle(t, report), project: report.title }), href: reportPath(report.id), signs }));
}

function dueItems(t: Translate, rows: readonly PromisedPeriod[], today: LocalDate): HomeItem[] {
  return reportsDue(rows.map((row) => ({ ...row, missing: Number(row.missing) })), today).map((due) => {
    const { projectId, title, startsOn, endsOn, missing, over } = due;
    const list = projectReportsPath(projectId);
    return {
      text: t(`reports:home.${over ? 'due' : 'soon'}`, { span: spanOf(t, due) }), about: over ? title : t('reports:home.ends', { project: title, date: formatLocalDate(endsOn) }),
      href: over ? `${list}/new?startsOn=${startsOn}&endsOn=${endsOn}` : list,
      ...missing > 0 ? { also: { href: missingPath(projectId, { from: startsOn, to: endsOn }), text: t('reports:home.missing', { count: missing }) } } : {},
    };
  });
}

function baselineItems(t: Translate, rows: readonly ProjectRow[]): HomeItem[] {
  return rows.filter(({ open }) => Number(open) > 0).map(({ id, title, open }) => ({ text: t('reports:home.baselines', { count: Number(open) }), about: title, href: projectPath(id) }));
}

function publishedItems(t: Translate, rows: readonly PublishedRow[]): HomeItem[] {
  return byEnd(rows).slice(0, NEWEST).map((report) => ({
    text: reportTitle(t, report), href: reportPath(report.id),
    about: t('reports:home.published', { project: report.title, date: formatLocalDate(localDateAt(Number(report.publishedAt))) }),
  }));
}

function projectItems(t: Translate, rows: readonly ProjectRow[]): HomeItem[] {
  return rows.toSorted((a, b) => a.title.localeCompare(b.title, 'es')).map(({ id, title }) => (
    { text: title, about: t('reports:home.framework'), href: projectPath(id), also: { href: projectReportsPath(id), text: t('reports:home.all') } }));
}

/** The newest period first. */
function byEnd<T extends ReportRow>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (a.endsOn === b.endsOn ? (a.id < b.id ? 1 : -1) : a.endsOn < b.endsOn ? 1 : -1));
}

const OF_CENTRE = 'FROM project_centres c JOIN projects p ON p.id = c.project_id';
const REPORT = { id: 'r.id', title: 'p.title', startsOn: 'r.starts_on', endsOn: 'r.ends_on' };

function drafts(centreId: Id): Selection {
  return { columns: REPORT, from: `${OF_CENTRE} JOIN reports r ON r.project_id = p.id AND r.status = 'draft' WHERE c.centre_id = ?`, parameters: [centreId] };
}

/** But for those that another edition took the place of. */
function published(centreId: Id): Selection {
  return {
    columns: { ...REPORT, publishedAt: 'r.published_at' }, parameters: [centreId],
    from: `${OF_CENTRE} JOIN reports r ON r.project_id = p.id AND r.status = 'published'
      WHERE c.centre_id = ? AND NOT EXISTS (SELECT 1 FROM reports n WHERE n.corrects_id = r.id AND n.status = 'published')`,
  };
}

/** The periods of a running project's targets that come into view and of which no report tells all days, not even a draft. */
function unreported(centreId: Id, today: LocalDate): Selection {
  return {
    columns: {
      projectId: 'u.project_id', title: 'u.title', startsOn: 'u.starts_on', endsOn: 'u.ends_on',
      missing: `(SELECT COUNT(*) FROM project_centres pc JOIN sessions s ON s.centre_id = pc.centre_id WHERE pc.project_id = u.project_id
        AND s.date >= u.starts_on AND s.date <= u.ends_on AND s.date < ? AND s.register_saved_at IS NULL AND s.cancelled_at IS NULL)`,
    },
    from: `FROM (SELECT DISTINCT p.id AS project_id, p.title, t.starts_on, t.ends_on ${OF_CENTRE}
      JOIN project_results r ON r.project_id = p.id AND r.removed_at IS NULL JOIN project_indicators i ON i.result_id = r.id AND i.removed_at IS NULL
      JOIN indicator_targets t ON t.indicator_id = i.id AND t.ends_on <= ?
      WHERE c.centre_id = ? AND p.status = 'running' AND NOT EXISTS (
        SELECT 1 FROM reports e WHERE e.project_id = p.id AND e.starts_on <= t.starts_on AND e.ends_on >= t.ends_on)) u`,
    parameters: [today, addDays(today, IN_VIEW), centreId],
  };
}

function projects(centreId: Id): Selection {
  return {
    columns: {
      id: 'p.id', title: 'p.title',
      open: `(SELECT COUNT(*) FROM project_results r JOIN project_indicators i ON i.result_id = r.id AND i.removed_at IS NULL AND i.baseline_frozen_at IS NULL
        WHERE r.project_id = p.id AND r.removed_at IS NULL)`,
    },
    from: `${OF_CENTRE} WHERE c.centre_id = ? AND p.status = 'running'`, parameters: [centreId],
  };
}
