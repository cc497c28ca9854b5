import { PARTICIPANT_KINDS, type ParticipantKind } from '../people/person-words.js';
import type { OrganisationType } from './organisation-types.js';
import { type PostCode, POSTS } from './posts.js';

/** A post as far as it tells what somebody comes as. */
export interface KindOfPost {
  post: string;
  /** Of the organisation in which it is held; null where that is not clear. */
  type: OrganisationType | null;
}

const WEIGHT: Readonly<Record<ParticipantKind, number>> = { member: 0, leader: 1, official: 2 };
const WEIGHTIEST_FIRST = [...PARTICIPANT_KINDS].sort((a, b) => WEIGHT[b] - WEIGHT[a]);

/**
 * What somebody comes as, by the posts that she holds: whoever works in a municipal office is an official, whatever her
 * post; then a leader's post weighs more than a member's. Without any post she is a member.
 */
export function kindOf(posts: readonly KindOfPost[]): ParticipantKind {
  return weightiest(posts.map(kindOfPost));
}

/** The kind that weighs most: a post gained never makes somebody less than she was said to be. */
export function weightiest(kinds: readonly ParticipantKind[]): ParticipantKind {
  return WEIGHTIEST_FIRST.find((kind) => kinds.includes(kind)) ?? 'member';
}

/** What one post makes somebody. */
export function kindOfPost({ post, type }: KindOfPost): ParticipantKind {
  if (type === 'municipal_office') return 'official';
  return Object.hasOwn(POSTS, post) ? POSTS[post as PostCode].kind : 'member';
}
