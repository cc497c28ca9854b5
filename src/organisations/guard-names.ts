import type { Id } from '../shared/kernel/ids.js';

/** Held by whoever makes organisations at a centre, one by one or from a list. */
export function organisationsAt(centreId: Id): string {
  return `organisations:${centreId}`;
}
