import { Inject, Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, Refused, refuseFor } from '../shared/kernel/refusal.js';
import { changeMany, changePerson, type PersonChange } from './change-people.js';
import { registrationsAt } from './guard-names.js';
import { kindByPosts } from './kind-by-posts.js';
import { mergePeople, MERGE_FIELDS } from './merge-rules.js';
import type { LearnerFields, PersonFields } from './person-fields.js';
import { Person } from './person.entity.js';
import { nearPeople } from './person.repository.js';
import { registerHere, registerMany } from './register-people.js';
import {
  dniRefusals, doublesAmong, registrationRefusals, type Confirmed, type DniHolder, type Registration,
} from './registration-rules.js';

/** For a unit of work on one centre's people. */
export type PeopleOptions = UnitOptions & { centreId: Id };

const DNI_TAKEN = { field: 'dni', reason: 'people:refusals.dni-taken' };
const NOTHING_CONFIRMED: Confirmed = { link: false, notDouble: false };

/** People as a centre knows them: registered, changed, gone and back. Lists come in by `registerMany` and `changeMany`. */
@Injectable()
export class PeopleService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Registers somebody at a centre with her posts and her consent, or takes over her record from another centre.
   * @param confirmed what the clerk has said to the questions below
   * @returns the person's id
   * @throws Refused on `dni` (taken here or elsewhere), on `link` (the record of another centre is hers: may it be taken
   *   over?), on `notDouble` (somebody here is like her: is she another?), on `since`, `until` and `consentOn`; NotThere for an organisation
   */
  register(registration: Registration, { centreId, ...options }: PeopleOptions, confirmed: Partial<Confirmed> = {}): Promise<Id> {
    const { link, notDouble } = { ...NOTHING_CONFIRMED, ...confirmed };
    return refuseDuplicate(DNI_TAKEN, () => this.unitOfWork.run(async (tx) => {
      // Whoever is like her may be on the way at the same moment.
      await hold(tx, registrationsAt(centreId));
      refuseFor(registrationRefusals(registration, localDateAt(tx.now)));
      const holder = await dniHolder(tx, centreId, registration.person.dni);
      if (holder) {
        refuseFor(dniRefusals(holder, registration.person, { link }));
        return takeOver(tx, centreId, holder, await withKind(tx, registration));
      }
      if (!notDouble) await refuseDoubles(tx, centreId, registration.person);
      const [id] = await registerMany(tx, centreId, [await withKind(tx, registration)]);
      return id as Id;
    }, options));
  }

  /** @throws NotThere, Refused (`dni-taken`), StaleEdit when somebody has changed it since `versions` */
  change(
    personId: Id, change: { person: PersonFields; learner: LearnerFields; versions: { person: number; learner: number } }, options: PeopleOptions,
  ): Promise<void> {
    return this.changeOne({ personId, ...change }, options);
  }

  /** Writes down the DNI of somebody who had none. @throws NotThere, Refused when it is somebody else's */
  addDni(personId: Id, dni: string, options: PeopleOptions): Promise<void> {
    return this.changeOne({ personId, person: { dni, dniPending: false } }, options);
  }

  /** She no longer comes to this centre: lists leave her out, her record stays. Doing it twice changes nothing. */
  leave(personId: Id, { centreId, ...options }: PeopleOptions): Promise<void> {
    return this.unitOfWork.run((tx) => changeMany(tx, centreId, [{ personId, learner: { leftAt: tx.now } }]), options);
  }

  comeBack(personId: Id, options: PeopleOptions): Promise<void> {
    return this.changeOne({ personId, learner: { leftAt: null } }, options);
  }

  private changeOne(change: PersonChange, { centreId, ...options }: PeopleOptions): Promise<void> {
    return refuseDuplicate(DNI_TAKEN, () => this.unitOfWork.run((tx) => changeMany(tx, centreId, [change]), options));
  }
}

/** What she comes as follows from her posts, and can be changed on her page. */
async function withKind(tx: Tx, registration: Registration): Promise<Registration> {
  return { ...registration, learner: { ...registration.learner, kind: await kindByPosts(tx, registration.memberships) } };
}

async function dniHolder(tx: Tx, centreId: Id, dni: string | null): Promise<DniHolder | null> {
  const holder = dni === null ? null : await tx.manager.findOneBy(Person, { dni });
  if (!holder) return null;
  const here = await tx.manager.query<unknown[]>('SELECT id FROM learners WHERE person_id = ? AND centre_id = ?', [holder.id, centreId]);
  return { ...holder, here: here.length > 0 };
}

/** The record of another centre becomes known here as well; what it does not say yet is filled in. */
async function takeOver(tx: Tx, centreId: Id, holder: DniHolder, { person, ...rest }: Registration): Promise<Id> {
  const before = await tx.manager.findOneBy(Person, { id: holder.id });
  if (!before) throw new NotThere('person');
  const choices = Object.fromEntries(MERGE_FIELDS.map((field) => [field, 'kept' as const]));
  const { values } = mergePeople(before, person, choices);
  await changePerson(tx, before, values);
  await registerHere(tx, centreId, [{ id: holder.id, name: values, ...rest }]);
  return holder.id;
}

/** @throws Refused when somebody of the centre may be the one who is being registered */
async function refuseDoubles(tx: Tx, centreId: Id, person: PersonFields): Promise<void> {
  const near = await nearPeople(tx.manager, centreId, person);
  if (doublesAmong(near, person).length > 0) throw new Refused({ field: 'notDouble', reason: 'people:refusals.double-first' });
}
