import type { Id } from '../shared/kernel/ids.js';

/** Held by whoever registers people at a centre, one by one or from a list, and by whoever keeps their posts and consents. */
export function registrationsAt(centreId: Id): string {
  return `people:${centreId}`;
}
