import { formatLocalDate } from '../shared/kernel/local-date.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { actionFacts, kindChoices, MY_ACTIONS, stateBadge } from './action.presenter.js';
import { stateOf } from './action-rules.js';
import type { ActionFound } from './actions.repository.js';

/** What she has told. */
export function ownActionsView(t: Translate, rows: readonly ActionFound[]): object {
  return {
    newUrl: `${MY_ACTIONS}/new`,
    items: rows.map(({ action }) => ({
      text: t(`actions:kinds.${action.kind}`), about: `${formatLocalDate(action.doneOn)} · ${action.told}`, href: `${MY_ACTIONS}/${action.id}`, badge: ownBadge(t, action),
    })),
  };
}

/** The first question: what was it? */
export function ownKindView(t: Translate, form: FormView): object {
  return {
    form, back: { href: MY_ACTIONS, text: t('actions:own.title') }, action: `${MY_ACTIONS}/new`,
    field: { ...field(form, t, { name: 'kind', type: 'radios', label: 'actions:own.kind', choices: kindChoices(t) }), asHeading: true },
  };
}

/** One of hers that was proved: it stays as it is. */
export function ownActionView(t: Translate, found: ActionFound, form: FormView): object {
  const path = `${MY_ACTIONS}/${found.action.id}`;
  return { form, back: { href: MY_ACTIONS, text: t('actions:own.title') }, facts: actionFacts(t, found, path, true), thanks: t('actions:own.proved') };
}

function ownBadge(t: Translate, action: ActionFound['action']): { text: string; kind: string } {
  const state = stateOf(action);
  return state === 'proved' || state === 'wrong' ? stateBadge(t, action) : { text: t(`actions:own.states.${state}`), kind: 'info' };
}
