import { kindOf, weightiest, type KindOfPost } from '../organisations/kind-of-posts.js';
import { isHeldSql } from '../organisations/membership-rules.js';
import type { OrganisationType } from '../organisations/organisation-types.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { Learner } from './learner.entity.js';
import type { ParticipantKind } from './person-words.js';

/** What a new participant comes as, by the posts that she brings. */
export async function kindByPosts(tx: Tx, posts: readonly { organisationId: Id; post: string }[]): Promise<ParticipantKind> {
  const types = new Map<Id, OrganisationType>();
  for (const ids of inChunks([...new Set(posts.map(({ organisationId }) => organisationId))])) {
    const rows = await tx.manager.query<{ id: Id; type: OrganisationType }[]>(`SELECT id, type FROM organisations WHERE id IN (${places(ids)})`, [...ids]);
    for (const { id, type } of rows) types.set(id, type);
  }
  return kindOf(posts.map(({ organisationId, post }) => ({ post, type: types.get(organisationId) ?? null })));
}

/**
 * Works out anew what somebody comes as, after a post of hers has changed at a centre.
 * @param gained a post came and none went: it can only raise what she was said to be
 */
export async function rekind(tx: Tx, centreId: Id, personId: Id, { gained }: { gained: boolean }): Promise<void> {
  const learner = await tx.manager.findOneBy(Learner, { personId, centreId });
  if (!learner) return;
  const held = await tx.manager.query<KindOfPost[]>(
    `SELECT m.post, o.type FROM memberships m JOIN organisations o ON o.id = m.organisation_id
     WHERE m.person_id = ? AND o.centre_id = ? AND ${isHeldSql('m')}`, [personId, centreId, localDateAt(tx.now)]);
  const kind = gained ? weightiest([learner.kind, kindOf(held)]) : kindOf(held);
  if (kind !== learner.kind) await tx.update(Learner, learner, { kind });
}
