import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { CourseModule } from '../courses/course-module.entity.js';
import { pathFor } from '../courses/level-path.js';
import { RETIRED_FROM } from '../courses/load-courses.js';
import { seatsAt } from '../courses/guard-names.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { refuseFor, Refused } from '../shared/kernel/refusal.js';
import { confirmRefusals } from './confirm-rules.js';
import { noteMove } from './enrolments.service.js';
import { EnrolmentEvents } from './enrolment-events.js';
import { Enrolment } from './enrolment.entity.js';
import { readFormingEdition, type FormingEdition } from './forming-facts.js';
import { readFormingFacts } from './forming-input.js';
import { seatsOf } from './forming-rules.js';
import { settledDraft, type GroupDraft } from './group-draft.js';
import { GroupEvents } from './group-events.js';
import { GroupProposal } from './group-proposal.entity.js';
import { TIMETABLE } from './guard-names.js';
import { LearningGroup } from './learning-group.entity.js';
import { endOtherWaiting, holdWhoWaitElsewhere } from './other-waiting.js';
import { contentOf, proposalOf } from './proposals.service.js';

/** What came of a confirmed draft. */
export interface Formed {
  editionId: Id;
  /** Ids of the groups that are new. */
  groupIds: Id[];
  /** How many got a seat. */
  placed: number;
  waiting: number;
}

/** Turns a draft into groups, their members, a waiting list and sessions. */
@Injectable()
export class ConfirmingService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly events: GroupEvents, private readonly enrolments: EnrolmentEvents) {}

  /**
   * Confirms a draft as it was in `version`, all of it or nothing.
   * @throws Refused when it no longer holds (somebody else has the room …); StaleEdit when it was changed since; NotThere
   */
  confirm(centreId: Id, proposalId: Id, version: number, unit: UnitOptions): Promise<Formed> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE, seatsAt(centreId));
      await holdWhoWaitElsewhere(tx, proposalId);
      const before = await proposalOf(tx, centreId, proposalId);
      if (before.status !== 'draft') throw new Refused({ reason: `groups:refusals.${before.status}-already` });
      await tx.update(GroupProposal, { ...before, version }, { status: 'confirmed', confirmedAt: tx.now });
      const edition = await readFormingEdition(tx.manager, centreId, before.editionId);
      const facts = await readFormingFacts(tx.manager, edition, localDateAt(tx.now));
      const draft = settledDraft(contentOf(before), facts.people, edition);
      refuseFor(confirmRefusals(draft, {
        editionId: edition.id, editionName: edition.name, standing: facts.groups, seats: new Map(facts.rooms.map(({ id, seats }) => [id, seatsOf(seats)])),
        trainerIds: new Set(facts.trainers.map(({ id }) => id)), people: facts.people, busy: facts.busy,
      }));
      const groupIds = await openGroups(tx, edition, draft);
      const enrolments = new Map((await tx.manager.findBy(Enrolment, { editionId: edition.id })).map((each) => [each.personId, each]));
      const { placed, waited, seated } = await seatMembers(tx, draft, enrolments, groupIds);
      await letWait(tx, draft, enrolments);
      await this.enrolments.seated(tx, waited);
      await endOtherWaiting(tx, this.enrolments, edition.id, seated);
      const fresh = draft.groups.filter(({ fixedGroupId }) => fixedGroupId === null).map(({ key }) => groupIds.get(key) as Id);
      tx.note('group_proposals', proposalId, { status: 'confirmed', groups: fresh.length, placed }, centreId);
      await this.events.formed(tx, fresh);
      return { editionId: edition.id, groupIds: fresh, placed, waiting: draft.notPlaced.length };
    }, unit);
  }
}

/** @returns the id of each group of the draft by its key, standing ones too */
async function openGroups(tx: Tx, edition: FormingEdition, draft: GroupDraft): Promise<Map<string, Id>> {
  const modules = await tx.manager.find(CourseModule, { where: { courseCode: edition.courseCode, ordinal: LessThan(RETIRED_FROM) }, order: { ordinal: 'ASC' } });
  const ids = new Map(draft.groups.map(({ key, fixedGroupId }) => [key, fixedGroupId ?? newId()]));
  const fresh = draft.groups.filter(({ fixedGroupId }) => fixedGroupId === null);
  await tx.insert(LearningGroup, fresh.map((group) => ({
    id: ids.get(group.key) as Id, editionId: edition.id, centreId: edition.centreId, name: group.name, level: group.level,
    moduleCode: (pathFor(modules, group.level)?.from ?? modules[0])?.code ?? null, roomId: group.roomId, trainerId: group.trainerId, days: group.days, startsAt: group.startsAt,
    endsAt: group.endsAt, capacity: group.seats, createdAt: tx.now, version: 1,
  })));
  return ids;
}

type EnrolmentsByPerson = ReadonlyMap<Id, Enrolment>;

/** @returns how many got a seat, who they are, and who of them had waited for one */
async function seatMembers(
  tx: Tx, draft: GroupDraft, enrolments: EnrolmentsByPerson, groupIds: ReadonlyMap<string, Id>,
): Promise<{ placed: number; waited: Enrolment[]; seated: Id[] }> {
  const waited: Enrolment[] = [];
  const people: Id[] = [];
  for (const group of draft.groups) {
    const groupId = groupIds.get(group.key) as Id;
    for (const personId of group.memberIds) {
      const enrolment = enrolments.get(personId);
      if (!enrolment || enrolment.groupId === groupId) continue;
      const seated = await tx.update(Enrolment, enrolment, { groupId, status: 'enrolled', waitingReason: null });
      const said = draft.reasons[personId];
      // A group that stands has held sessions, perhaps: since when she is in it has to be known.
      if (said || group.fixedGroupId !== null) await noteMove(tx, enrolment, groupId, said ?? null);
      if (enrolment.status === 'waiting') waited.push(seated);
      people.push(personId);
    }
  }
  return { placed: people.length, waited, seated: people };
}

async function letWait(tx: Tx, draft: GroupDraft, enrolments: EnrolmentsByPerson): Promise<void> {
  for (const { personId, reason } of draft.notPlaced) {
    const enrolment = enrolments.get(personId);
    if (enrolment) await tx.update(Enrolment, enrolment, { status: 'waiting', waitingReason: reason });
  }
}
