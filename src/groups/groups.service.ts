import { Inject, Injectable } from '@nestjs/common';
import { Edition } from '../courses/edition.entity.js';
import { refuseTelltaleName } from '../courses/telltale-names.js';
import { seatsAt } from '../courses/guard-names.js';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { withdrawalRefusals } from './enrolment-rules.js';
import { enrolmentOf, holdEnrolled, noteMove } from './enrolments.service.js';
import { EnrolmentEvents } from './enrolment-events.js';
import { Enrolment } from './enrolment.entity.js';
import { LearningGroup } from './learning-group.entity.js';
import { endOtherWaiting } from './other-waiting.js';
import { readMover } from './mover.js';
import { moveRefusals, type MoveWords } from './moving-rules.js';

/** Groups as they stand: who moves where. */
@Injectable()
export class GroupsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly events: EnrolmentEvents) {}

  /**
   * Moves a learner to another group of her edition, or gives somebody who waits a seat. Her attendance stays with the
   * sessions that she was in.
   * @throws Refused (fields `group`, `reason`, `agreed`) as `moveRefusals` says; NotThere
   */
  move(centreId: Id, enrolmentId: Id, { groupId, ...words }: MoveWords & { groupId: Id }, unit: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, seatsAt(centreId));
      await holdEnrolled(tx, enrolmentId);
      const group = await groupOf(tx, centreId, groupId);
      const enrolment = await enrolmentOf(tx, centreId, enrolmentId);
      if (enrolment.editionId !== group.editionId) throw new NotThere('group of the edition');
      const edition = await tx.manager.findOneByOrFail(Edition, { id: group.editionId });
      refuseFor(withdrawalRefusals(enrolment.status, edition.status));
      if (enrolment.status === 'withdrawn') throw new Refused({ reason: 'groups:refusals.not-enrolled' });
      const members = await tx.manager.countBy(Enrolment, { groupId, status: 'enrolled' });
      const target = { ...group, seats: group.capacity, members, hasHer: enrolment.groupId === groupId };
      refuseFor(moveRefusals(await readMover(tx.manager, enrolment), target, words));
      const seated = await tx.update(Enrolment, enrolment, { groupId, status: 'enrolled', waitingReason: null });
      await noteMove(tx, enrolment, groupId, words.reason || null);
      if (enrolment.status === 'waiting') await this.events.seated(tx, [seated]);
      await endOtherWaiting(tx, this.events, edition.id, [enrolment.personId]);
    }, unit);
  }

  /** @throws Refused (field `name`), StaleEdit, NotThere */
  rename(centreId: Id, groupId: Id, { name, version }: { name: string; version: number }, unit: UnitOptions): Promise<void> {
    return refuseDuplicate({ field: 'name', reason: 'groups:refusals.name-taken', params: { name } }, () => this.unitOfWork.run(async (tx) => {
      const before = await groupOf(tx, centreId, groupId);
      await refuseTelltaleName(tx.manager, before, name);
      await tx.update(LearningGroup, { ...before, version }, { name });
    }, unit));
  }
}

/** The group, of this centre. @throws NotThere */
async function groupOf(tx: Tx, centreId: Id, id: Id): Promise<LearningGroup> {
  const group = await tx.manager.findOneBy(LearningGroup, { id, centreId });
  if (!group) throw new NotThere('group');
  return group;
}

