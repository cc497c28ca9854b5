import { Inject, Injectable } from '@nestjs/common';
import { AccountRole } from '../accounts/account-role.entity.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, type Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';
import { Centre } from './centre.entity.js';

/** Held while a name is looked for among all and then taken: of two who take it at once the second finds it taken. */
const NAMES = 'centres';

export interface CentreDetails {
  name: string;
  /** Up to 20 characters, for lists and the bar on top: `VES`. */
  shortName: string;
  district: string;
  address: string | null;
  phone: string | null;
}

/** Centres themselves. Rooms with their PCs, and the hours, have services of their own. */
@Injectable()
export class CentresService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Adds a centre; an administrator who is one only at certain centres becomes one at this as well.
   * @throws Refused when a centre of that name is there
   */
  addCentre(details: CentreDetails, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, NAMES);
      const id = await insertCentre(tx, details);
      await letAdminister(tx, id);
      return id;
    }, options);
  }

  /** @throws Refused, StaleEdit when it is no longer in `version`, NotThere */
  changeCentre(id: Id, { version, ...details }: CentreDetails & { version: number }, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, NAMES);
      const before = await tx.manager.findOneBy(Centre, { id });
      if (!before) throw new NotThere('centre');
      refuseFor(nameRefusals(details, (await tx.manager.find(Centre)).filter((centre) => centre.id !== id)));
      await tx.update(Centre, { ...before, version }, details);
    }, options);
  }
}

/** Inside the unit of work. */
async function insertCentre(tx: Tx, details: CentreDetails): Promise<Id> {
  refuseFor(nameRefusals(details, await tx.manager.find(Centre)));
  const id = newId();
  await tx.insert(Centre, { id, ...details, createdAt: tx.now, version: 1 });
  return id;
}

/** No two centres of one name or one short name: people could not tell which they are in. */
function nameRefusals(
  details: Pick<CentreDetails, 'name' | 'shortName'>, others: readonly Pick<CentreDetails, 'name' | 'shortName'>[],
): Refusal[] {
  return (['name', 'shortName'] as const)
    .filter((field) => others.some((other) => searchable(other[field]) === searchable(details[field])))
    .map((field) => ({ field, reason: `centres:refusals.${field === 'name' ? 'name' : 'short-name'}-taken` }));
}

async function letAdminister(tx: Tx, centreId: Id): Promise<void> {
  const { accountId } = tx.actor;
  if (accountId === null) return;
  const roles = await tx.manager.findBy(AccountRole, { accountId, role: 'administrator' });
  if (roles.length === 0 || roles.some((role) => role.centreId === null)) return;
  await tx.insert(AccountRole, { id: newId(), accountId, role: 'administrator', centreId, grantedAt: tx.now });
}
