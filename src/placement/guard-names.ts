import type { Id } from '../shared/kernel/ids.js';

/** Held by whoever asks somebody, tests her, lets her be tested again or decides on her level. */
export function placementOf(personId: Id): string {
  return `placement:${personId.slice(0, 36)}`;
}
