import { addressWith, askedFields, pageNamed } from '../shared/web/addresses.js';
import { momentWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import { hasText, type Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination } from '../shared/web/tables.js';
import type { TrailActor, TrailEntry } from './audit.repository.js';
import { changesOf } from './trail-words.js';

/** What is asked of the trail, as it stands in the address. */
export interface TrailQuery {
  actor: string;
  entity: string;
  record: string;
  from: string;
  to: string;
  page: number;
}

/** A page of the trail, and what the records in it are called. */
export interface FoundTrail {
  entries: readonly TrailEntry[];
  total: number;
  names: ReadonlyMap<string, string>;
}

/** So many entries a file holds, the newest; days narrow it down. */
export const MOST_CHANGES_IN_FILE = 1_000;

/** The kinds of records that have a name in the catalogue (`audit:entities`). */
export const TRAIL_ENTITIES = [
  'accounts', 'account_roles', 'one_time_codes', 'recovery_codes', 'persons', 'learners', 'consents', 'organisations', 'memberships', 'imports',
  'centres', 'rooms', 'workstations', 'opening_hours', 'holidays', 'courses', 'editions', 'edition_trainers', 'trainer_hours',
  'diagnoses', 'placement_tests', 'placement_responses', 'placements', 'learning_groups', 'enrolments', 'enrolment_moves',
  'sessions', 'attendance_marks', 'arrivals', 'calls', 'walk_ins', 'distinct_persons', 'taken_lists', 'opened_lessons',
  'certificates', 'certificate_revocations', 'completion_rules', 'badge_keys', 'endline_openings', 'retest_permits',
  'till_sessions', 'till_counts', 'till_reviews', 'payments', 'receipts', 'receipt_voids', 'receipt_prints', 'credit_payouts',
  'coaches', 'coach_hours', 'coach_exceptions', 'coaching_settings',
  'charges', 'waivers', 'fee_rules', 'person_credits',
  'bookings', 'booking_events', 'coaching_waits', 'coaching_offers', 'coaching_outcomes', 'coaching_notes', 'coaching_note_readers',
  'money_settings', 'expenses', 'alliances', 'alliance_promises', 'contributions',
  'consortium_members', 'consortium_shares', 'consortium_posts', 'consortium_decisions', 'consortium_attendances', 'month_signatures',
  'projects', 'project_centres', 'project_results', 'project_indicators', 'indicator_targets', 'typed_figures', 'baseline_corrections',
  'reports', 'report_signatures', 'log_entries', 'log_corrections', 'log_attachments',
  'civic_actions', 'survey_answers',
] as const;

/** The trail, newest first. */
export function trailPage(
  { entries, total, names }: FoundTrail, actors: readonly TrailActor[], query: TrailQuery, form: FormView, pageSize: number, t: Translate,
): object {
  return {
    form,
    fields: [
      field(form, t, { name: 'actor', type: 'select', label: 'audit:fields.actor', choices: withAny('actor', actors.map(({ id, name }) => ({ value: id, label: name })), t) }),
      field(form, t, { name: 'entity', type: 'select', label: 'audit:fields.entity', choices: withAny('entity', entityChoices(t), t) }),
      field(form, t, { name: 'from', type: 'date', label: 'audit:fields.from' }),
      field(form, t, { name: 'to', type: 'date', label: 'audit:fields.to' }),
    ],
    record: query.record,
    export: entries.length > 0 ? { action: '/audit/exports', hidden: askedFields(addressOf({ ...query, page: 1 })) } : null,
    cut: total > MOST_CHANGES_IN_FILE ? t('audit:cut', { count: MOST_CHANGES_IN_FILE }) : null,
    entries: entries.map((entry) => entryView(entry, names, query, t)),
    pages: pagination(t, { page: query.page, pageSize, total, url: (page) => addressOf({ ...query, page }) }),
  };
}

/** The trail to take away: a row for each field that changed, or for what changed none. */
export function trailList({ entries, total, names }: FoundTrail, actors: readonly TrailActor[], query: TrailQuery, t: Translate): ListContent {
  const who = actors.find(({ id }) => id === query.actor)?.name;
  return {
    about: [
      who, query.entity && entityWord(query.entity, t), query.record && names.get(query.record), query.from && t('audit:since', { date: query.from }), query.to && t('audit:until', { date: query.to }),
      total > entries.length && t('audit:newest', { count: entries.length }),
    ].filter(Boolean).join(' · '),
    headings: ['when', 'who', 'what', 'field', 'before', 'after'].map((name) => t(`audit:list.${name}`)),
    rows: entries.flatMap((entry) => {
      const told = [{ moment: entry.recordedAt }, whoDid(entry, names, t), whatOf(entry, names, t)];
      const changes = changesOf(entry, names, t);
      return changes.length === 0 ? [[...told, null, null, null]] : changes.map(({ field: name, before, after }) => [...told, name, before, after]);
    }),
  };
}

function entryView(entry: TrailEntry, names: ReadonlyMap<string, string>, query: TrailQuery, t: Translate): object {
  return {
    when: momentWords(entry.recordedAt), who: whoDid(entry, names, t), what: whatOf(entry, names, t),
    recordUrl: addressOf({ ...query, actor: '', from: '', to: '', page: 1, entity: entry.entity, record: entry.entityId }),
    changes: changesOf(entry, names, t),
  };
}

/** Minka itself, unless it was somebody; of an event such as a failed sign-in, whose it was. */
function whoDid({ actorName, entityId, valuesAfter }: TrailEntry, names: ReadonlyMap<string, string>, t: Translate): string {
  return actorName ?? (valuesAfter?.event ? names.get(entityId) : null) ?? t('audit:minka');
}

function whatOf(entry: TrailEntry, names: ReadonlyMap<string, string>, t: Translate): string {
  const [what, name] = [whatHappened(entry, t), names.get(entry.entityId)];
  return name ? t('audit:of', { what, name }) : what;
}

/** "Changed a person", or the words of an event such as a sign-in. */
function whatHappened(entry: TrailEntry, t: Translate): string {
  const event = entry.valuesAfter?.event;
  if (typeof event === 'string' && hasText(`audit:events.${event}`)) return t(`audit:events.${event}`);
  if (entry.entity === 'taken_lists') return t('audit:taken');
  return t(`audit:actions.${entry.action}`, { entity: entityWord(entry.entity, t) });
}

function entityWord(entity: string, t: Translate): string {
  return hasText(`audit:entities.${entity}`) ? t(`audit:entities.${entity}`) : entity;
}

function entityChoices(t: Translate): { value: string; label: string }[] {
  return TRAIL_ENTITIES.map((value) => ({ value, label: entityWord(value, t) }));
}

function withAny(name: string, choices: { value: string; label: string }[], t: Translate): { value: string; label: string }[] {
  return [{ value: '', label: t(`audit:any.${name}`) }, ...choices];
}

function addressOf(query: TrailQuery): string {
  return addressWith('/audit', { ...query, page: pageNamed(query.page) });
}
