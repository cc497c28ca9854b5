import { Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, type Refusal } from '../shared/kernel/refusal.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Submission } from '../shared/web/submission.js';
import { AccessCodes } from './access-codes.service.js';
import { grantableRoles, type Manager } from './account-policy.js';
import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { hashSecret, secretMatches } from './hashing.js';
import { holdAccounts, managedAccount } from './managed-account.js';
import { passwordRefusals } from './secret-rules.js';
import { ownPasswordGuess, Throttle } from './throttle.js';

export interface NewStaff {
  displayName: string;
  /** As `readLoginName` gives it. */
  loginName: string;
  role: Role;
}

/** Accounts of the staff: who has one, what they may do, and that they may no more. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository, private readonly codes: AccessCodes, private readonly throttle: Throttle,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Opens an account with one role at the viewer's centre. @returns its id, and the code to give her at the desk */
  async invite(viewer: Manager, staff: NewStaff, submission: Submission): Promise<{ accountId: Id; code: string }> {
    const taken = { field: 'loginName', reason: 'accounts:refusals.login-name-taken' };
    const accountId = await refuseDuplicate(taken, () => this.unitOfWork.run(async (tx) => {
      refuseRole(await holdAccounts(tx, viewer), staff.role);
      if (await tx.manager.existsBy(Account, { loginName: staff.loginName })) {
        throw new Refused(taken);
      }
      const account = newStaffAccount(staff, tx.now);
      await tx.insert(Account, account);
      await tx.insert(AccountRole, heldRole(account.id, staff.role, viewer.centreId, tx.now));
      await this.codes.give(tx, account.id, 'invitation', submission);
      return account.id;
    }, { actor: viewer, submission }));
    return { accountId, code: this.codes.codeOf(accountId, submission) };
  }

  /** A code to set a new password with. @returns it */
  async resetPassword(viewer: Manager, accountId: Id, submission: Submission): Promise<string> {
    await this.manage(viewer, accountId, submission, async (tx, account) => {
      await this.codes.give(tx, account.id, account.passwordHash === null ? 'invitation' : 'reset', submission);
    });
    return this.codes.codeOf(accountId, submission);
  }

  /** The account is out at its next request, and no code that was made before opens it later. @throws Refused for one's own */
  async disable(viewer: Manager, accountId: Id, submission: Submission): Promise<void> {
    await this.change(viewer, accountId, submission, (account, now) => ({ disabledAt: account.disabledAt ?? now }));
  }

  async enable(viewer: Manager, accountId: Id, submission: Submission): Promise<void> {
    await this.change(viewer, accountId, submission, () => ({ disabledAt: null }));
  }

  /** For somebody who lost her phone: the second step is set up anew at the next sign-in. Administrators only, never one's own. */
  async removeSecondStep(viewer: Manager, accountId: Id, submission: Submission): Promise<void> {
    await this.change(viewer, accountId, submission, (_account, _now, { roles }) => {
      if (!roles.includes('administrator')) throw new NotThere('account');
      return { totpSecret: null, totpConfirmedAt: null };
    });
  }

  /**
   * Gives a role at the viewer's centre; that of an administrator counts at all of them. @returns whether a code of the
   * account ended with it: whoever made it could come in with more than she may give
   */
  async grant(viewer: Manager, accountId: Id, role: Role, submission: Submission): Promise<boolean> {
    return this.manage(viewer, accountId, submission, async (tx, account, manager) => {
      refuseRole(manager, role);
      if (account.kind !== 'staff') throw new NotThere('account of the staff');
      const centreId = role === 'administrator' ? null : viewer.centreId;
      const held = await tx.manager.findBy(AccountRole, { accountId, role });
      if (held.some((one) => one.centreId === centreId)) return false;
      await tx.insert(AccountRole, heldRole(accountId, role, centreId, tx.now));
      return this.endAccess(tx, account);
    });
  }

  /** @returns whether a code of the account ended with it @throws Refused for one's own role and for somebody's last one */
  async withdraw(viewer: Manager, accountId: Id, roleId: Id, submission: Submission): Promise<boolean> {
    return this.manage(viewer, accountId, submission, async (tx, account) => {
      if (account.id === viewer.accountId) throw new Refused({ reason: 'accounts:refusals.own-account' });
      const held = await tx.manager.findBy(AccountRole, { accountId });
      const role = held.find(({ id }) => id === roleId);
      if (!role) throw new NotThere('role');
      if (held.length === 1) throw new Refused({ reason: 'accounts:refusals.last-role' });
      await tx.remove(AccountRole, role);
      return this.endAccess(tx, account);
    });
  }

  /** One's own password. @returns the version of the secrets as it is now; all other sessions end @throws Refused, Throttled */
  async changePassword(viewer: Manager, { current, password }: { current: string; password: string }, submission: Submission): Promise<number> {
    const earlier = await this.unitOfWork.answerTo<number>({ actor: viewer, submission });
    if (earlier) return earlier.answer;
    const guess = ownPasswordGuess(viewer.accountId);
    await this.throttle.begin(guess);
    const account = await this.accounts.existing(viewer.accountId);
    const refusals: Refusal[] = passwordRefusals(password, [account.loginName ?? '', account.displayName]);
    if (!(await secretMatches(account.passwordHash, current))) refusals.unshift({ field: 'currentPassword', reason: 'accounts:refusals.current-password' });
    if (refusals.length > 0) throw new Refused(...refusals);
    const passwordHash = await hashSecret(password);
    return this.unitOfWork.run(async (tx) => {
      await this.throttle.succeeded(tx, guess);
      const changed = await tx.update(Account, account, { passwordHash, credentialsVersion: account.credentialsVersion + 1 });
      return changed.credentialsVersion;
    }, { actor: viewer, submission });
  }

  /** One's own language. */
  async changeLocale(viewer: Manager, locale: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const account = await tx.manager.findOneByOrFail(Account, { id: viewer.accountId });
      await tx.update(Account, account, { locale });
    }, { actor: viewer });
  }

  /** How one reads best. */
  async changeReading(viewer: Manager, choices: Partial<Pick<Account, 'largePrint' | 'highContrast'>>): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const account = await tx.manager.findOneByOrFail(Account, { id: viewer.accountId });
      await tx.update(Account, account, choices);
    }, { actor: viewer });
  }

  private async change(
    viewer: Manager, accountId: Id, submission: Submission, changes: (account: Account, now: number, manager: Manager) => Partial<Account>,
  ): Promise<void> {
    if (accountId === viewer.accountId) throw new Refused({ reason: 'accounts:refusals.own-account' });
    await this.manage(viewer, accountId, submission, async (tx, account, manager) => {
      await this.endAccess(tx, account, changes(account, tx.now, manager));
    });
  }

  /** Her sessions end, and the codes that are out. @returns whether one was */
  private async endAccess(tx: Tx, account: Account, changes: Partial<Account> = {}): Promise<boolean> {
    await tx.update(Account, account, { ...changes, credentialsVersion: account.credentialsVersion + 1 });
    return this.codes.end(tx, account.id);
  }

  /** One unit of work upon somebody's account. @param work gets the account, and the viewer as she stands now */
  private manage<T>(
    viewer: Manager, accountId: Id, submission: Submission, work: (tx: Tx, account: Account, manager: Manager) => Promise<T>,
  ): Promise<T> {
    return this.unitOfWork.run(async (tx) => {
      const manager = await holdAccounts(tx, viewer);
      return work(tx, await managedAccount(tx, manager, accountId), manager);
    }, { actor: viewer, submission });
  }
}

function refuseRole(manager: Manager, role: Role): void {
  if (!grantableRoles(manager).includes(role)) throw new Refused({ field: 'role', reason: 'accounts:refusals.role' });
}

/** An account of the staff that cannot sign in yet. */
export function newStaffAccount({ displayName, loginName }: Pick<NewStaff, 'displayName' | 'loginName'>, now: number): Account {
  return { ...EMPTY_ACCOUNT, id: newId(), kind: 'staff', displayName, loginName, createdAt: now };
}

export function heldRole(accountId: Id, role: Role, centreId: Id | null, now: number): AccountRole {
  return { id: newId(), accountId, role, centreId, grantedAt: now };
}

/** What an account is made of before anything is known. */
export const EMPTY_ACCOUNT: Omit<Account, 'id' | 'kind' | 'displayName' | 'createdAt'> = {
  loginName: null, personId: null, workstationId: null, passwordHash: null, pinHash: null, secretSetBy: null, cardCode: null, totpSecret: null,
  totpConfirmedAt: null, disabledAt: null, credentialsVersion: 1, locale: null, largePrint: false, highContrast: false, version: 1,
};
