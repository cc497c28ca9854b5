import { Injectable } from '@nestjs/common';
import { Workstation } from '../centres/workstation.entity.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Submission } from '../shared/web/submission.js';
import type { Viewer } from '../shared/web/viewer.js';
import { AccessCodes } from './access-codes.service.js';
import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';
import { EMPTY_ACCOUNT, heldRole } from './accounts.service.js';

type Manager = Pick<Viewer, 'accountId' | 'centreId' | 'roles'>;

/** The PCs of a centre that learners sign in at. */
@Injectable()
export class StationsService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly codes: AccessCodes) {}

  /** A code to type once at the PC. @returns it */
  async prepare(viewer: Manager, workstationId: Id, submission: Submission): Promise<{ code: string; label: string }> {
    const [prepared] = await this.prepareSeveral(viewer, [workstationId], submission);
    return prepared as { code: string; label: string };
  }

  /** A code for each PC that is none yet, or waits for one. @returns them in the order of the ids */
  async prepareSeveral(viewer: Manager, workstationIds: readonly Id[], submission: Submission): Promise<{ code: string; label: string }[]> {
    const prepared = await this.unitOfWork.run(async (tx) => {
      await hold(tx, codesOfStations(viewer.centreId));
      const accounts: { accountId: Id; label: string }[] = [];
      for (const id of workstationIds) {
        const workstation = await ownWorkstation(tx, viewer, id);
        const account = await stationAccount(tx, workstation);
        await this.codes.give(tx, account.id, 'station', submission);
        accounts.push({ accountId: account.id, label: workstation.label });
      }
      return accounts;
    }, { actor: viewer, submission });
    return prepared.map(({ accountId, label }) => ({ code: this.codes.codeOf(accountId, submission), label }));
  }

  /** The PC is a station no more, at its next request. */
  async close(viewer: Manager, workstationId: Id, submission: Submission): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const workstation = await ownWorkstation(tx, viewer, workstationId);
      const account = await tx.manager.findOneBy(Account, { workstationId: workstation.id, kind: 'station' });
      if (account) await tx.update(Account, account, { disabledAt: tx.now, credentialsVersion: account.credentialsVersion + 1 });
    }, { actor: viewer, submission });
  }
}

/** Of two codes for one PC that are made at once the later one ends the earlier. */
function codesOfStations(centreId: Id): string {
  return `stations:${centreId}`;
}

async function ownWorkstation(tx: Tx, viewer: Manager, id: Id): Promise<Workstation> {
  const workstation = await tx.manager.findOneBy(Workstation, { id, centreId: viewer.centreId });
  if (!workstation) throw new NotThere('workstation');
  return workstation;
}

/** The account of a PC: the one that it has, opened again, or a new one. */
async function stationAccount(tx: Tx, workstation: Workstation): Promise<Account> {
  const known = await tx.manager.findOneBy(Account, { workstationId: workstation.id, kind: 'station' });
  if (known) return tx.update(Account, known, { disabledAt: null, displayName: workstation.label });
  const account: Account = {
    ...EMPTY_ACCOUNT, id: newId(), kind: 'station', displayName: workstation.label, workstationId: workstation.id, createdAt: tx.now,
  };
  await tx.insert(Account, account);
  await tx.insert(AccountRole, heldRole(account.id, 'station', workstation.centreId, tx.now));
  return account;
}
