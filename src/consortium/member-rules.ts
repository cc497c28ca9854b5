import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** From the first day to the last one, both included; null while no end is set. */
export interface Term {
  since: LocalDate;
  until: LocalDate | null;
}

/** What else is on record of a member, by which its term must hold. */
export interface MemberTies {
  /** Other times in which the same organisation was or is a member. */
  otherTerms: readonly Term[];
  /** The posts that its people hold or held. */
  posts: readonly Term[];
  /** The assemblies in which it took part. */
  assemblies: readonly LocalDate[];
}

/** What is agreed long before it begins is more likely a slip of the pen. */
const FARTHEST_DAYS = 366;

/** True on the first day and on the last one too. */
export function covers({ since, until }: Term, day: LocalDate): boolean {
  return since <= day && (until === null || until >= day);
}

export function termsOverlap(a: Term, b: Term): boolean {
  return (b.until === null || a.since <= b.until) && (a.until === null || b.since <= a.until);
}

/** Why something cannot be from one of these days to the other, whatever it is. */
export function termRefusals({ since, until }: Term, today: LocalDate): Refusal[] {
  if (since > addDays(today, FARTHEST_DAYS)) return [{ field: 'since', reason: 'consortium:refusals.since-far' }];
  return until !== null && until < since ? [{ field: 'until', reason: 'consortium:refusals.until-before-since' }] : [];
}

/** Why an organisation cannot be a member from one of these days to the other. */
export function memberRefusals(term: Term, { otherTerms, posts, assemblies }: MemberTies, today: LocalDate): Refusal[] {
  const wrong = termRefusals(term, today);
  if (wrong.length > 0) return wrong;
  const refusals: Refusal[] = [];
  if (otherTerms.some((other) => termsOverlap(other, term))) refusals.push({ field: 'since', reason: 'consortium:refusals.member-already' });
  const { since, until } = term;
  if (posts.some((post) => post.since < since)) refusals.push({ field: 'since', reason: 'consortium:refusals.posts-before' });
  if (assemblies.some((day) => day < since)) refusals.push({ field: 'since', reason: 'consortium:refusals.assemblies-before' });
  if (until === null) return refusals;
  if (posts.some((post) => post.until === null || post.until > until)) refusals.push({ field: 'until', reason: 'consortium:refusals.posts-after' });
  if (assemblies.some((day) => day > until)) refusals.push({ field: 'until', reason: 'consortium:refusals.assemblies-after' });
  return refusals;
}
