import { lastDayOfEnding } from '../organisations/mandates.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { covers, termRefusals, termsOverlap, type Term } from './member-rules.js';

/** In the order in which they stand in lists; their words are those of `organisations:posts`. */
export const CONSORTIUM_POSTS = ['president', 'vice_president', 'secretary', 'treasurer', 'auditor', 'board_member', 'delegate'] as const;

export type ConsortiumPostCode = (typeof CONSORTIUM_POSTS)[number];

/** What several people may hold at once. */
const SHARED: readonly ConsortiumPostCode[] = ['board_member', 'delegate'];

/** What every consortium needs somebody for: a list says of these that nobody holds them. */
export const NEEDED_POSTS: readonly ConsortiumPostCode[] = ['president', 'secretary', 'treasurer', 'auditor'];

/** Who holds or held which post, and when. */
export interface HeldPost extends Term {
  post: ConsortiumPostCode;
  personId: Id;
}

/** Why somebody cannot hold a post. @param others all other posts of the consortium @param member when her organisation is a member */
export function postRefusals(wanted: HeldPost, others: readonly HeldPost[], member: Term, today: LocalDate): Refusal[] {
  const wrong = termRefusals(wanted, today);
  if (wrong.length > 0) return wrong;
  const refusals: Refusal[] = [];
  if (wanted.since < member.since) refusals.push({ field: 'since', reason: 'consortium:refusals.post-before-member' });
  if (member.until !== null && (wanted.until === null || wanted.until > member.until)) {
    refusals.push({ field: 'until', reason: 'consortium:refusals.post-after-member' });
  }
  const same = others.filter((other) => other.post === wanted.post && termsOverlap(other, wanted));
  if (same.some(({ personId }) => personId === wanted.personId)) refusals.push({ field: 'person', reason: 'consortium:refusals.post-held' });
  else if (same.length > 0 && !SHARED.includes(wanted.post)) refusals.push({ field: 'post', reason: 'consortium:refusals.post-taken' });
  return refusals;
}

/** What should be seen to about a post. */
export interface MandateNotice<T> {
  state: 'ending' | 'vacant';
  /** The one whose mandate ends, or who held the post last. */
  holder: T;
}

/**
 * Mandates that end within two months without anybody to follow, and posts that somebody held and nobody holds or is about to;
 * in the order of the posts. What several may hold is never vacant.
 */
export function mandateNotices<T extends HeldPost>(posts: readonly T[], today: LocalDate): MandateNotice<T>[] {
  return CONSORTIUM_POSTS.flatMap((code): MandateNotice<T>[] => {
    const ofPost = posts.filter(({ post }) => post === code);
    const shared = SHARED.includes(code);
    const ending = ofPost.filter((one) => covers(one, today) && one.until !== null && one.until <= lastDayOfEnding(today)
      && !ofPost.some((other) => other !== one && (!shared || other.personId === one.personId) && lastsLonger(other, one)));
    if (ending.length > 0) return ending.map((holder) => ({ state: 'ending', holder }));
    const [last] = ofPost.toSorted((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? 1 : -1));
    return last && !shared && last.until !== null && last.until < today ? [{ state: 'vacant', holder: last }] : [];
  });
}

/** The first day on which a post that ended is open to somebody else. */
export function vacantSince({ until }: Term): LocalDate | null {
  return until && addDays(until, 1);
}

function lastsLonger(a: Term, b: Term): boolean {
  return b.until !== null && (a.until === null || a.until > b.until);
}
