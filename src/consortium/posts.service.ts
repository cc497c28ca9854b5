import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { holdConsortium, type ConsortiumOptions } from './consortium-hold.js';
import { ConsortiumMember } from './consortium-member.entity.js';
import { ConsortiumPost } from './consortium-post.entity.js';
import { refuseStrangers } from './people-of-members.js';
import { postRefusals, type HeldPost } from './post-rules.js';

/** The posts of a consortium: taken on, corrected, ended. Past ones stay on record. */
@Injectable()
export class ConsortiumPostsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns the post's id @throws Refused, NotThere for a member of another centre's consortium */
  add(memberId: Id, wanted: HeldPost, { centreId, ...options }: ConsortiumOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      await refuseWrong(tx, centreId, memberId, wanted, null);
      const id = newId();
      await tx.insert(ConsortiumPost, { id, centreId, memberId, ...wanted, createdAt: tx.now, version: 1 });
      return id;
    }, options);
  }

  /** @throws Refused, NotThere, StaleEdit when it is no longer in `version` */
  change(id: Id, { version, ...wanted }: HeldPost & { version: number }, { centreId, ...options }: ConsortiumOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      const before = await load(tx, centreId, id);
      await refuseWrong(tx, centreId, before.memberId, wanted, before);
      await tx.update(ConsortiumPost, { ...before, version }, wanted);
    }, options);
  }

  /** Takes away a post that was written down by mistake; it stays in the audit trail. @throws NotThere, StaleEdit when it is no longer in `version` */
  remove(id: Id, version: number, { centreId, ...options }: ConsortiumOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      await tx.remove<ConsortiumPost>(ConsortiumPost, { ...await load(tx, centreId, id), version });
    }, options);
  }
}

async function load(tx: Tx, centreId: Id, id: Id): Promise<ConsortiumPost> {
  const found = await tx.manager.findOneBy(ConsortiumPost, { id, centreId });
  if (!found) throw new NotThere('post of the consortium');
  return found;
}

/** @param before what is on record already: who holds it may have left her organisation since */
async function refuseWrong(tx: Tx, centreId: Id, memberId: Id, wanted: HeldPost, before: ConsortiumPost | null): Promise<void> {
  const member = await tx.manager.findOneBy(ConsortiumMember, { id: memberId, centreId });
  if (!member) throw new NotThere('member of the consortium');
  if (wanted.personId !== before?.personId) await refuseStrangers(tx, centreId, { organisationId: member.organisationId, personId: wanted.personId }, 'person');
  const posts = await tx.manager.findBy(ConsortiumPost, { centreId });
  refuseFor(postRefusals(wanted, posts.filter(({ id }) => id !== before?.id), member, localDateAt(tx.now)));
}
