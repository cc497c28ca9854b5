import { kindOf, weightiest } from '../organisations/kind-of-posts.js';
import type { OrganisationType } from '../organisations/organisation-types.js';
import type { ParticipantKind } from '../people/person-words.js';
import type { Id } from '../shared/kernel/ids.js';
import type { KnownPerson, SoundRow } from './person-groups.js';
import type { FieldChange } from './plan.js';

/** A post that a row gives to its person; `ends` is the membership that it takes the place of. */
export interface MembershipChange {
  row: number;
  organisationId: Id;
  post: string;
  board: boolean;
  ends: { id: Id; post: string } | null;
}

/** What the rows of one person add to her posts: one in each organisation, as the first row that names it says. */
export function membershipChanges(rows: readonly SoundRow[], known: KnownPerson | null): MembershipChange[] {
  const changes: MembershipChange[] = [];
  const seen = new Set<Id>();
  for (const { row, organisationId, post: { post, board }, postSaid } of rows) {
    if (organisationId === null || seen.has(organisationId)) continue;
    seen.add(organisationId);
    const held = known?.memberships.filter((membership) => membership.organisationId === organisationId) ?? [];
    const stays = held.some((membership) => membership.post === post || !postSaid);
    if (!stays) changes.push({ row, organisationId, post, board, ends: held[0] ?? null });
  }
  return changes;
}

/** A membership is listed as an organisation joined, or as one post after another in it. */
export function listedMembership({ organisationId, post, ends }: MembershipChange): FieldChange {
  return ends ? { field: 'post', from: ends.post, to: post } : { field: 'organisation', from: null, to: organisationId };
}

/** The kind of participant that rows make of somebody new. */
export function kindOfRows(rows: readonly SoundRow[], types: ReadonlyMap<Id, OrganisationType>): ParticipantKind {
  return kindOf(rows.map(({ post: { post }, organisationId }) => ({ post, type: types.get(organisationId ?? '') ?? null })));
}

/**
 * The kind of somebody who is here, after her posts have changed. A post gained can only raise it; a post that gave
 * place to another may lower it, as far as her other posts allow.
 */
export function kindAfter(
  known: KnownPerson, changes: readonly MembershipChange[], types: ReadonlyMap<Id, OrganisationType>,
): ParticipantKind | null {
  const now = known.learner?.kind;
  if (!now || changes.length === 0) return null;
  const ended = new Set(changes.map(({ ends }) => ends?.id));
  const held = [...known.memberships.filter(({ id }) => !ended.has(id)), ...changes]
    .map(({ post, organisationId }) => ({ post, type: types.get(organisationId) ?? null }));
  const after = changes.some(({ ends }) => ends) ? kindOf(held) : weightiest([now, kindOf(held)]);
  return after === now ? null : after;
}
