import type { z } from 'zod';
import { tidy } from '../shared/kernel/text.js';

/** What became of an activity. */
export const OUTCOMES = ['right', 'partly', 'wrong', 'not_done'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Scored {
  /** 0 to 1. */
  score: number;
  outcome: Outcome;
  /** What is kept of the answer, to be looked at later: never a password, never longer than a page. */
  kept: unknown;
}

/** What a form sends: one value a field, or several. Nothing in it is trusted. */
export type Submitted = Readonly<Record<string, unknown>>;

/** True when a form came from a browser without scripts, as the partial `form/without-script` tells it. */
export function isWithoutScript(submitted: Submitted | undefined): boolean {
  return submitted?._plain === 'yes';
}

/** An activity done in part. */
export const HALF = 0.5;

/**
 * All parts done is done; at least half of several is half; less is not yet. What was done that nobody asked for costs
 * as much as a part: marking everything finds all the signs and shows nothing.
 *
 * @param falseAlarms how many such things were done
 */
export function inParts(parts: readonly boolean[], kept: unknown, falseAlarms = 0): Scored {
  const share = Math.max(0, parts.filter(Boolean).length - falseAlarms) / parts.length;
  return verdict(share === 1 ? 1 : share >= HALF ? HALF : 0, kept);
}

/** What a score of 0 to 1 is called. */
export function verdict(score: number, kept: unknown): Scored {
  return { score, outcome: score === 1 ? 'right' : score === 0 ? 'wrong' : 'partly', kept };
}

/** One value of the form, tidied; too long, several or missing are read as far as that goes. */
export function field(submitted: Submitted, name: string): string {
  const value = submitted[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? tidy(first.slice(0, 2000)) : '';
}

/** All values of a field that takes several: each once, the overlong passed over. */
export function several(submitted: Submitted, name: string): string[] {
  const value = submitted[name];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(all.filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= 80))].slice(0, 50);
}

/** What the activity's script wrote into the hidden field, when it is there and of the right form. */
export function traced<T>(submitted: Submitted, schema: z.ZodType<T>): T | undefined {
  if (typeof submitted.trace !== 'string' || submitted.trace.length > 20_000) return undefined;
  try {
    return schema.safeParse(JSON.parse(submitted.trace)).data;
  } catch {
    return undefined;
  }
}
