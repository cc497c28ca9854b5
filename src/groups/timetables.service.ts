import { Inject, Injectable } from '@nestjs/common';
import { seatsAt } from '../courses/guard-names.js';
import { hold } from '../shared/database/guards.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { readFormingEdition } from './forming-facts.js';
import { seatsOf } from './forming-rules.js';
import { GroupEvents } from './group-events.js';
import { TIMETABLE } from './guard-names.js';
import { LearningGroup } from './learning-group.entity.js';
import { factsOfStanding, readWeekFacts } from './timetable-facts.js';
import { sameTime, timetableRefusals, type Timetable } from './timetable-rules.js';

/** Another timetable, and what is said to it. */
export interface TimetableChange {
  trainerId: Id;
  roomId: Id;
  /** Null where the hour stays as it is. */
  time: Pick<Timetable, 'days' | 'startsAt' | 'endsAt'> | null;
  /** Members were asked, and can come to an hour that they did not offer. */
  agreed: boolean;
  version: number;
}

/** Gives groups that stand another trainer, hour or room. */
@Injectable()
export class TimetablesService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly events: GroupEvents) {}

  /**
   * Changes a group's timetable; with the hour its sessions to come move, those that were held stay as they were.
   * @throws Refused (fields `trainer`, `hour`, `room`, `agreed`) as `timetableRefusals` says; StaleEdit; NotThere
   */
  change(centreId: Id, groupId: Id, { time, trainerId, roomId, agreed, version }: TimetableChange, unit: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE, seatsAt(centreId));
      const before = await tx.manager.findOneBy(LearningGroup, { id: groupId, centreId });
      if (!before) throw new NotThere('group');
      const edition = await readFormingEdition(tx.manager, centreId, before.editionId);
      if (edition.status === 'closed') throw new Refused({ reason: 'groups:refusals.edition-closed' });
      const facts = factsOfStanding(await readWeekFacts(tx.manager, edition, localDateAt(tx.now)), groupId);
      const { days, startsAt, endsAt } = time ?? before;
      const wanted = { days, startsAt, endsAt, roomId, trainerId };
      refuseFor(timetableRefusals(wanted, facts, agreed));
      const room = facts.rooms.find(({ id }) => id === roomId);
      const capacity = roomId === before.roomId || !room ? before.capacity : seatsOf(room.seats);
      await tx.update(LearningGroup, { ...before, version }, { ...wanted, capacity });
      if (!sameTime(wanted, before)) await this.events.retimed(tx, groupId);
    }, unit);
  }
}
