/**
 * Where lessons are taken, read and taught. What failed there may be the very query that says whether this one is discreet, so that
 * every lesson's errors have the quick way out: it harms nobody who does not need it.
 */
const MAY_BE_DISCREET = /^\/(?:learning|lessons)\/|^\/sessions\/[^/]+\/room(?:\/|$)/iu;

export function mayBeDiscreet(path: string): boolean {
  return MAY_BE_DISCREET.test(path);
}
