import type { ActionFacts } from '../facts/learner-facts.js';
import type { Dimension, IndicatorDefinition, PersonSeen, Share } from './indicator.js';
import { actionPlace } from './places.js';
import { isWithin, NO_SHARES, OF_A_DAY } from './shares.js';

const OF_AN_ACTION = [...OF_A_DAY, 'actionKind'] as const satisfies readonly Dimension[];

/** What people did as citizens with what they learned. */
export const ACTIONS: readonly IndicatorDefinition[] = [
  {
    code: 'civic-actions', version: 1, form: 'count', unit: 'actions', level: 'society', criteria: ['impact', 'undef_added_value'], proof: 'actions',
    dimensions: OF_AN_ACTION, counts: { people: { name: 'acted' } }, shares: (person) => actionsOf(person, () => [1, 0]),
  },
  {
    code: 'actions-proved', version: 1, form: 'ratio', unit: 'actions', level: 'society', criteria: ['impact'], proof: 'actions',
    dimensions: OF_AN_ACTION, counts: { people: { name: 'acted' } }, shares: (person) => actionsOf(person, ({ proved }) => [proved ? 1 : 0, 1]),
  },
  {
    code: 'people-acted', version: 1, form: 'count', unit: 'people', level: 'society', criteria: ['impact', 'sustainability', 'undef_added_value'], proof: 'actions',
    dimensions: OF_AN_ACTION, once: 'person', counts: { people: { name: 'acted' } }, shares: (person) => actionsOf(person, () => [1, 0]),
  },
];

function actionsOf({ facts, period }: PersonSeen, shareOf: (action: ActionFacts) => readonly [value: number, of: number]): readonly Share[] {
  let shares: Share[] | null = null;
  for (const { centreId, actions } of facts) {
    for (const action of actions) {
      if (!isWithin(period, action.on)) continue;
      const [value, of] = shareOf(action);
      (shares ??= []).push({ value, of, at: actionPlace(centreId, action.on, action.kind), record: action.actionId });
    }
  }
  return shares ?? NO_SHARES;
}
