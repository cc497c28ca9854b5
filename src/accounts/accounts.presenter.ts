import { searchable } from '../shared/kernel/text.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type TableView } from '../shared/web/tables.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { ListedAccount } from './account-list.repository.js';
import { grantableRoles, mayManage } from './account-policy.js';
import { formPage, type FormPage } from './sign-in.presenter.js';

/** Those whose name, or name to sign in with, holds what is looked for. */
export function foundAccounts(accounts: readonly ListedAccount[], q: string): ListedAccount[] {
  const words = searchable(q);
  return accounts.filter(({ displayName, loginName }) => searchable(`${displayName} ${loginName ?? ''}`).includes(words));
}

/** What was found while typing, as the partial `quick-find` asks for it. */
export function quickFound(accounts: readonly ListedAccount[], t: Translate): object {
  return {
    results: accounts.slice(0, 8).map((account) => ({ href: `/accounts/${account.id}`, text: account.displayName, detail: roleWords(account, t) })),
    words: t('accounts:list.found', { count: accounts.length }),
  };
}

export function accountsPage(accounts: readonly ListedAccount[], q: string, t: Translate): object {
  return { q, find: t('accounts:list.find'), accounts: accountsTable(accounts, q, t) };
}

function accountsTable(accounts: readonly ListedAccount[], q: string, t: Translate): TableView {
  return table({
    id: 'accounts', caption: t('accounts:list.title'), captionHidden: true,
    columns: [{ text: t('accounts:list.name') }, { text: t('accounts:list.roles') }, { text: t('accounts:list.state') }],
    rows: accounts.map((account) => [
      { text: account.displayName, href: `/accounts/${account.id}`, detail: account.loginName },
      { text: roleWords(account, t) },
      { badge: stateBadge(account, t) },
    ]),
    empty: { title: t('accounts:list.none'), text: q ? t('accounts:list.none-found', { q }) : undefined, icon: 'people' },
  });
}

function roleWords(account: ListedAccount, t: Translate): string {
  return [...new Set(account.roles.map(({ role }) => t(`web:roles.${role}`)))].join(', ');
}

function stateBadge(account: ListedAccount, t: Translate): { text: string; kind?: string } {
  if (account.disabledAt !== null) return { text: t('accounts:state.disabled'), kind: 'danger' };
  return account.hasPassword ? { text: t('accounts:state.active'), kind: 'success' } : { text: t('accounts:state.invited'), kind: 'warning' };
}

/** One account: its roles, and what the viewer may do with it. */
export function accountPage(account: ListedAccount, viewer: Viewer, form: FormView, t: Translate): object {
  const own = account.id === viewer.accountId;
  const manages = mayManage(viewer, account.roles);
  const at = `/accounts/${account.id}`;
  return {
    at, own, manages, form,
    name: account.displayName,
    facts: [
      { label: t('accounts:fields.login-name'), text: account.loginName ?? '' },
      { label: t('accounts:list.state'), badge: stateBadge(account, t) },
      { label: t('accounts:second-step.title'), text: t(account.hasSecondStep ? 'common:yes' : 'common:no') },
    ],
    roles: account.roles.map(({ id, role, centreName }) => ({
      text: t(`web:roles.${role}`),
      where: centreName ?? t('accounts:everywhere'),
      action: manages && !own && account.roles.length > 1 ? `${at}/roles/${id}/removal` : null,
    })),
    role: manages ? roleField(form, viewer, t) : null,
    disabled: account.disabledAt !== null,
    mayReset: manages && !own && account.disabledAt === null,
    mayDisable: manages && !own && account.disabledAt === null,
    mayEnable: manages && !own && account.disabledAt !== null,
    mayRemoveSecondStep: manages && !own && account.hasSecondStep && viewer.roles.includes('administrator'),
  };
}

export function invitePage(form: FormView, viewer: Viewer, t: Translate): FormPage {
  const made = formPage(form, t, {
    action: '/accounts',
    lead: 'accounts:invite.lead',
    params: { centre: viewer.centreName },
    ways: hasRole(viewer, 'administrator') ? { '/account/centre?return=/accounts/new': 'accounts:invite.elsewhere' } : {},
    fields: [
      { name: 'displayName', label: 'accounts:fields.display-name', focus: form.summary.length === 0 },
      { name: 'loginName', label: 'accounts:fields.login-name', hint: 'accounts:hints.login-name', autocomplete: 'off', width: 'medium' },
    ],
    submit: 'accounts:invite.submit',
    back: { href: '/accounts', text: 'accounts:list.title' },
  });
  return { ...made, fields: [...made.fields, roleField(form, viewer, t)] };
}

function roleField(form: FormView, viewer: Viewer, t: Translate): object {
  return field(form, t, {
    name: 'role', type: 'radios', label: 'accounts:fields.role',
    choices: grantableRoles(viewer).map((role) => ({ value: role, label: t(`web:roles.${role}`), hint: t(`accounts:role-hints.${role}`) })),
  });
}
