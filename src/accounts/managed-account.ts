import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import { SignInNeeded } from '../shared/web/web-errors.js';
import { grantableRoles, mayManage, maySee, standingRoles, type Manager } from './account-policy.js';
import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';

/**
 * The first statement of every unit that changes who may do what: one goes after the other, and each sees what the one
 * before has done. Of two administrators who close each other's accounts at the same moment the second is none any more;
 * since nobody does so to herself, one is always left.
 * @returns the viewer with the roles that she still has
 * @throws SignInNeeded where she manages no accounts any more: her session ends at its next request anyway
 */
export async function holdAccounts(tx: Tx, viewer: Manager): Promise<Manager> {
  await hold(tx, 'accounts');
  const account = await tx.manager.findOneBy(Account, { id: viewer.accountId });
  const roles = standingRoles(viewer, await tx.manager.findBy(AccountRole, { accountId: viewer.accountId }));
  if (!account || account.disabledAt !== null || grantableRoles({ roles }).length === 0) throw new SignInNeeded();
  return { ...viewer, roles };
}

/** @throws NotThere where the manager may not even see it, Refused where she may see it and not change it */
export async function managedAccount(tx: Tx, manager: Manager, accountId: Id): Promise<Account> {
  const account = await tx.manager.findOneBy(Account, { id: accountId });
  const held = await tx.manager.findBy(AccountRole, { accountId });
  if (!account || !maySee(manager, held)) throw new NotThere('account');
  if (!mayManage(manager, held)) throw new Refused({ reason: 'accounts:refusals.not-yours' });
  return account;
}
