import { say } from '../activities/activity-kinds.js';
import { editionTabs } from '../courses/edition-tabs.js';
import type { ModuleRow } from '../courses/courses.repository.js';
import { goesToWords } from '../courses/level-path-words.js';
import type { PlacementStage } from '../people/placement-stage.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, formatLocalDate } from '../shared/kernel/local-date.js';
import { LEVELS } from '../shared/kernel/levels.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { pagination, table } from '../shared/web/tables.js';
import { itemBank } from './item-bank.js';
import type { PlacementResponse } from './placement-response.entity.js';
import { certaintyWord } from './placement-rules.js';
import type { PlacementTest } from './placement-test.entity.js';
import type { HistoryRow, PlacedPerson, QueueRow } from './placement.repository.js';

export const PAGE_SIZE = 25;

const STAGES: readonly PlacementStage[] = ['to-confirm', 'testing', 'to-test', 'to-diagnose', 'placed'];

/** The stage that was asked for, else the first that somebody stands at. */
export function stageFrom(asked: unknown, counts: Record<PlacementStage, number>): PlacementStage {
  return STAGES.find((stage) => stage === asked) ?? STAGES.find((stage) => counts[stage] > 0) ?? 'to-confirm';
}

/** What a page of the queue shows. */
export interface Queue {
  counts: Record<PlacementStage, number>;
  stage: PlacementStage;
  rows: readonly QueueRow[];
  current: number;
  /** The edition whose people alone are shown; null for those of the whole centre. */
  edition: { id: Id; name: string } | null;
}

/** The queue at one stage. The first confirm button takes the focus, so that one key confirms. */
export function queuePage(t: Translate, { counts, stage, rows, current, edition }: Queue): object {
  const stageUrl = (each: PlacementStage): string => `/placement/queue?${edition ? `edition=${edition.id}&` : ''}stage=${each}`;
  const url = (number: number): string => `${stageUrl(stage)}&page=${number}`;
  return {
    edition: edition && {
      id: edition.id, name: edition.name, back: { href: '/editions', text: t('courses:offer') }, tabs: editionTabs(t, edition.id, 'placement'),
      words: t('levels:queue.of-edition', { edition: edition.name }), all: { href: '/placement/queue', text: t('levels:queue.all') },
    },
    tabs: {
      label: t('levels:queue.tabs'),
      items: STAGES.map((each) => ({
        href: stageUrl(each), text: t(`levels:stages.${each}`), current: each === stage, count: counts[each] || null,
      })),
    },
    caption: t(`levels:stages.${stage}`),
    people: rows.map((row, index) => queueRow(t, row, index === 0)),
    empty: { title: t('levels:queue.empty.title'), text: t('levels:queue.empty.text') },
    pagination: pagination(t, { page: current, pageSize: PAGE_SIZE, total: counts[stage], url }),
  };
}

function queueRow(t: Translate, row: QueueRow, first: boolean): object {
  const name = `${row.surnames}, ${row.givenNames}`;
  // What an unfinished test points to is no proposal yet.
  const proposes = row.stage === 'to-confirm' || row.stage === 'placed';
  const level = !proposes || row.proposedLevel === null ? null : t(`levels:names.${row.proposedLevel}`);
  const sure = !proposes || row.certainty === null ? null : certaintyWord(row.certainty);
  return {
    name, href: `/placement/queue/${row.id}`, since: formatLocalDate(localDateAt(row.waitingSince)),
    level, certainty: sure && t(`levels:certainty.${sure}`),
    confirm: row.stage === 'to-confirm' ? {
      action: `/placement/queue/${row.id}`, level: row.proposedLevel, text: t('levels:queue.confirm', { level }),
      label: t('levels:queue.confirmLabel', { level, name }), focus: first,
    } : null,
    ask: row.stage === 'to-diagnose' ? { href: `/people/${row.id}/diagnosis`, text: t('levels:queue.ask') } : null,
    watch: row.stage === 'to-test' ? { href: `/placement/queue/${row.id}/checklist`, text: t('levels:queue.watch') } : null,
  };
}

export interface DecisionFacts {
  person: PlacedPerson;
  test: PlacementTest | null;
  responses: readonly PlacementResponse[];
  history: readonly HistoryRow[];
  /** Those of all courses in their order. */
  modules: readonly ModuleRow[];
}

/** One person: the proposal with its certainty, the tasks behind it, the decision, the history. */
export function decisionPage(t: Translate, locale: Locale, facts: DecisionFacts, form: FormView): object {
  const { person, test, responses, history, modules } = facts;
  const finished = test?.finishedAt ? test : null;
  const proposed = finished?.level ?? null;
  return {
    back: { href: '/placement/queue', text: t('levels:queue.title') },
    form,
    action: `/placement/queue/${person.id}`,
    checklist: { href: `/placement/queue/${person.id}/checklist`, text: t('levels:decision.again') },
    proposal: proposalWords(t, test, responses.length),
    confirm: proposed === null ? null : { level: proposed, text: t('levels:decision.confirm', { level: t(`levels:names.${proposed}`) }) },
    fields: [
      field(form, t, {
        name: 'level', type: 'radios', label: 'levels:decision.level', value: proposed === null ? null : String(proposed),
        choices: LEVELS.map((level) => ({ value: String(level), label: t(`levels:names.${level}`), hint: goesToWords(t, modules, level) })),
      }),
      field(form, t, { name: 'reason', type: 'textarea', rows: 2, label: 'levels:decision.reason', hint: 'levels:decision.reason-hint' }),
    ],
    history: history.map((row) => historyRow(t, row)),
    tasks: table({
      id: 'tasks', caption: t('levels:decision.tasks'), columns: [{ text: t('levels:decision.task') }, { text: t('levels:decision.outcome') }],
      rows: responses.map((response) => taskRow(t, locale, response)), empty: { title: t('levels:decision.no-tasks') },
    }),
  };
}

function proposalWords(t: Translate, test: PlacementTest | null, tasks: number): { text: string; how: string | null } {
  if (!test) return { text: t('levels:decision.none'), how: null };
  if (test.finishedAt === null || test.level === null) return { text: t('levels:decision.started', { count: tasks }), how: null };
  const certainty = t(`levels:certainty.${certaintyWord(test.certainty ?? 0)}`).toLowerCase();
  return {
    text: t('levels:decision.proposed', { level: t(`levels:names.${test.level}`), certainty }),
    how: t(test.mode === 'observed' ? 'levels:decision.observed' : 'levels:decision.self'),
  };
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
    { text: task ? say(task.can, locale) : response.itemCode },
    { badge: { text: t(`levels:outcomes.${response.outcome}`), kind: OUTCOME_KINDS[response.outcome] } },
  ];
}
