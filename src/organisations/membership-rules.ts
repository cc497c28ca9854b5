import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** A post that somebody holds, or only belongs: what is known of it. */
export interface MembershipFields {
  /** A code of `posts.ts`, or the words as given. */
  post: string;
  board: boolean;
  since: LocalDate | null;
  until: LocalDate | null;
}

export interface NewMembership extends MembershipFields {
  organisationId: Id;
}

/** True while a post is held; its last day still belongs to it. */
export function isHeld({ until }: Pick<MembershipFields, 'until'>, today: LocalDate): boolean {
  return until === null || until >= today;
}

/**
 * The same in SQL: the day is the condition's one parameter.
 * @param post the table of memberships, or its alias
 */
export function isHeldSql(post: string): string {
  return `(${post}.until IS NULL OR ${post}.until >= ?)`;
}

/** A post's first day and its last one, both of which belong to it; null where none is known. */
export interface PostTerm {
  from: LocalDate | null;
  until: LocalDate | null;
}

/** True for a post that was held on any day of a period, whose last day belongs to it too. */
export function isHeldDuring(post: PostTerm, { from, to }: { from: LocalDate; to: LocalDate }): boolean {
  return (post.from === null || post.from <= to) && isHeld(post, from);
}

/** Why a post cannot be kept as it was written. @param others what the same person holds or held in the same organisation */
export function membershipRefusals(
  wanted: MembershipFields, others: readonly MembershipFields[], today: LocalDate,
): Refusal[] {
  const { since, until } = wanted;
  if (since !== null && since > today) return [{ field: 'since', reason: 'organisations:refusals.since-future' }];
  if (since !== null && until !== null && until < since) return [{ field: 'until', reason: 'organisations:refusals.until-before-since' }];
  const held = isHeld(wanted, today) && others.some((other) => other.post === wanted.post && isHeld(other, today));
  return held ? [{ field: 'post', reason: 'organisations:refusals.post-held' }] : [];
}
