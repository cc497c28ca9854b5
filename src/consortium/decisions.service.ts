import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { ConsortiumAttendance } from './consortium-attendance.entity.js';
import { ConsortiumDecision } from './consortium-decision.entity.js';
import { holdConsortium, type ConsortiumOptions } from './consortium-hold.js';
import { ConsortiumMember } from './consortium-member.entity.js';
import { ConsortiumSeries } from './consortium-series.entity.js';
import { ConsortiumShare } from './consortium-share.entity.js';
import { decisionRefusals, membersOn, type DecisionFields, type DecisionGround, type RecordedDecision } from './decision-rules.js';
import { peopleOfMembers } from './people-of-members.js';
import { personNamed } from './representatives.js';
import { partsOn, sumOf } from './shares.js';

/** A decision on its way into the record. */
export interface NewDecision extends DecisionFields {
  /** The one that it replaces. */
  replacesId: Id | null;
  /** Its minutes, kept before. */
  fileId: Id | null;
}

/** What the assemblies of a consortium decided, put on record for good. */
@Injectable()
export class DecisionsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Puts a decision on record, with the next number of the year of its assembly. @returns its id @throws Refused, NotThere */
  record({ present, representatives, replacesId, ...decision }: NewDecision, { centreId, ...options }: ConsortiumOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdConsortium(tx, centreId);
      const ground = await groundOf(tx, centreId, { heldOn: decision.heldOn, replacesId });
      refuseFor(decisionRefusals({ ...decision, present, representatives }, ground));
      const year = Number(decision.heldOn.slice(0, 4));
      const set = await tx.manager.findBy(ConsortiumShare, { centreId });
      const id = newId();
      await tx.insert(ConsortiumDecision, {
        id, centreId, year, number: await nextNumber(tx, centreId, year), ...decision,
        membersTotal: membersOn(ground.members, decision.heldOn).length, membersPresent: present.length,
        presentShare: sumOf(present.map((memberId) => partsOn(set, memberId, decision.heldOn))).decisionShare,
        replacesId, recordedAt: tx.now, recordedBy: tx.actor.accountId,
      });
      await tx.insert(ConsortiumAttendance, await attendances(tx, { centreId, decisionId: id, present, representatives }));
      return id;
    }, options);
  }
}

/** Each organisation that was there, and who spoke for it: her name as it was written, and the person whom it means. */
async function attendances(
  tx: Tx, { centreId, decisionId, present, representatives }: Pick<NewDecision, 'present' | 'representatives'> & { centreId: Id; decisionId: Id },
): Promise<ConsortiumAttendance[]> {
  const members = await tx.manager.findBy(ConsortiumMember, { centreId });
  const organisationOf = new Map(members.map(({ id, organisationId }) => [id, organisationId]));
  const people = await peopleOfMembers(tx.manager, centreId, Object.keys(representatives).flatMap((id) => organisationOf.get(id) ?? []));
  return present.map((memberId) => {
    const representative = representatives[memberId] ?? null;
    const own = people.get(organisationOf.get(memberId) ?? '') ?? [];
    return { id: newId(), decisionId, memberId, representative, representativePersonId: representative === null ? null : personNamed(own, representative) };
  });
}

async function groundOf(tx: Tx, centreId: Id, { heldOn, replacesId }: Pick<NewDecision, 'heldOn' | 'replacesId'>): Promise<DecisionGround> {
  const members = await tx.manager.findBy(ConsortiumMember, { centreId });
  const organisations = await tx.manager.query<{ id: Id; name: string }[]>(
    'SELECT o.id, o.name FROM consortium_members m JOIN organisations o ON o.id = m.organisation_id WHERE m.centre_id = ?', [centreId]);
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  return {
    today: localDateAt(tx.now), replaced: replacesId === null ? null : await replacedBy(tx, centreId, replacesId),
    recorded: await recordedOn(tx, centreId, heldOn),
    members: members.map(({ id, organisationId, since, until }) => ({ id, since, until, name: names.get(organisationId) ?? '' })),
  };
}

async function recordedOn(tx: Tx, centreId: Id, day: LocalDate): Promise<RecordedDecision[]> {
  return tx.manager.query(
    `SELECT d.id, d.year, d.number, d.held_on AS heldOn, d.title, d.body, r.id AS replacedBy
     FROM consortium_decisions d LEFT JOIN consortium_decisions r ON r.replaces_id = d.id WHERE d.centre_id = ? AND d.held_on = ?`, [centreId, day]);
}

async function replacedBy(tx: Tx, centreId: Id, id: Id): Promise<DecisionGround['replaced']> {
  const replaced = await tx.manager.findOneBy(ConsortiumDecision, { id, centreId });
  if (!replaced) throw new NotThere('decision');
  const successor = await tx.manager.findOneBy(ConsortiumDecision, { replacesId: id });
  return { id, heldOn: replaced.heldOn, replacedBy: successor?.id ?? null };
}

/** Only while the consortium is held: a unit that fails gives its number back. */
async function nextNumber(tx: Tx, centreId: Id, year: number): Promise<number> {
  const code = `${centreId}:${year}`;
  const series = await tx.manager.findOneBy(ConsortiumSeries, { code });
  if (!series) await tx.insert(ConsortiumSeries, { code, lastNumber: 1 });
  else await tx.execute('UPDATE consortium_series SET last_number = last_number + 1 WHERE code = ?', [code]);
  return (series?.lastNumber ?? 0) + 1;
}
