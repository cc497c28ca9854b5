import { activityView } from '../activities/activity.presenter.js';
import { say } from '../activities/activity-kinds.js';
import { activityPictures } from '../activities/pictures.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { formStatus } from '../shared/web/forms.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { page, type Answer } from '../shared/web/page.js';
import { itemBank } from './item-bank.js';
import type { Item } from './item-schemas.js';
import { STOPPING_RULE, type ItemStep } from './next-step.js';
import { decidedSince, progressWord } from './placement-rules.js';
import type { PlacementResponse } from './placement-response.entity.js';
import type { PlacementTest } from './placement-test.entity.js';
import type { HistoryRow } from './placement.repository.js';

const MOST_SHOWN = 6;

/** A kind result: what she can do already, the hardest first, and what comes next. Never a number. */
export function resultPage(t: Translate, locale: Locale, { test, responses, decision }: ResultFacts): object {
  const decided = decision !== null && decidedSince(test?.finishedAt ?? null, decision.decidedAt) ? decision : null;
  const level = decided?.level ?? test?.level ?? 0;
  return {
    tried: test !== null,
    can: abilities(locale, responses),
    next: t(`levels:result.next-${level}`),
    who: decided ? t('levels:result.decided', { level: t(`levels:names.${decided.level}`) }) : t('levels:result.decides'),
  };
}

export interface ResultFacts {
  /** The test that she finished last; null when a person placed her without one. */
  test: Pick<PlacementTest, 'level' | 'finishedAt'> | null;
  responses: readonly PlacementResponse[];
  /** The newest decision about her level, whenever it was made. */
  decision: HistoryRow | null;
}

/** What she can do by what she did in a test, the hardest first. */
export function abilities(locale: Locale, responses: readonly PlacementResponse[]): string[] {
  const done = responses.filter(({ outcome }) => outcome === 'right' || outcome === 'alone');
  const tasks = done.flatMap(({ itemCode }) => itemBank().find(itemCode) ?? []).sort((one, other) => other.b - one.b);
  return [...new Set(tasks.map((task) => say(task.can, locale)))].slice(0, MOST_SHOWN);
}

/**
 * The page of one item. A page that stays open while the test goes on elsewhere sends its own number, which is then
 * passed over.
 */
export function itemPage(
  t: Translate, locale: Locale, test: Pick<PlacementTest, 'seed' | 'purpose'>, step: ItemStep<Item>, form: FormView = emptyForm(), base = '/placement/item',
): Answer {
  const byTouch = step.item.touch ? say(step.item.touch, locale) : null;
  const activity = { ...activityView(step.item, { t, locale, pictures: activityPictures(), seed: test.seed + step.ordinal }), askByTouch: byTouch };
  const word = progressWord({ ordinal: step.ordinal, certainty: step.estimate.certainty }, STOPPING_RULE);
  const model = { activity, form, action: `${base}/${step.ordinal}`, number: t(`levels:item.${word === 'first' && test.purpose === 'endline' ? 'first-endline' : word}`, { number: step.ordinal }) };
  // A title is the same for mouse and finger: where what is asked is not, it says no more than which task this is.
  return page('placement/item', model, { title: byTouch ? t('levels:item.title', { number: step.ordinal }) : activity.ask, status: formStatus(form) });
}
