import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { changePerson } from './change-people.js';
import { DistinctPersons } from './distinct-persons.entity.js';
import { mergePeople, mergeRefusals, type MergeChoices } from './merge-rules.js';
import { moveRecords } from './move-records.js';
import type { PeopleOptions } from './people.service.js';
import { PersonEvents } from './person-events.js';
import { sortNameOf } from './person-names.js';
import { Person } from './person.entity.js';
import { restage } from './restage.js';
import { refreshSearchWords } from './search-words.js';

/** Two records that may be one person, and the one that stays. */
export interface MergePair {
  keptId: Id;
  mergedId: Id;
}

/** Makes one record of two, or remembers that they are two people. */
@Injectable()
export class MergingService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly events: PersonEvents) {}

  /**
   * Everything that belongs to one record then belongs to the other: posts, consents, tests, levels, groups, attendance,
   * calls, accounts. The record that goes stays on file, empty of its DNI, and leads to the one that stays.
   * @param choices whose value stays where both contradict each other
   * @param versions the ones that were compared
   * @throws Refused where a choice is missing or one of them was merged before; NotThere; StaleEdit
   */
  merge({ keptId, mergedId }: MergePair, choices: MergeChoices, versions: { kept: number; merged: number }, options: PeopleOptions): Promise<void> {
    const { centreId, ...rest } = options;
    return this.unitOfWork.run(async (tx) => {
      const free = await holdBoth(tx, keptId, mergedId);
      const [kept, merged] = await bothKnown(tx, centreId, keptId, mergedId);
      const { values, open } = mergePeople(kept, merged, choices);
      refuseFor(mergeRefusals(kept, merged, open));
      if (free < 2) throw new Refused({ reason: 'people:refusals.merge-gone' });
      // Hers first: no two records may have one DNI even for a moment.
      await tx.update(Person, { ...merged, version: versions.merged }, { dni: null, dniPending: false, mergedIntoId: keptId });
      await changePerson(tx, { ...kept, version: versions.kept }, values);
      await moveRecords(tx, tx.manager.dataSource.getMetadata(Person), mergedId, keptId);
      await tx.execute('UPDATE learners SET sort_name = ? WHERE person_id = ?', [sortNameOf(values), keptId]);
      for (const older of await tx.manager.findBy(Person, { mergedIntoId: mergedId })) await tx.update(Person, older, { mergedIntoId: keptId });
      await moveDistinctions(tx, mergedId, keptId);
      await refreshSearchWords(tx, [keptId, mergedId]);
      await restage(tx, keptId);
      await this.events.merged(tx, { keptId, mergedId });
    }, rest);
  }

  /** Remembers that two records are two people, so that nobody has to look at them again. @throws NotThere */
  keepApart(firstId: Id, secondId: Id, { centreId, ...options }: PeopleOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await bothKnown(tx, centreId, firstId, secondId);
      await distinguish(tx, centreId, firstId, secondId);
    }, options);
  }
}

/**
 * The first statement of a merge, so that merges which share a record go one after the other, and what is being written
 * about either (see `Tx.insert`) is written before or refused after. @returns how many of both were not merged before
 */
function holdBoth(tx: Tx, keptId: Id, mergedId: Id): Promise<number> {
  return tx.execute('UPDATE persons SET held = held + 1 WHERE id IN (?, ?) AND merged_into_id IS NULL', [keptId, mergedId].sort());
}

/** @throws NotThere unless the centre knows both; one that was merged in the meantime is left to the rules */
async function bothKnown(tx: Tx, centreId: Id, firstId: Id, secondId: Id): Promise<[Person, Person]> {
  const people = await tx.manager.findBy(Person, { id: In([firstId, secondId]) });
  const first = people.find(({ id }) => id === firstId);
  const second = people.find(({ id }) => id === secondId);
  const survivors = [...new Set(people.map(({ id, mergedIntoId }) => mergedIntoId ?? id))];
  const known = await tx.manager.query<unknown[]>(
    `SELECT id FROM learners WHERE centre_id = ? AND person_id IN (${places(survivors)})`, [centreId, ...survivors]);
  if (!first || !second || known.length < survivors.length) throw new NotThere('person');
  return [first, second];
}

async function moveDistinctions(tx: Tx, mergedId: Id, keptId: Id): Promise<void> {
  const pairs = await tx.manager.findBy(DistinctPersons, [{ firstId: mergedId }, { secondId: mergedId }]);
  for (const pair of pairs) {
    await tx.remove(DistinctPersons, pair);
    const other = pair.firstId === mergedId ? pair.secondId : pair.firstId;
    if (other !== keptId) await distinguish(tx, pair.centreId, other, keptId);
  }
}

async function distinguish(tx: Tx, centreId: Id, a: Id, b: Id): Promise<void> {
  const [firstId, secondId] = [a, b].sort() as [Id, Id];
  if (firstId === secondId || await tx.manager.findOneBy(DistinctPersons, { firstId, secondId })) return;
  await tx.insert(DistinctPersons, { id: newId(), firstId, secondId, centreId, decidedAt: tx.now, decidedBy: tx.actor.accountId });
}
