import { surnamesFirst } from '../people/person-names.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { emptyForm, field, type Choice, type Field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination, table, type Cell } from '../shared/web/tables.js';
import { ACTION_STATES, stateOf } from './action-rules.js';
import { ACTION_KINDS } from './action-words.js';
import { ACTIONS, stateBadge } from './action.presenter.js';
import type { ActionFilter, ActionFound } from './actions.repository.js';

export const ACTIONS_PAGE = 20;

/** All that the list of actions is made of. */
export interface ActionsPage {
  filter: ActionFilter;
  /** The person whose actions alone are listed. */
  personName: string | null;
  rows: readonly ActionFound[];
  page: number;
  total: number;
  mayTake: boolean;
}

/** What `actions/list` shows. */
export function actionsView(t: Translate, { filter, personName, rows, page, total, mayTake }: ActionsPage): object {
  const asked = Object.values(filter).some((value) => value !== null);
  return {
    tabs: actionTabs(t, 'list'), fields: filterFields(t, filter), personId: filter.personId, about: personName && t('actions:list.of', { name: personName }),
    all: asked ? ACTIONS : null, newUrl: filter.personId ? `${ACTIONS}/new?person=${filter.personId}` : `${ACTIONS}/new`,
    exports: mayTake && total > 0 ? actionsAddress(filter, 1, `${ACTIONS}/exports`) : null,
    table: table({
      id: 'actions', caption: t('actions:list.title'), captionHidden: true,
      columns: ['person', 'kind', 'doneOn', 'organisationId', 'state'].map((name) => ({ text: t(`actions:fields.${name}`) })),
      rows: rows.map((row): Cell[] => [
        { text: surnamesFirst(row), href: `${ACTIONS}/${row.action.id}` }, { text: t(`actions:kinds.${row.action.kind}`), detail: row.action.told },
        { text: formatLocalDate(row.action.doneOn) }, { text: row.organisation }, { badge: stateBadge(t, row.action) },
      ]),
      empty: asked ? { title: t('actions:list.none-such'), href: ACTIONS, action: t('actions:list.all') }
        : { title: t('actions:list.none'), text: t('actions:list.none-text'), icon: 'people', href: `${ACTIONS}/follow-up`, action: t('actions:follow-up.title') },
    }),
    pagination: pagination(t, { page, pageSize: ACTIONS_PAGE, total, url: (number) => actionsAddress(filter, number) }),
  };
}

/** The list to take away. */
export function actionsList(t: Translate, rows: readonly ActionFound[], filter: ActionFilter): ListContent {
  const headings = ['doneOn', 'person', 'kind', 'told', 'organisationId', 'evidence', 'document', 'state', 'reviewed', 'reviewReason'].map((name) => t(`actions:fields.${name}`));
  return {
    headings, about: filterWords(t, filter, rows),
    rows: rows.map((row) => [
      { date: row.action.doneOn }, surnamesFirst(row), t(`actions:kinds.${row.action.kind}`), row.action.told, row.organisation, row.action.evidence, row.fileName,
      t(`actions:states.${stateOf(row.action)}`), row.reviewedByName, row.action.reviewReason,
    ]),
  };
}

export function actionTabs(t: Translate, current: 'list' | 'follow-up'): object {
  const items = ([['list', ACTIONS], ['follow-up', `${ACTIONS}/follow-up`]] as const).map(([name, href]) => ({ href, text: t(`actions:${name}.tab`), current: name === current }));
  return { label: t('actions:list.title'), items };
}

/** The address of a list, or of its file. */
function actionsAddress({ kind, state, from, to, personId }: ActionFilter, page = 1, path = ACTIONS): string {
  return addressWith(path, { kind, state, from: from && formatLocalDate(from), to: to && formatLocalDate(to), person: personId, page: pageNamed(page) });
}

function filterWords(t: Translate, { kind, state, from, to, personId }: ActionFilter, [first]: readonly ActionFound[]): string | null {
  const words = [personId && first && surnamesFirst(first), kind && t(`actions:kinds.${kind}`), state && t(`actions:states.${state}`), from && t('actions:list.since', { date: formatLocalDate(from) }), to && t('actions:list.until', { date: formatLocalDate(to) })];
  return words.filter(Boolean).join(' · ') || null;
}

function filterFields(t: Translate, { kind, state, from, to }: ActionFilter): Field[] {
  const form = emptyForm();
  const choices = (any: string, values: readonly string[], words: string): Choice[] => [{ value: '', label: t(any) }, ...values.map((value) => ({ value, label: t(`${words}.${value}`) }))];
  return [
    field(form, t, { name: 'kind', type: 'select', label: 'actions:fields.kind', value: kind, choices: choices('actions:list.any-kind', ACTION_KINDS, 'actions:kinds') }),
    field(form, t, { name: 'state', type: 'select', label: 'actions:fields.state', value: state, choices: choices('actions:list.any-state', ACTION_STATES, 'actions:states') }),
    field(form, t, { name: 'from', type: 'date', label: 'actions:list.from', value: from && formatLocalDate(from) }),
    field(form, t, { name: 'to', type: 'date', label: 'actions:list.to', value: to && formatLocalDate(to) }),
  ];
}
