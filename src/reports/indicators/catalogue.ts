import { ACTIONS } from './actions.js';
import { ATTENDANCE } from './attendance.js';
import { COACHING } from './coaching.js';
import { COMPLETION } from './completion.js';
import { GAINS } from './gains.js';
import type { IndicatorDefinition } from './indicator.js';
import { MONEY } from './money.js';
import { ORGANISATIONS } from './organisations.js';
import { PATH } from './path.js';
import { REACH } from './reach.js';
import { SATISFACTION } from './satisfaction.js';

/** Every indicator that Minka computes, by its code, in the order in which they are read. */
export const CATALOGUE: ReadonlyMap<string, IndicatorDefinition> = new Map(
  [...REACH, ...ATTENDANCE, ...COMPLETION, ...GAINS, ...SATISFACTION, ...COACHING, ...ACTIONS, ...ORGANISATIONS, ...MONEY, ...PATH].map((definition) => [definition.code, definition]),
);
