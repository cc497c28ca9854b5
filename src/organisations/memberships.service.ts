import { Inject, Injectable } from '@nestjs/common';
import { registrationsAt } from '../people/guard-names.js';
import { rekind } from '../people/kind-by-posts.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { membershipRefusals, type MembershipFields, type NewMembership } from './membership-rules.js';
import { Membership } from './membership.entity.js';
import { addMemberships } from './memberships.js';
import type { OrganisationOptions } from './organisations.service.js';

/** Posts of people in organisations: taken on, corrected, ended. Past ones stay on record; what she comes as follows. */
@Injectable()
export class MembershipsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns the post's id @throws Refused on `post`, `since` or `until`; NotThere for a person or an organisation of another centre */
  add(personId: Id, membership: NewMembership, { centreId, ...options }: OrganisationOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      // Nobody writes down the same post meanwhile, by hand or from a list.
      await hold(tx, registrationsAt(centreId));
      const others = await postsOf(tx, centreId, personId, membership.organisationId);
      refuseFor(membershipRefusals(membership, others, localDateAt(tx.now)));
      const [id] = await addMemberships(tx, centreId, [{ ...membership, personId }]);
      await rekind(tx, centreId, personId, { gained: true });
      return id as Id;
    }, options);
  }

  /** @throws Refused, NotThere, StaleEdit when it is no longer in `version` */
  change(
    id: Id, { version, ...fields }: MembershipFields & { version: number }, { centreId, ...options }: OrganisationOptions,
  ): Promise<void> {
    return this.unitOfWork.run((tx) => change(tx, centreId, id, fields, version), options);
  }

  /** The post is over; `until` is its last day. @throws Refused, NotThere, StaleEdit when it is no longer in `version`, where one is given */
  end(id: Id, { until, version }: { until: LocalDate; version?: number }, { centreId, ...options }: OrganisationOptions): Promise<void> {
    return this.unitOfWork.run((tx) => change(tx, centreId, id, { until }, version), options);
  }

  /** Takes away a post that was written down by mistake; it stays in the audit trail. @throws NotThere, StaleEdit when it is no longer in `version` */
  remove(id: Id, version: number, { centreId, ...options }: OrganisationOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const before = await load(tx, centreId, id);
      await tx.remove<Membership>(Membership, { ...before, version });
      await rekind(tx, centreId, before.personId, { gained: false });
    }, options);
  }
}

async function change(tx: Tx, centreId: Id, id: Id, fields: Partial<MembershipFields>, version?: number): Promise<void> {
  await hold(tx, registrationsAt(centreId));
  const before = await load(tx, centreId, id);
  const others = (await postsOf(tx, centreId, before.personId, before.organisationId)).filter((other) => other.id !== id);
  refuseFor(membershipRefusals({ ...before, ...fields }, others, localDateAt(tx.now)));
  await tx.update<Membership>(Membership, { ...before, version: version ?? before.version }, fields);
  await rekind(tx, centreId, before.personId, { gained: false });
}

async function load(tx: Tx, centreId: Id, id: Id): Promise<Membership> {
  const membership = await tx.manager.createQueryBuilder(Membership, 'm')
    .where('m.id = :id AND EXISTS (SELECT 1 FROM organisations o WHERE o.id = m.organisation_id AND o.centre_id = :centreId)', { id, centreId })
    .getOne();
  if (!membership) throw new NotThere('membership');
  return membership;
}

/** What somebody whom the centre knows holds and held in one organisation. */
async function postsOf(tx: Tx, centreId: Id, personId: Id, organisationId: Id): Promise<Membership[]> {
  const known = await tx.manager.query<unknown[]>('SELECT id FROM learners WHERE person_id = ? AND centre_id = ?', [personId, centreId]);
  if (known.length === 0) throw new NotThere('person');
  return tx.manager.findBy(Membership, { personId, organisationId });
}
