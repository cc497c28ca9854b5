import { Injectable } from '@nestjs/common';
import { Centre } from '../centres/centre.entity.js';
import { hold } from '../shared/database/guards.js';
import { SYSTEM, type Actor } from '../shared/database/tx.js';
import { UnitOfWork, type Submission } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { heldRole, newStaffAccount } from './accounts.service.js';
import { hashSecret, secretMatches } from './hashing.js';
import { passwordRefusals } from './secret-rules.js';

export interface NewInstallation {
  centreName: string;
  shortName: string;
  district: string;
  displayName: string;
  loginName: string;
  password: string;
}

/** The very first page: a centre, and who administers it. */
@Injectable()
export class SetupService {
  private done = false;

  constructor(private readonly accounts: AccountsRepository, private readonly unitOfWork: UnitOfWork) {}

  /** True until the first account is there; asks the database no more after that. */
  async isNeeded(): Promise<boolean> {
    if (!this.done) this.done = !(await this.accounts.isEmpty());
    return !this.done;
  }

  /** True while it is needed, and for the form that it was done with. */
  async takes(submission: Submission): Promise<boolean> {
    return await this.isNeeded() || await this.unitOfWork.answerTo({ actor: SYSTEM, submission }) !== null;
  }

  /**
   * Makes the first centre and its first account: administrator of all centres, coordinator of this one.
   * @throws NotThere once there is an account, but for the same form once more from whoever knows the password that it has set
   */
  async setUp(installation: NewInstallation, submission?: Submission): Promise<Account> {
    const { password, loginName, displayName, centreName } = installation;
    const earlier = await this.unitOfWork.answerTo<Id>({ actor: SYSTEM, submission });
    if (earlier) return this.stillTrue(earlier.answer, password);
    const refusals = passwordRefusals(password, [loginName, displayName, centreName]);
    if (refusals.length > 0) throw new Refused(...refusals);
    const passwordHash = await hashSecret(password);
    // Whoever sets up is known from the first record on: what she makes is hers, not Minka's.
    const actor: Actor = { accountId: newId(), centreId: newId() };
    const id = await this.unitOfWork.run(async (tx) => {
      // Of two who set up at once the second waits here, and then sees the first one's account.
      await hold(tx, 'set-up');
      if ((await tx.manager.count(Account)) > 0) throw new NotThere('set-up');
      const centre: Centre = {
        id: actor.centreId as Id, name: centreName, shortName: installation.shortName, district: installation.district, address: null, phone: null,
        createdAt: tx.now, version: 1,
      };
      await tx.insert(Centre, centre);
      const account = { ...newStaffAccount({ displayName, loginName }, tx.now), id: actor.accountId as Id, passwordHash };
      await tx.insert(Account, account);
      await tx.insert(AccountRole, [heldRole(account.id, 'administrator', null, tx.now), heldRole(account.id, 'coordinator', centre.id, tx.now)]);
      return account.id;
    }, { actor, submission, sentBy: null });
    return this.accounts.existing(id);
  }

  private async stillTrue(accountId: Id, password: string): Promise<Account> {
    const account = await this.accounts.existing(accountId);
    if (account.disabledAt !== null || !(await secretMatches(account.passwordHash, password))) throw new NotThere('set-up');
    return account;
  }
}
