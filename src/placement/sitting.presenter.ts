import type { Locale, Translate } from '../shared/web/i18n.js';
import { itemBank } from './item-bank.js';
import { say, type Item } from './item-kinds.js';
import type { ItemStep } from './next-step.js';
import type { PlacementResponse } from './placement-response.entity.js';
import type { PlacementTest } from './placement-test.entity.js';
import type { HistoryRow } from './placement.repository.js';

const MOST_SHOWN = 6;

/** A kind result: what she can do already, the hardest first, and what comes next. Never a number. */
export function resultPage(
  t: Translate, locale: Locale, test: Pick<PlacementTest, 'level'>, responses: readonly PlacementResponse[], decision: HistoryRow | null,
): object {
  const level = decision?.level ?? test.level ?? 0;
  return {
    can: abilities(locale, responses),
    next: t(`levels:result.next-${level}`),
    who: decision ? t('levels:result.decided', { level: t(`levels:names.${decision.level}`) }) : t('levels:result.decides'),
  };
}

function abilities(locale: Locale, responses: readonly PlacementResponse[]): string[] {
  const done = responses.filter(({ outcome }) => outcome === 'right' || outcome === 'alone');
  const tasks = done.flatMap(({ itemCode }) => itemBank().find(itemCode) ?? []).sort((one, other) => other.b - one.b);
  return [...new Set(tasks.map((task) => say(task.can, locale)))].slice(0, MOST_SHOWN);
}

export type CurrentItem = ItemStep<Item>;
