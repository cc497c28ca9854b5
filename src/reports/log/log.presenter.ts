import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Id } from '../../shared/kernel/ids.js';
import { FEWEST, tooFew } from '../../shared/kernel/small-cells.js';
import { listLinks } from '../../shared/web/list-links.js';
import { addressWith, pageNamed } from '../../shared/web/addresses.js';
import { emptyForm, field, type Field } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { pagination, table, type Cell } from '../../shared/web/tables.js';
import { projectTabs } from '../framework/project-tabs.js';
import { projectPath, PROJECTS } from '../framework/project-words.js';
import type { Project } from '../framework/project.entity.js';
import type { LogFound, LogFilter } from './log.repository.js';
import { LOG_KINDS } from './log-kinds.js';
import { stateOn, type LogState } from './log-rules.js';

export const LOG_PAGE = 50;

export function logPath(projectId: Id): string {
  return `${projectPath(projectId)}/log`;
}

export function entryPath(projectId: Id, id: Id): string {
  return `${logPath(projectId)}/${id}`;
}

/** All that the list of a project's log is made of. */
export interface LogPage {
  project: Pick<Project, 'id' | 'title'>;
  filter: LogFilter;
  rows: readonly LogFound[];
  page: number;
  total: number;
  today: LocalDate;
  mayKeep: boolean;
}

/** What `reports/log/list` shows. */
export function logView(t: Translate, { project, filter, rows, page, total, today, mayKeep }: LogPage): object {
  const path = logPath(project.id);
  const asked = Object.values(filter).some((value) => value !== null);
  return {
    back: { href: PROJECTS, text: t('projects:list.title') }, project: project.title, tabs: projectTabs(t, project.id, 'log'), action: path, fields: filterFields(t, filter), all: asked ? path : null,
    backwards: isBackwards(filter) ? t('log:list.backwards') : null, adds: mayKeep ? LOG_KINDS.map((kind) => ({ href: `${path}/new?kind=${kind}`, text: t(`log:new.${kind}`) })) : [],
    files: total > 0 ? listLinks(t, path, askedOf(filter)) : null,
    table: table({
      id: 'log', caption: t('log:list.title'), captionHidden: true, columns: ['what', 'kind', 'day', 'state', 'documents'].map((name) => ({ text: t(`log:columns.${name}`) })),
      rows: rows.map((row): Cell[] => [
        { text: row.title, href: entryPath(project.id, row.id), detail: detailOf(t, row, mayKeep) }, { text: t(`log:kinds.${row.kind}`) }, { text: daysOf(t, row) },
        { badge: stateBadge(t, row, today) }, { text: documentsWords(t, row) },
      ]),
      empty: asked ? { title: t('log:list.none-such'), href: path, action: t('log:list.all') }
        : { title: t('log:list.none'), text: t('log:list.none-text'), icon: 'calendar', ...(mayKeep ? { href: `${path}/new?kind=activity`, action: t('log:new.activity') } : {}) },
    }),
    pagination: pagination(t, { page, pageSize: LOG_PAGE, total, url: (number) => logAddress(path, filter, number) }),
  };
}

export function isBackwards({ from, to }: LogFilter): boolean {
  return from !== null && to !== null && to < from;
}

/** The list to take away: it may leave the centre. */
export function logList(t: Translate, rows: readonly LogFound[], filter: LogFilter, today: LocalDate): ListContent {
  return {
    headings: ['day', 'until', 'kind', 'what', 'about', 'place', 'people', 'of', 'likelihood', 'effect', 'measures', 'state', 'documents', 'withdrawn'].map((name) => t(`log:columns.${name}`)),
    about: filterWords(t, filter),
    rows: rows.map((row) => [
      { date: row.startsOn }, row.endsOn && { date: row.endsOn }, t(`log:kinds.${row.kind}`), row.title, row.about, row.place, row.people !== null && tooFew(row.people) ? peopleWords(t, row.people, false) : row.people, row.activity,
      row.likelihood && t(`log:degrees.likelihood.${row.likelihood}`), row.effect && t(`log:degrees.effect.${row.effect}`), row.measures, stateBadge(t, row, today)?.text ?? null,
      row.documents.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ name }) => name ?? '').join(', ') || null, row.withdrawReason,
    ]),
  };
}

/** `Del 3 al 5 de …` in digits: `03/11/2026 al 05/11/2026`; for a milestone what was planned, and when it came. */
export function daysOf(t: Translate, { kind, startsOn, endsOn }: Pick<LogFound, 'kind' | 'startsOn' | 'endsOn'>): string {
  const from = formatLocalDate(startsOn);
  if (endsOn === null || (kind === 'activity' && endsOn === startsOn)) return kind === 'activity' ? from : t(`log:days.${kind}`, { from });
  return t(`log:days.${kind}-until`, { from, until: formatLocalDate(endsOn) });
}

const STATE_KINDS: Readonly<Record<LogState, string | undefined>> = { open: 'warning', closed: undefined, planned: 'info', reached: 'success', missed: 'danger' };

export function stateBadge(t: Translate, entry: Pick<LogFound, 'kind' | 'startsOn' | 'endsOn' | 'withdrawnAt'>, today: LocalDate): { text: string; kind?: string } | null {
  if (entry.withdrawnAt !== null) return { text: t('log:states.withdrawn') };
  const state = stateOn(entry, today);
  return state === null ? null : { text: t(`log:states.${state}`), kind: STATE_KINDS[state] };
}

/** How many came. Of too few it is told to those alone who keep the project. */
export function peopleWords(t: Translate, people: number, mayKeep: boolean): string {
  return !mayKeep && tooFew(people) ? t('log:few', { fewest: FEWEST }) : String(people);
}

function cameWords(t: Translate, people: number, mayKeep: boolean): string {
  return !mayKeep && tooFew(people) ? t('log:came-few', { fewest: FEWEST }) : t('log:came', { count: people });
}

function detailOf(t: Translate, { kind, place, people, likelihood, effect }: LogFound, mayKeep: boolean): string | null {
  if (kind === 'risk') return t('log:risk-degrees', { likelihood: t(`log:degrees.likelihood.${likelihood}`), effect: t(`log:degrees.effect.${effect}`) });
  return [place, people === null ? null : cameWords(t, people, mayKeep)].filter(Boolean).join(' · ') || null;
}

function documentsWords(t: Translate, { documents }: LogFound): string | null {
  const standing = documents.filter(({ withdrawnAt }) => withdrawnAt === null);
  return standing.length === 0 ? null : t('log:documents.count', { count: standing.length });
}

function askedOf({ kind, from, to }: LogFilter): Record<string, string | null> {
  return { kind, from: from && formatLocalDate(from), to: to && formatLocalDate(to) };
}

function logAddress(path: string, filter: LogFilter, page: number): string {
  return addressWith(path, { ...askedOf(filter), page: pageNamed(page) });
}

function filterWords(t: Translate, { kind, from, to }: LogFilter): string | null {
  return [kind && t(`log:kinds-many.${kind}`), from && t('log:list.since', { date: formatLocalDate(from) }), to && t('log:list.until', { date: formatLocalDate(to) })].filter(Boolean).join(' · ') || null;
}

function filterFields(t: Translate, { kind, from, to }: LogFilter): Field[] {
  const form = emptyForm();
  return [
    field(form, t, { name: 'kind', type: 'select', label: 'log:columns.kind', value: kind, choices: [{ value: '', label: t('log:list.any-kind') }, ...LOG_KINDS.map((value) => ({ value, label: t(`log:kinds-many.${value}`) }))] }),
    field(form, t, { name: 'from', type: 'date', label: 'log:list.from', value: from && formatLocalDate(from) }),
    field(form, t, { name: 'to', type: 'date', label: 'log:list.to', value: to && formatLocalDate(to) }),
  ];
}
