import { Inject, Injectable } from '@nestjs/common';
import { rekind } from '../people/kind-by-posts.js';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { hold } from '../shared/database/guards.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, Refused, refuseFor } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';
import { organisationsAt } from './guard-names.js';
import { mandateRefusals } from './mandates.js';
import { isHeldSql } from './membership-rules.js';
import type { OrganisationFields } from './organisation-fields.js';
import { Organisation } from './organisation.entity.js';

/** For a unit of work on one centre's organisations. */
export type OrganisationOptions = UnitOptions & { centreId: Id };

const NUMBER_TAKEN = { field: 'registerNumber', reason: 'organisations:refusals.register-number-taken' };

/** The organisations of a centre. A list of them comes in by `addOrganisations`. */
@Injectable()
export class OrganisationsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param options.another somebody said that it is another one than that of the same name and type
   * @returns the organisation's id
   * @throws Refused when its register number is another's, its dates contradict each other, or one of its name and type is there
   */
  add(fields: OrganisationFields, { centreId, another = false, ...options }: OrganisationOptions & { another?: boolean }): Promise<Id> {
    return refuseDuplicate(NUMBER_TAKEN, () => this.unitOfWork.run(async (tx) => {
      await hold(tx, organisationsAt(centreId));
      refuseFor(mandateRefusals(fields));
      if (!another) await refuseNamesake(tx, centreId, fields);
      const [id] = await addOrganisations(tx, centreId, [fields]);
      return id as Id;
    }, options));
  }

  /** @throws Refused, NotThere, StaleEdit when it is no longer in `version` */
  change(id: Id, { version, ...fields }: OrganisationFields & { version: number }, { centreId, ...options }: OrganisationOptions): Promise<void> {
    return refuseDuplicate(NUMBER_TAKEN, () => this.unitOfWork.run(async (tx) => {
      refuseFor(mandateRefusals(fields));
      await changeOrganisation(tx, centreId, id, fields, version);
    }, options));
  }
}

/**
 * Adds organisations of a centre, many at once. For the import, inside its unit of work; the register numbers of a list differ.
 * @returns the new ids, in the order of the list
 * @throws Refused (`organisations:refusals.register-number-taken`, the number among its parameters)
 */
export async function addOrganisations(tx: Tx, centreId: Id, list: readonly OrganisationFields[]): Promise<Id[]> {
  for (const some of inChunks(list.filter(({ registerNumber }) => registerNumber !== null))) await refuseTakenNumbers(tx, centreId, some);
  const rows = list.map((fields) => ({
    id: newId(), centreId, ...fields, searchName: searchable(fields.name), createdAt: tx.now, version: 1,
  }));
  await tx.insert(Organisation, rows);
  return rows.map(({ id }) => id);
}

/**
 * Changes what differs. For the import, inside its unit of work.
 * @param version the one on which the change was decided; without it, it is made on whatever is there
 * @throws NotThere, Refused when the register number is another's, StaleEdit
 */
export async function changeOrganisation(
  tx: Tx, centreId: Id, id: Id, changes: Partial<OrganisationFields>, version?: number,
): Promise<void> {
  const before = await tx.manager.findOneBy(Organisation, { id, centreId });
  if (!before) throw new NotThere('organisation');
  const { registerNumber } = changes;
  if (registerNumber && registerNumber !== before.registerNumber) await refuseTakenNumbers(tx, centreId, [{ registerNumber }]);
  const name = changes.name ?? before.name;
  await tx.update(Organisation, { ...before, version: version ?? before.version }, { ...changes, searchName: searchable(name) });
  if (changes.type !== undefined && changes.type !== before.type) await rekindMembers(tx, centreId, id);
}

/** Who has a post in a municipal office comes as an official: what its members come as goes with its type. */
async function rekindMembers(tx: Tx, centreId: Id, organisationId: Id): Promise<void> {
  const members = await tx.manager.query<{ personId: Id }[]>(
    `SELECT DISTINCT person_id AS personId FROM memberships WHERE organisation_id = ? AND ${isHeldSql('memberships')}`, [organisationId, localDateAt(tx.now)]);
  for (const { personId } of members) await rekind(tx, centreId, personId, { gained: false });
}

async function refuseTakenNumbers(tx: Tx, centreId: Id, list: readonly Pick<OrganisationFields, 'registerNumber'>[]): Promise<void> {
  const [taken] = await tx.manager.query<{ number: string }[]>(
    `SELECT register_number AS number FROM organisations WHERE centre_id = ? AND register_number IN (${places(list)}) LIMIT 1`,
    [centreId, ...list.map(({ registerNumber }) => registerNumber)]);
  if (taken) throw new Refused({ ...NUMBER_TAKEN, params: { number: taken.number } });
}

/** Two presses of a button make one organisation twice; in another sector there may well be one of the same name. Two register numbers tell them apart. */
async function refuseNamesake(tx: Tx, centreId: Id, { name, type, registerNumber }: OrganisationFields): Promise<void> {
  const namesakes = await tx.manager.findBy(Organisation, { centreId, searchName: searchable(name), type });
  const [same] = namesakes.filter((one) => registerNumber === null || one.registerNumber === null);
  if (same) throw new Refused({ field: 'another', reason: 'organisations:refusals.namesake', params: { name: same.name }, href: `/organisations/${same.id}` });
}
