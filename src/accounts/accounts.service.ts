import { Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, type Refusal } from '../shared/kernel/refusal.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Submission } from '../shared/web/submission.js';
import type { Viewer } from '../shared/web/viewer.js';
import { AccessCodes } from './access-codes.service.js';
import { grantableRoles, mayManage, maySee } from './account-policy.js';
import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { hashSecret, secretMatches } from './hashing.js';
import { passwordRefusals } from './secret-rules.js';
import { ownPasswordGuess, Throttle } from './throttle.js';

export interface NewStaff {
  displayName: string;
  /** As `readLoginName` gives it. */
  loginName: string;
  role: Role;
}

type Manager = Pick<Viewer, 'accountId' | 'centreId' | 'roles'>;

/** Accounts of the staff: who has one, what they may do, and that they may no more. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository, private readonly codes: AccessCodes, private readonly throttle: Throttle,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Opens an account with one role at the viewer's centre. @returns its id, and the code to give her at the desk */
  async invite(viewer: Manager, staff: NewStaff, submission: Submission): Promise<{ accountId: Id; code: string }> {
    if (!grantableRoles(viewer).includes(staff.role)) throw new Refused({ field: 'role', reason: 'accounts:refusals.role' });
    const taken = { field: 'loginName', reason: 'accounts:refusals.login-name-taken' };
    const accountId = await refuseDuplicate(taken, () => this.unitOfWork.run(async (tx) => {
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
    await this.unitOfWork.run(async (tx) => {
      const account = await managed(tx, viewer, accountId);
      await this.codes.give(tx, account.id, account.passwordHash === null ? 'invitation' : 'reset', submission);
    }, { actor: viewer, submission });
    return this.codes.codeOf(accountId, submission);
  }

  /** The account is out at its next request. @throws Refused for one's own */
  async disable(viewer: Manager, accountId: Id, submission: Submission): Promise<void> {
    await this.change(viewer, accountId, submission, (account, now) => ({ disabledAt: account.disabledAt ?? now }));
  }

  async enable(viewer: Manager, accountId: Id, submission: Submission): Promise<void> {
    await this.change(viewer, accountId, submission, () => ({ disabledAt: null }));
  }

  /** For somebody who lost her phone: the second step is set up anew at the next sign-in. Administrators only, never one's own. */
  async removeSecondStep(viewer: Manager, accountId: Id, submission: Submission): Promise<void> {
    if (!viewer.roles.includes('administrator')) throw new NotThere('account');
    await this.change(viewer, accountId, submission, () => ({ totpSecret: null, totpConfirmedAt: null }));
  }

  /** Gives a role at the viewer's centre; that of an administrator counts at all of them. */
  async grant(viewer: Manager, accountId: Id, role: Role, submission: Submission): Promise<void> {
    if (!grantableRoles(viewer).includes(role)) throw new Refused({ field: 'role', reason: 'accounts:refusals.role' });
    await this.unitOfWork.run(async (tx) => {
      const account = await managed(tx, viewer, accountId);
      if (account.kind !== 'staff') throw new NotThere('account of the staff');
      const centreId = role === 'administrator' ? null : viewer.centreId;
      const held = await tx.manager.findBy(AccountRole, { accountId, role });
      if (held.some((one) => one.centreId === centreId)) return;
      await tx.insert(AccountRole, heldRole(accountId, role, centreId, tx.now));
      await endSessions(tx, account);
    }, { actor: viewer, submission });
  }

  /** @throws Refused for one's own role and for somebody's last one */
  async withdraw(viewer: Manager, accountId: Id, roleId: Id, submission: Submission): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const account = await managed(tx, viewer, accountId);
      if (account.id === viewer.accountId) throw new Refused({ reason: 'accounts:refusals.own-account' });
      const held = await tx.manager.findBy(AccountRole, { accountId });
      const role = held.find(({ id }) => id === roleId);
      if (!role) throw new NotThere('role');
      if (held.length === 1) throw new Refused({ reason: 'accounts:refusals.last-role' });
      await tx.remove(AccountRole, role);
      await endSessions(tx, account);
    }, { actor: viewer, submission });
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
    viewer: Manager, accountId: Id, submission: Submission, changes: (account: Account, now: number) => Partial<Account>,
  ): Promise<void> {
    if (accountId === viewer.accountId) throw new Refused({ reason: 'accounts:refusals.own-account' });
    await this.unitOfWork.run(async (tx) => {
      const account = await managed(tx, viewer, accountId);
      await tx.update(Account, account, { ...changes(account, tx.now), credentialsVersion: account.credentialsVersion + 1 });
    }, { actor: viewer, submission });
  }
}

/** @throws NotThere where the viewer may not even see it, Refused where she may see it and not change it */
async function managed(tx: Tx, viewer: Manager, accountId: Id): Promise<Account> {
  const account = await tx.manager.findOneBy(Account, { id: accountId });
  const held = await tx.manager.findBy(AccountRole, { accountId });
  if (!account || !maySee(viewer, held)) throw new NotThere('account');
  if (!mayManage(viewer, held)) throw new Refused({ reason: 'accounts:refusals.not-yours' });
  return account;
}

async function endSessions(tx: Tx, account: Account): Promise<void> {
  await tx.update(Account, account, { credentialsVersion: account.credentialsVersion + 1 });
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
  loginName: null, personId: null, workstationId: null, passwordHash: null, pinHash: null, cardCode: null, totpSecret: null,
  totpConfirmedAt: null, disabledAt: null, credentialsVersion: 1, locale: null, largePrint: false, highContrast: false, version: 1,
};
