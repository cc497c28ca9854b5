import type { Id } from '../shared/kernel/ids.js';

/** Held by whoever gives seats away in editions and groups of a centre, and by whoever says whether an edition has any. */
export function seatsAt(centreId: Id): string {
  return `seats:${centreId}`;
}
