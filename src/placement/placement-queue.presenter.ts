import { say } from '../activities/activity-kinds.js';
import { PLANNERS } from '../courses/courses.policy.js';
import { editionHead } from '../courses/edition-tabs.js';
import type { ModuleRow } from '../courses/courses.repository.js';
import { goesToWords } from '../courses/level-path-words.js';
import type { PlacementStage } from '../people/placement-stage.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, formatLocalDate } from '../shared/kernel/local-date.js';
import { LEVELS, type Level } from '../shared/kernel/levels.js';
import { begun } from '../shared/kernel/text.js';
import { askedFields } from '../shared/web/addresses.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination, table } from '../shared/web/tables.js';
import { NONE } from './decision.form.js';
import { itemBank } from './item-bank.js';
import type { PlacementResponse } from './placement-response.entity.js';
import { certaintyWord, decidedSince, maySit, type OwnSteps } from './placement-rules.js';
import type { PlacementTest } from './placement-test.entity.js';
import type { HistoryRow, PlacedPerson, QueueRow } from './placement.repository.js';
import { EVERYBODY, queueAddress, type QueueFilters } from './queue-filters.js';

export const PAGE_SIZE = 25;

const STAGES: readonly PlacementStage[] = ['to-confirm', 'testing', 'to-test', 'to-diagnose', 'placed'];

/** The stage that was asked for, else the first that somebody stands at. */
export function stageFrom(asked: unknown, counts: Record<PlacementStage, number>): PlacementStage {
  return STAGES.find((stage) => stage === asked) ?? STAGES.find((stage) => counts[stage] > 0) ?? 'to-confirm';
}

/**
 * The queue at one stage. The first name takes the focus: Enter looks at her, and one key (`confirm-key.ts`) confirms.
 * No button has it, since whoever opens the page with a key pressed must not fix a level.
 */
export function queuePage(t: Translate, { counts, stage, rows, current, filters, editions, edition, givesCards }: QueueFacts): object {
  const url = (number: number): string => queueAddress(filters, stage, number);
  const cards = stage === 'to-test' && givesCards && rows.length > 0;
  return {
    filters: { ...filters, stage, any: filters.q !== '' || filters.editionId !== null, all: queueAddress(EVERYBODY, stage) },
    edition: edition && {
      ...editionHead(t, edition, 'placement', PLANNERS), id: edition.id,
      words: t('levels:queue.of-edition', { edition: edition.name }), all: { href: '/placement/queue', text: t('levels:queue.all') },
    },
    editionField: field(emptyForm(), t, {
      name: 'edition', type: 'select', label: 'levels:queue.edition', optional: true, value: filters.editionId,
      choices: [{ value: '', label: t('levels:queue.all-editions') }, ...editions.map(({ id, name }) => ({ value: id, label: name }))],
    }),
    cards: cards ? { back: queueAddress(filters, stage) } : null,
    tabs: {
      label: t('levels:queue.tabs'),
      items: STAGES.map((each) => ({
        href: queueAddress(filters, each), text: t(`levels:stages.${each}`), current: each === stage, count: counts[each] || null,
      })),
    },
    caption: t(`levels:stages.${stage}`), exports: askedFields(queueAddress(filters, stage)),
    column: stage === 'placed' ? t('levels:queue.level') : stage === 'to-confirm' ? t('levels:queue.proposed') : null,
    people: rows.map((row, index) => ({ ...queueRow(t, row, index === 0), organisation: organisationOf(row, filters), mark: cards ? row.id : null })),
    keys: stage === 'to-confirm' && rows.length > 0,
    // Where she confirms somebody from, she comes back to.
    here: [
      ...(edition ? [{ name: 'edition', value: edition.id }] : []), ...(filters.q ? [{ name: 'q', value: filters.q }] : []),
      ...(current > 1 ? [{ name: 'page', value: String(current) }] : []),
    ],
    empty: filters.q === '' && filters.editionId === null
      ? { title: t('levels:queue.empty.title'), text: t('levels:queue.empty.text') }
      : { title: t('levels:queue.nobody-found'), href: queueAddress(EVERYBODY, stage), action: t('levels:queue.everybody') },
    pagination: pagination(t, { page: current, pageSize: PAGE_SIZE, total: counts[stage], url }),
  };
}

/** Those who stand at a stage, to take away. @param about what they are filtered by */
export function queueList(t: Translate, rows: readonly QueueRow[], about: string): ListContent {
  return {
    about, headings: ['name', 'organisation', 'proposed', 'level', 'since'].map((name) => t(`levels:queue.${name}`)),
    rows: rows.map((row) => [
      `${row.surnames}, ${row.givenNames}`, row.organisation, row.stage === 'to-confirm' ? levelName(t, row.proposedLevel) : null,
      levelName(t, row.level), { date: localDateAt(row.waitingSince) },
    ]),
  };
}

function levelName(t: Translate, level: Level | null): string | null {
  return level === null ? null : t(`levels:names.${level}`);
}

export interface QueueFacts {
  counts: Record<PlacementStage, number>;
  stage: PlacementStage;
  rows: readonly QueueRow[];
  current: number;
  filters: QueueFilters;
  editions: readonly { id: Id; name: string }[];
  /** The edition whose people alone are shown; null for those of the whole centre. */
  edition: { id: Id; name: string; courseTitle: string } | null;
  /** Whether the viewer may give cards to people. */
  givesCards: boolean;
}

function queueRow(t: Translate, row: QueueRow, first: boolean): object {
  const name = `${row.surnames}, ${row.givenNames}`;
  // What an unfinished test points to is no proposal yet.
  const proposes = row.stage === 'to-confirm';
  const shown = row.stage === 'placed' ? row.level : proposes ? row.proposedLevel : null;
  const level = levelName(t, shown);
  const sure = !proposes || row.certainty === null ? null : certaintyWord(row.certainty);
  return {
    name, href: `/placement/queue/${row.id}`, since: formatLocalDate(localDateAt(row.waitingSince)),
    consent: row.consented ? null : `/people/${row.id}/consent`,
    level, certainty: sure && t(`levels:certainty.${sure}`),
    confirm: row.stage === 'to-confirm' ? {
      action: `/placement/queue/${row.id}`, level: row.proposedLevel, text: t('levels:queue.confirm', { level }),
      label: t('levels:queue.confirmLabel', { level, name }),
    } : null,
    focus: first && row.stage === 'to-confirm', look: t(`levels:queue.${row.stage === 'placed' ? 'look-placed' : 'look'}`),
    ask: row.stage === 'to-diagnose' ? { href: `/people/${row.id}/diagnosis`, text: t('levels:queue.ask') } : null,
    watch: row.stage === 'to-test' ? { href: `/placement/queue/${row.id}/checklist`, text: t('levels:queue.watch') } : null,
  };
}

/** The name of her organisation leads to the others who come from there. */
function organisationOf({ organisation, stage }: QueueRow, filters: QueueFilters): { name: string; href: string } | null {
  return organisation === null ? null : { name: organisation, href: queueAddress({ ...filters, q: organisation }, stage) };
}

export interface DecisionFacts {
  person: PlacedPerson;
  /** The test that was finished last, and the one that is open. */
  finished: PlacementTest | null;
  open: PlacementTest | null;
  /** Of the finished test; where there is none, of the open one. */
  responses: readonly PlacementResponse[];
  history: readonly HistoryRow[];
  steps: OwnSteps;
  /** Those of all courses in their order. */
  modules: readonly ModuleRow[];
  /** Somebody decided since the form was drawn that comes back. */
  stale: boolean;
}

/** One person: the proposal with its certainty, the tasks behind it, the decision, the history. */
export function decisionPage(t: Translate, locale: Locale, facts: DecisionFacts, form: FormView): object {
  const { person, finished, responses, history, modules } = facts;
  const proposed = person.stage === 'to-confirm' ? finished?.level ?? null : null;
  const chosen = proposed ?? history[0]?.level ?? null;
  return {
    back: { href: '/placement/queue', text: t('levels:queue.title') },
    form,
    action: `/placement/queue/${person.id}`,
    checklist: { href: `/placement/queue/${person.id}/checklist`, text: t('levels:decision.again') },
    level: levelWords(t, history),
    proposal: proposalWords(t, facts),
    retest: retestOf(t, facts),
    ask: facts.steps.diagnosedAt === null ? { href: `/people/${person.id}/diagnosis`, text: t('levels:queue.ask') } : null,
    choose: t(proposed === null && history.length === 0 ? 'levels:decision.choose' : 'levels:decision.other'),
    confirm: proposed === null ? null : { level: proposed, text: t('levels:decision.confirm', { level: t(`levels:names.${proposed}`) }) },
    fields: decisionFields(t, modules, form, { level: chosen }),
    hidden: [{ name: 'basedOn', value: (form.summary.length > 0 && form.values.basedOn) || (history[0]?.id ?? NONE) }],
    stale: facts.stale ? staleView(t, decisionFields(t, modules, form), decisionFields(t, modules, emptyForm(), history[0])) : null,
    history: history.map((row) => historyRow(t, row)),
    tasks: table({
      id: 'tasks', caption: t('levels:decision.tasks'), columns: [{ text: t('levels:decision.task') }, { text: t('levels:decision.outcome') }],
      rows: responses.map((response) => taskRow(t, locale, response)), empty: { title: t('levels:decision.no-tasks') },
    }),
  };
}

/** Her level as it stands, whatever a test proposes. */
function levelWords(t: Translate, [newest]: readonly HistoryRow[]): string | null {
  return newest ? t('levels:decision.stands', { level: t(`levels:names.${newest.level}`), date: formatLocalDate(localDateAt(newest.decidedAt)) }) : null;
}

function decisionFields(
  t: Translate, modules: readonly ModuleRow[], form: FormView, { level, reason = null }: { level?: Level | null; reason?: string | null } = {},
): Field[] {
  return [
    field(form, t, {
      name: 'level', type: 'radios', label: 'levels:decision.level', value: level === null || level === undefined ? null : String(level),
      choices: LEVELS.map((each) => ({ value: String(each), label: t(`levels:names.${each}`), hint: goesToWords(t, modules, each) })),
    }),
    field(form, t, { name: 'reason', type: 'textarea', rows: 2, label: 'levels:decision.reason', hint: 'levels:decision.reason-hint', value: reason }),
  ];
}

function proposalWords(t: Translate, { finished, open, responses, steps }: DecisionFacts): { text: string; how: string | null } {
  if (!finished) return { text: open ? t('levels:decision.started', { count: responses.length }) : t('levels:decision.none'), how: null };
  const certainty = t(`levels:certainty.${certaintyWord(finished.certainty ?? 0)}`).toLowerCase();
  const how = t(finished.mode === 'observed' ? 'levels:decision.observed' : 'levels:decision.self');
  const date = formatLocalDate(localDateAt(finished.finishedAt as number));
  return {
    text: t('levels:decision.proposed', { level: t(`levels:names.${finished.level ?? 0}`), certainty }),
    how: t(decidedSince(steps.testedAt, steps.decidedAt) ? 'levels:decision.settled' : 'levels:decision.how', { how, date }),
  };
}

/** Sitting the test once more: to be allowed, allowed already, or begun. Null before her first test or level. */
function retestOf(t: Translate, { person, finished, open, steps }: DecisionFacts): { action: string | null; text: string } | null {
  if (steps.testedAt === null && steps.decidedAt === null) return null;
  if (open) return { action: null, text: t('levels:decision.retest-begun') };
  if (maySit(steps)) return { action: null, text: t('levels:decision.retest-allowed', { date: formatLocalDate(localDateAt(steps.retestAllowedAt as number)) }) };
  return { action: `/placement/queue/${person.id}/retest`, text: t(finished?.mode === 'self' ? 'levels:decision.retest' : 'levels:decision.first-test') };
}

function historyRow(t: Translate, row: HistoryRow): object {
  const level = t(`levels:names.${row.level}`);
  const overridden = row.proposedLevel !== null && row.proposedLevel !== row.level;
  return {
    text: t('levels:decision.decided', { level, date: formatLocalDate(localDateAt(row.decidedAt)) }),
    by: t('levels:decision.by', { name: row.decidedBy ?? t('levels:decision.by-nobody') }),
    proposed: overridden ? t('levels:decision.proposed-was', { level: t(`levels:names.${row.proposedLevel}`) }) : null,
    reason: row.reason,
  };
}

const OUTCOME_KINDS: Record<PlacementResponse['outcome'], string | undefined> = {
  right: 'success', alone: 'success', partly: 'warning', with_help: 'warning', wrong: 'danger', no: 'danger', not_done: undefined,
};

function taskRow(t: Translate, locale: Locale, response: PlacementResponse): object[] {
  const task = itemBank().find(response.itemCode);
  return [
    // They follow "can already" elsewhere; here they stand alone.
    { text: task ? begun(say(task.can, locale)) : response.itemCode },
    { badge: { text: t(`levels:outcomes.${response.outcome}`), kind: OUTCOME_KINDS[response.outcome] } },
  ];
}
