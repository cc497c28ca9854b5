import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { field, type FormView } from '../shared/web/fields.js';
import { hasText, type Translate } from '../shared/web/i18n.js';
import { pagination } from '../shared/web/tables.js';
import type { TrailActor, TrailEntry } from './audit.repository.js';

/** What is asked of the trail, as it stands in the address. */
export interface TrailQuery {
  actor: string;
  entity: string;
  record: string;
  from: string;
  to: string;
  page: number;
}

/** The kinds of records that have a name in the catalogue (`audit:entities`). */
export const TRAIL_ENTITIES = [
  'accounts', 'account_roles', 'one_time_codes', 'persons', 'learners', 'consents', 'organisations', 'memberships', 'imports',
  'centres', 'rooms', 'workstations', 'opening_hours', 'holidays', 'courses', 'editions', 'edition_trainers', 'trainer_hours',
  'diagnoses', 'placement_tests', 'placement_responses', 'placements', 'learning_groups', 'enrolments', 'enrolment_moves',
  'sessions', 'attendance_marks', 'arrivals', 'calls', 'jobs', 'group_proposals',
] as const;

const UNTOLD = new Set(['id', 'version', 'createdAt', 'credentialsVersion']);

/** The trail, newest first. */
export function trailPage(
  { entries, total }: { entries: readonly TrailEntry[]; total: number }, actors: readonly TrailActor[], query: TrailQuery, form: FormView,
  pageSize: number, t: Translate,
): object {
  return {
    form,
    fields: [
      field(form, t, { name: 'actor', type: 'select', label: 'audit:fields.actor', choices: withAny(actors.map(({ id, name }) => ({ value: id, label: name })), t) }),
      field(form, t, { name: 'entity', type: 'select', label: 'audit:fields.entity', choices: withAny(entityChoices(t), t) }),
      field(form, t, { name: 'from', type: 'date', label: 'audit:fields.from' }),
      field(form, t, { name: 'to', type: 'date', label: 'audit:fields.to' }),
    ],
    record: query.record,
    entries: entries.map((entry) => entryView(entry, query, t)),
    pages: pagination(t, { page: query.page, pageSize, total, url: (page) => addressOf({ ...query, page }) }),
  };
}

function entryView(entry: TrailEntry, query: TrailQuery, t: Translate): object {
  return {
    when: `${formatLocalDate(localDateAt(entry.recordedAt))} ${localTimeAt(entry.recordedAt)}`,
    who: entry.actorName ?? t('audit:minka'),
    what: whatHappened(entry, t),
    recordUrl: addressOf({ ...query, actor: '', from: '', to: '', page: 1, entity: entry.entity, record: entry.entityId }),
    changes: changesOf(entry, t),
  };
}

/** "Changed a person", or the words of an event such as a sign-in. */
function whatHappened(entry: TrailEntry, t: Translate): string {
  const event = entry.valuesAfter?.event;
  if (typeof event === 'string' && hasText(`audit:events.${event}`)) return t(`audit:events.${event}`);
  return t(`audit:actions.${entry.action}`, { entity: entityWord(entry.entity, t) });
}

function changesOf({ valuesBefore, valuesAfter }: TrailEntry, t: Translate): { field: string; before: string; after: string }[] {
  const names = new Set([...Object.keys(valuesBefore ?? {}), ...Object.keys(valuesAfter ?? {})]);
  return [...names].filter((name) => !UNTOLD.has(name) && name !== 'event')
    .map((name) => ({ field: fieldWord(name, t), before: shown(valuesBefore?.[name]), after: shown(valuesAfter?.[name]) }));
}

function entityWord(entity: string, t: Translate): string {
  return hasText(`audit:entities.${entity}`) ? t(`audit:entities.${entity}`) : entity;
}

/** A column's own name where the catalogue has no better one: whoever looks at the trail of a new kind of record still sees it. */
function fieldWord(name: string, t: Translate): string {
  return hasText(`audit:columns.${name}`) ? t(`audit:columns.${name}`) : name;
}

function entityChoices(t: Translate): { value: string; label: string }[] {
  return TRAIL_ENTITIES.map((value) => ({ value, label: entityWord(value, t) }));
}

function withAny(choices: { value: string; label: string }[], t: Translate): { value: string; label: string }[] {
  return [{ value: '', label: t('audit:any') }, ...choices];
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

export function addressOf(query: TrailQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== '' && !(name === 'page' && value === 1)) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `/audit?${text}` : '/audit';
}
