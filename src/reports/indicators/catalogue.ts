import type { IndicatorDefinition } from './indicator.js';

/** Every indicator that Minka computes, by its code. */
export const CATALOGUE: ReadonlyMap<string, IndicatorDefinition> = new Map<string, IndicatorDefinition>();
