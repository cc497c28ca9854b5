import { Inject, Injectable } from '@nestjs/common';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, Refused, refuseFor, StaleEdit } from '../shared/kernel/refusal.js';
import { Course } from './course.entity.js';
import { EditionEvents } from './edition-events.js';
import { factsOf } from './edition-facts.js';
import {
  changedEditionRefusals, newEditionRefusals, transitionRefusals, type EditionPlan, type EditionStatus,
} from './edition-rules.js';
import { EditionTrainer } from './edition-trainer.entity.js';
import { Edition } from './edition.entity.js';
import { seatsAt } from './guard-names.js';
import { refuseTelltaleName } from './telltale-names.js';
import { stillTeaching, trainersAt, trainersStamp } from './trainers.js';

export interface EditionDetails extends EditionPlan {
  courseCode: string;
  name: string;
}

/** Courses held at a centre between two dates. */
@Injectable()
export class EditionsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, @Inject(EditionEvents) private readonly events: EditionEvents) {}

  /**
   * Plans an edition; where the same was just planned, as when two pages are sent, it is that one.
   * @param options.pastConfirmed somebody said that it began before today indeed
   * @throws Refused
   */
  createEdition(centreId: Id, details: EditionDetails, options: UnitOptions & { pastConfirmed?: boolean }): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, seatsAt(centreId));
      await refuseUnknownCourse(tx, details.courseCode);
      refuseFor(newEditionRefusals(details, localDateAt(tx.now), options.pastConfirmed ?? false));
      await refuseTelltaleName(tx.manager, details, details.name);
      const { courseCode, name, startsOn, endsOn, feeCents } = details;
      const same = await tx.manager.findOneBy(Edition, { centreId, status: 'planned', version: 1, courseCode, name, startsOn, endsOn, feeCents });
      if (same) return same.id;
      const id = newId();
      await tx.insert(Edition, { id, centreId, ...details, status: 'planned', createdAt: tx.now, version: 1 });
      return id;
    }, options);
  }

  /** Changes name, dates and fee; the course stays. @throws Refused, StaleEdit when it is no longer in `version`, NotThere */
  changeEdition(
    centreId: Id, id: Id, { version, ...changes }: Omit<EditionDetails, 'courseCode'> & { version: number }, options: UnitOptions,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const before = await editionOf(tx, centreId, id);
      refuseFor(changedEditionRefusals(changes, before.status, await factsOf(tx.manager, id, localDateAt(tx.now))));
      await refuseTelltaleName(tx.manager, before, changes.name);
      await tx.update(Edition, { ...before, version }, changes);
    }, options);
  }

  /**
   * Opens, starts, closes or reopens an edition (see `TRANSITIONS`). Asked for where it is already, it does nothing.
   * @throws Refused, NotThere
   */
  moveTo(centreId: Id, id: Id, status: EditionStatus, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      // Nobody is enrolled between the count of those who are and the change that it allows.
      await hold(tx, seatsAt(centreId));
      const before = await editionOf(tx, centreId, id);
      if (before.status === status) return;
      refuseFor(transitionRefusals(before.status, status, await factsOf(tx.manager, id, localDateAt(tx.now))));
      await tx.update(Edition, before, { status });
      await this.events.moved(tx, { id, from: before.status, to: status });
    }, options);
  }

  /**
   * Says who teaches in an edition: exactly these.
   * @param stamp `trainersStamp` of those whom the change was made upon; left out: whoever they are now
   * @throws Refused for somebody who is no trainer at the centre, and for leaving out who still teaches a group; StaleEdit when others were named meanwhile; NotThere
   */
  setTrainers(centreId: Id, id: Id, accountIds: readonly Id[], options: UnitOptions, stamp?: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `trainers:${id}`);
      await editionOf(tx, centreId, id);
      const known = new Set((await trainersAt(tx.manager, centreId)).map((trainer) => trainer.id));
      const before = await tx.manager.findBy(EditionTrainer, { editionId: id });
      const present = new Set(before.map(({ accountId }) => accountId));
      if (stamp !== undefined && stamp !== trainersStamp([...present])) throw new StaleEdit([...present], accountIds);
      const added = [...new Set(accountIds)].filter((accountId) => !present.has(accountId));
      if (added.some((accountId) => !known.has(accountId))) throw new Refused({ field: 'trainers', reason: 'courses:refusals.no-trainer' });
      const gone = before.filter(({ accountId }) => !accountIds.includes(accountId));
      // Who may not teach here any more is not in the form: her groups are passed on when somebody looks at them.
      const teaching = await stillTeaching(tx.manager, { editionId: id, accountIds: gone.map(({ accountId }) => accountId).filter((each) => known.has(each)), from: localDateAt(tx.now) });
      refuseFor(teaching.map(({ trainer, groups }) => ({ field: 'trainers', reason: 'courses:refusals.teaches', params: { trainer, groups } })));
      for (const row of gone) await tx.remove(EditionTrainer, row);
      await tx.insert(EditionTrainer, added.map((accountId) => ({ id: newId(), editionId: id, accountId })));
    }, options);
  }
}

async function editionOf(tx: Tx, centreId: Id, id: Id): Promise<Edition> {
  const edition = await tx.manager.findOneBy(Edition, { id, centreId });
  if (!edition) throw new NotThere('edition');
  return edition;
}

async function refuseUnknownCourse(tx: Tx, code: string): Promise<void> {
  if (!(await tx.manager.existsBy(Course, { code }))) throw new Refused({ field: 'courseCode', reason: 'courses:refusals.no-course' });
}
