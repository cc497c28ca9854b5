import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { Cell } from '../../shared/web/tables.js';
import { cellWords } from '../figures/figure-words.js';
import type { Period } from '../indicators/indicator.js';
import type { Framework, FrameworkIndicator } from './framework.js';
import { valueWords } from './project-words.js';
import type { TargetToday } from './target-progress.js';
import { standingWords } from './target-words.js';

/** What an indicator comes to today: what Minka counted opens to what proves it. */
export function todayCell(t: Translate, framework: Framework, indicator: FrameworkIndicator, { days, counted, typed }: TargetToday): Cell {
  const detail = t('projects:days', { from: formatLocalDate(days.from), to: formatLocalDate(days.to) });
  if (!counted) return { text: typed === null ? null : valueWords(t, typed, indicator), detail };
  return { text: cellWords(t, counted.cell, counted.definition), href: figureAddress(framework, counted.definition.code, indicator.slice, days), detail };
}

/** How it stands to its target, in words, with a bar of the way from the baseline where there is one. */
export function standingCell(t: Translate, { standing }: TargetToday): Cell {
  if (!standing) return {};
  const whole = standing.state === 'reached' || standing.state === 'surpassed';
  const bar = whole ? 100 : standing.share === null ? null : Math.round(Math.min(100, Math.max(0, standing.share)));
  return { text: standingWords(t, standing), ...bar === null ? {} : { bar: { value: bar, max: 100 } } };
}

/** The figure since the project began, narrowed as the indicator is: from there it opens to what proves it. */
export function figureAddress({ project, centres }: Framework, code: string, slice: FrameworkIndicator['slice'], { from, to }: Period = { from: project.startsOn, to: project.endsOn }): string {
  return `/figures/${code}?${new URLSearchParams({ from, to, ...slice, ...centres.length > 1 ? { together: 'yes' } : {} }).toString()}`;
}
