import { Inject, Injectable } from '@nestjs/common';
import { Organisation } from '../organisations/organisation.entity.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused, StaleEdit } from '../shared/kernel/refusal.js';
import { ConsortiumMember } from './consortium-member.entity.js';
import { holdConsortium, type ConsortiumOptions } from './consortium-hold.js';
import { ConsortiumPost } from './consortium-post.entity.js';
import { ConsortiumShare } from './consortium-share.entity.js';
import { membersOn } from './decision-rules.js';
import { memberRefusals, type MemberTies, type Term } from './member-rules.js';
import { refuseStrangers } from './people-of-members.js';
import { partsOn, sumRefusals, type Parts } from './shares.js';

/** When an organisation is a member, and whom to speak to there. */
export interface MemberFields extends Term {
  contactPersonId: Id | null;
}

/** The parts of several members from a day on. */
export interface NewParts {
  since: LocalDate;
  /** Whether sums that are not the whole are meant so. */
  incomplete: boolean;
  parts: readonly (Parts & { memberId: Id })[];
  /** How many entries of parts there were when they were asked for; left out: as many as there are now. */
  seen?: number;
}

/** The organisations that keep a centre open: they join, take their shares, and leave. */
@Injectable()
export class ConsortiumMembersService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns the member's id @throws Refused, NotThere for an organisation of another centre */
  add({ organisationId, since }: { organisationId: Id; since: LocalDate }, { centreId, ...options }: ConsortiumOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      if (!await tx.manager.existsBy(Organisation, { id: organisationId, centreId })) throw new NotThere('organisation');
      const term = { since, until: null };
      refuseFor(memberRefusals(term, await tiesOf(tx, centreId, organisationId, null), localDateAt(tx.now)).map(onOrganisation));
      const id = newId();
      await tx.insert(ConsortiumMember, { id, centreId, organisationId, ...term, contactPersonId: null, createdAt: tx.now, version: 1 });
      return id;
    }, options);
  }

  /** @throws Refused, NotThere, StaleEdit when it is no longer in `version` */
  change(id: Id, { version, ...fields }: MemberFields & { version: number }, { centreId, ...options }: ConsortiumOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      const before = await tx.manager.findOneBy(ConsortiumMember, { id, centreId });
      if (!before) throw new NotThere('member of the consortium');
      refuseFor(memberRefusals(fields, await tiesOf(tx, centreId, before.organisationId, id), localDateAt(tx.now)));
      const { contactPersonId } = fields;
      if (contactPersonId !== null && contactPersonId !== before.contactPersonId) {
        await refuseStrangers(tx, centreId, { organisationId: before.organisationId, personId: contactPersonId }, 'contact');
      }
      await tx.update(ConsortiumMember, { ...before, version }, fields);
    }, options);
  }

  /**
   * Sets the parts of members from a day on; of whom nothing differs on that day, nothing is written. Parts that do not make up
   * the whole are taken only where that is confirmed: an organisation may join or leave before all have agreed on new parts.
   * @returns how many members have other parts now
   * @throws Refused on `since` for a member who was none on that day, on the columns that are not the whole; StaleEdit when others were set meanwhile; NotThere
   */
  setParts({ since, parts, incomplete, seen }: NewParts, { centreId, ...options }: ConsortiumOptions): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      const members = await tx.manager.findBy(ConsortiumMember, { centreId });
      const set = await tx.manager.findBy(ConsortiumShare, { centreId });
      if (seen !== undefined && seen !== set.length) throw new StaleEdit(null, null);
      const differing = parts.filter(({ memberId, costShare, decisionShare }) => {
        if (!members.some(({ id }) => id === memberId)) throw new NotThere('member of the consortium');
        const before = partsOn(set, memberId, since);
        return before.costShare !== costShare || before.decisionShare !== decisionShare;
      });
      const early = members.filter((member) => differing.some(({ memberId }) => memberId === member.id) && (since < member.since || (member.until !== null && since > member.until)));
      const after = membersOn(members, since).map(({ id }) => parts.find(({ memberId }) => memberId === id) ?? partsOn(set, id, since));
      const [first] = parts;
      if (early.length > 0) throw new Refused({ field: 'since', reason: 'consortium:refusals.parts-outside', params: { names: await namesOf(tx, early) } });
      if (first && differing.length > 0) refuseFor(sumRefusals(after, first.memberId, incomplete));
      await tx.insert(ConsortiumShare, differing.map(({ memberId, costShare, decisionShare }) => ({
        id: newId(), centreId, memberId, ordinal: set.filter((one) => one.memberId === memberId).length + 1, since, costShare, decisionShare,
        createdAt: tx.now, createdBy: tx.actor.accountId,
      })));
      return differing.length;
    }, options);
  }
}

/** An organisation that is a member already is named in the form by its name, not by a date. */
function onOrganisation<T extends { field?: string; reason: string }>(refusal: T): T {
  return refusal.reason === 'consortium:refusals.member-already' ? { ...refusal, field: 'organisation' } : refusal;
}

async function tiesOf(tx: Tx, centreId: Id, organisationId: Id, memberId: Id | null): Promise<MemberTies> {
  const terms = await tx.manager.findBy(ConsortiumMember, { centreId, organisationId });
  const otherTerms = terms.filter(({ id }) => id !== memberId);
  if (memberId === null) return { otherTerms, posts: [], assemblies: [] };
  const assemblies = await tx.manager.query<{ heldOn: LocalDate }[]>(
    'SELECT d.held_on AS heldOn FROM consortium_attendances a JOIN consortium_decisions d ON d.id = a.decision_id WHERE a.member_id = ?', [memberId]);
  return { otherTerms, posts: await tx.manager.findBy(ConsortiumPost, { memberId }), assemblies: assemblies.map(({ heldOn }) => heldOn) };
}

async function namesOf(tx: Tx, members: readonly ConsortiumMember[]): Promise<string[]> {
  const organisations = await tx.manager.find(Organisation, { where: members.map(({ organisationId }) => ({ id: organisationId })), order: { searchName: 'ASC' } });
  return organisations.map(({ name }) => name);
}
