import type { Refusal } from './refusal.js';

/** What became of a text that somebody wrote: its value, or why it has none. The same for a form's field and a list's cell. */
export type Reading<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function readAs<T>(value: T): Reading<T> {
  return { ok: true, value };
}

/** @param reason a key of the catalogues: `people:refusals.dni-length` */
export function unreadable(reason: string, params?: Refusal['params']): Reading<never> {
  return { ok: false, refusal: params ? { reason, params } : { reason } };
}
