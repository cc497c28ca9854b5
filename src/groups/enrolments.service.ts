import { Inject, Injectable } from '@nestjs/common';
import { Course } from '../courses/course.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { seatsAt } from '../courses/guard-names.js';
import { givenNamesFirst, type PersonName } from '../people/person-names.js';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { hold } from '../shared/database/guards.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { IN_NO_OTHER, LEVEL_OF_LEARNER, NEW_TO_COURSE, PREPARED } from './edition-people.js';
import { EnrolmentMove } from './enrolment-move.entity.js';
import { enrolRefusals, fittingLevels, levelFit, levelRefusals, prerequisiteRefusals, statusOnArrival, withdrawalRefusals } from './enrolment-rules.js';
import { EnrolmentEvents } from './enrolment-events.js';
import { Enrolment } from './enrolment.entity.js';
import { LearningGroup } from './learning-group.entity.js';

/** What enrolling several people did. */
export interface Enrolled {
  enrolled: number;
  /** Those who were enrolled before. */
  already: number;
}

/** Who takes part in an edition. */
@Injectable()
export class EnrolmentsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, @Inject(EnrolmentEvents) private readonly events: EnrolmentEvents) {}

  /**
   * Enrols some people of the centre. Who is enrolled already is left as she is; who had withdrawn comes back.
   * @param reason why those are enrolled who did not take the course before, kept with their enrolment; null: none was given
   * @throws Refused when the edition takes nobody, somebody's level is too low for it, or somebody lacks the course
   * before and no reason was given; NotThere for strangers
   */
  enrol(centreId: Id, editionId: Id, personIds: readonly Id[], { reason = null, ...options }: UnitOptions & { reason?: string | null }): Promise<Enrolled> {
    const wanted = { personIds: [...new Set(personIds)], reason };
    return withoutRaces(() => this.unitOfWork.run(async (tx) => {
      await hold(tx, seatsAt(centreId));
      await holdPeople(tx, wanted.personIds);
      return this.enrolIn(tx, centreId, editionId, wanted);
    }, options));
  }

  /** Enrols everybody of the centre whose level the course is made for, who took the course before and is in no other edition of it. @throws Refused, NotThere */
  async enrolAll(centreId: Id, editionId: Id, options: UnitOptions): Promise<Enrolled> {
    // Looked for beforehand: they are held before the unit reads anything (see `holdPeople`).
    const personIds = await this.unitOfWork.run((tx) => fittingPeople(tx, centreId, editionId), { actor: options.actor });
    return this.enrol(centreId, editionId, personIds, options);
  }

  /** Takes somebody out, of her group as well; her attendance stays on record. @throws Refused, NotThere */
  withdraw(centreId: Id, enrolmentId: Id, reason: string, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, seatsAt(centreId));
      await holdEnrolled(tx, enrolmentId);
      const before = await enrolmentOf(tx, centreId, enrolmentId);
      if (before.status === 'withdrawn') return;
      const { edition } = await editionOf(tx, centreId, before.editionId);
      refuseFor(withdrawalRefusals(before.status, edition.status));
      const ended = await tx.update(Enrolment, before, { status: 'withdrawn', groupId: null, waitingReason: null, endedAt: tx.now });
      await noteMove(tx, before, null, reason);
      await this.events.withdrawn(tx, edition, ended);
    }, options);
  }

  /** Takes somebody who withdrew in again; where groups are formed she waits for a seat. @throws Refused, NotThere */
  bringBack(centreId: Id, enrolmentId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, seatsAt(centreId));
      await holdEnrolled(tx, enrolmentId);
      const before = await enrolmentOf(tx, centreId, enrolmentId);
      if (before.status !== 'withdrawn') return;
      const { edition, hasGroups } = await editionOf(tx, centreId, before.editionId);
      refuseFor(enrolRefusals(edition.status));
      const back = await tx.update(Enrolment, before, { ...statusOnArrival(hasGroups), endedAt: null, enrolledAt: tx.now });
      await this.events.broughtBack(tx, edition, [back]);
    }, options);
  }

  private async enrolIn(tx: Tx, centreId: Id, editionId: Id, wanted: Wanted): Promise<Enrolled> {
    const { edition, fresh, returning, already } = await takeIn(tx, centreId, editionId, wanted);
    await this.events.enrolled(tx, edition, fresh);
    await this.events.broughtBack(tx, edition, returning);
    return { enrolled: fresh.length + returning.length, already };
  }
}

/** Everybody of the centre whose level the course is made for, who took the course before, and who never was in the edition. @throws NotThere */
async function fittingPeople(tx: Tx, centreId: Id, editionId: Id): Promise<Id[]> {
  const { course } = await editionOf(tx, centreId, editionId);
  const levels = fittingLevels(course);
  const rows = await tx.manager.query<{ id: Id }[]>(`
    SELECT p.id FROM learners l JOIN persons p ON p.id = l.person_id AND p.merged_into_id IS NULL
    LEFT JOIN enrolments e ON e.edition_id = ? AND e.person_id = l.person_id
    WHERE l.centre_id = ? AND l.left_at IS NULL AND e.id IS NULL AND ${NEW_TO_COURSE} AND ${LEVEL_OF_LEARNER} IN (${places(levels)})
      AND ${PREPARED} = 1 AND ${IN_NO_OTHER}
    ORDER BY p.sort_name, p.id`, [editionId, centreId, editionId, ...levels, editionId, editionId, editionId]);
  return rows.map(({ id }) => id);
}

/**
 * Whoever is about to come or go is held before anything is read, as the seats are: what follows (fees do) has to see what another unit about
 * her left that this one waited for, and on MariaDB the first reading fixes what all others see.
 */
async function holdPeople(tx: Tx, personIds: readonly Id[]): Promise<void> {
  for (const ids of inChunks(personIds.toSorted())) await tx.execute(`UPDATE persons SET held = held + 1 WHERE id IN (${places(ids)})`, [...ids]);
}

/** See `holdPeople`. */
export async function holdEnrolled(tx: Tx, enrolmentId: Id): Promise<void> {
  await tx.execute('UPDATE persons SET held = held + 1 WHERE id = (SELECT person_id FROM enrolments WHERE id = ?)', [enrolmentId]);
}

/** Somebody else may enrol the same person at the same moment: whoever comes second is told so. */
function withoutRaces(work: () => Promise<Enrolled>): Promise<Enrolled> {
  return refuseDuplicate({ reason: 'groups:refusals.enrolled-meanwhile' }, work);
}

interface Wanted {
  personIds: readonly Id[];
  reason: string | null;
}

/** Who came to an edition, and who was there already. */
interface TakenIn {
  edition: Edition;
  fresh: Enrolment[];
  returning: Enrolment[];
  already: number;
}

async function takeIn(tx: Tx, centreId: Id, editionId: Id, { personIds, reason }: Wanted): Promise<TakenIn> {
  const { edition, course, hasGroups } = await editionOf(tx, centreId, editionId);
  refuseFor(enrolRefusals(edition.status));
  const people = await learnersOf(tx, { centreId, editionId }, personIds);
  refuseFor(people.flatMap((person) => levelRefusals(levelFit(person.level, course), givenNamesFirst(person))));
  const before = new Map((await tx.manager.findBy(Enrolment, { editionId })).map((enrolment) => [enrolment.personId, enrolment]));
  const coming = people.filter(({ personId }) => (before.get(personId)?.status ?? 'withdrawn') === 'withdrawn');
  refuseFor(prerequisiteRefusals(coming.map((person) => ({ name: givenNamesFirst(person), prepared: person.prepared })), reason));
  const arrival = { ...statusOnArrival(hasGroups), enrolledAt: tx.now };
  const fresh = people.filter(({ personId }) => !before.has(personId)).map(({ personId }): Enrolment => ({
    id: newId(), editionId, personId, centreId, groupId: null, endedAt: null, version: 1, ...arrival,
  }));
  if (fresh.length > 0) await tx.insert(Enrolment, fresh);
  const returning: Enrolment[] = [];
  for (const enrolment of people.flatMap(({ personId }) => before.get(personId) ?? []).filter(({ status }) => status === 'withdrawn')) {
    returning.push(await tx.update(Enrolment, enrolment, { ...arrival, endedAt: null }));
  }
  const unprepared = new Set(coming.filter(({ prepared }) => !prepared).map(({ personId }) => personId));
  for (const enrolment of [...fresh, ...returning]) {
    if (unprepared.has(enrolment.personId)) await noteMove(tx, { ...enrolment, groupId: null }, null, reason);
  }
  return { edition, fresh, returning, already: people.length - fresh.length - returning.length };
}

type LearnerWithLevel = PersonName & { personId: Id; level: Level | null; prepared: boolean };

/** In the order in which they were named. @throws NotThere when one of them is not at the centre */
async function learnersOf(tx: Tx, { centreId, editionId }: { centreId: Id; editionId: Id }, personIds: readonly Id[]): Promise<LearnerWithLevel[]> {
  const found = new Map<Id, LearnerWithLevel>();
  for (const ids of inChunks(personIds)) {
    const rows = await tx.manager.query<LearnerWithLevel[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, ${LEVEL_OF_LEARNER} AS level, ${PREPARED} AS prepared
      FROM learners l JOIN persons p ON p.id = l.person_id AND p.merged_into_id IS NULL
      WHERE l.centre_id = ? AND l.left_at IS NULL AND p.id IN (${places(ids)})`, [editionId, editionId, centreId, ...ids]);
    for (const row of rows) found.set(row.personId, { ...row, prepared: Boolean(Number(row.prepared)), level: row.level === null ? null : Number(row.level) as Level });
  }
  if (found.size < personIds.length) throw new NotThere('learner');
  return personIds.map((id) => found.get(id) as LearnerWithLevel);
}

async function editionOf(tx: Tx, centreId: Id, id: Id): Promise<{ edition: Edition; course: Course; hasGroups: boolean }> {
  const edition = await tx.manager.findOneBy(Edition, { id, centreId });
  if (!edition) throw new NotThere('edition');
  const course = await tx.manager.findOneByOrFail(Course, { code: edition.courseCode });
  return { edition, course, hasGroups: await tx.manager.existsBy(LearningGroup, { editionId: id }) };
}

/** The enrolment, of this centre. @throws NotThere */
export async function enrolmentOf(tx: Tx, centreId: Id, id: Id): Promise<Enrolment> {
  const enrolment = await tx.manager.findOneBy(Enrolment, { id, centreId });
  if (!enrolment) throw new NotThere('enrolment');
  return enrolment;
}

/** Keeps that somebody changed her group, or left it. */
export async function noteMove(tx: Tx, before: Enrolment, toGroupId: Id | null, reason: string | null): Promise<void> {
  await tx.insert(EnrolmentMove, {
    id: newId(), enrolmentId: before.id, fromGroupId: before.groupId, toGroupId, movedAt: tx.now, movedBy: tx.actor.accountId, reason,
  });
}
