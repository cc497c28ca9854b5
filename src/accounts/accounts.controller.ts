import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import type { FlashMessage } from '../shared/web/flash.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { wholeAddress } from '../shared/web/referer.js';
import { LeadsBack } from '../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { AccountListRepository, type ListedAccount } from './account-list.repository.js';
import { maySee } from './account-policy.js';
import { AccountRole } from './account-role.entity.js';
import { accountPage, accountsPage, foundAccounts, invitePage, quickFound } from './accounts.presenter.js';
import { AccountsService } from './accounts.service.js';
import { spacedCode } from './card-code.js';
import { inviteForm, roleForm } from './sign-in.forms.js';

/** Somebody may have it in her hand: she would find out when it is refused. */
const CODE_ENDED: FlashMessage = { key: 'accounts:flash.role-changed-code-ended', kind: 'warning' };

/** The staff's accounts, for who runs the centre. */
@LeadsBack(AccountRole, 'roleId', ({ id }) => `/accounts/${id}`)
@Controller('accounts')
@Policy(allow('coordinator', 'administrator'))
export class AccountsController {
  constructor(private readonly list: AccountListRepository, private readonly accounts: AccountsService) {}

  @Get()
  async all(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const q = typeof query.q === 'string' ? query.q.slice(0, 100) : '';
    const found = foundAccounts(await this.list.staffOf(viewer.centreId), q);
    if (query.format === 'json') return data(quickFound(found, t));
    return page('accounts/list', accountsPage(found, q, t), { title: 'accounts:list.title' });
  }

  @Get('new')
  create(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Answer {
    return page('accounts/form', invitePage(emptyForm(), viewer, t), { title: 'accounts:invite.title' });
  }

  /** Shows the code to give her. */
  @Post()
  async invite(
    @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Req() request: Request, @Body() body: unknown,
    @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(inviteForm, body, async (staff) => ({ ...staff, ...await this.accounts.invite(viewer, staff, submission) }));
    if (!form.ok) return page('accounts/form', invitePage(failedView(form.form, t), viewer, t), { status: 422, title: 'accounts:invite.title' });
    const { accountId, code, displayName, loginName } = form.value;
    return codePage(request, code, `${displayName} (${loginName}), ${viewer.centreName}`, `/accounts/${accountId}`);
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.accountPage(viewer, id, emptyForm(), t, 200);
  }

  @Post(':id/access-codes')
  async reset(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission, @Req() request: Request,
  ): Promise<Answer> {
    const account = await this.visible(viewer, id);
    const code = await this.accounts.resetPassword(viewer, id, submission);
    return codePage(request, code, `${account.displayName} (${account.loginName ?? ''})`, `/accounts/${id}`);
  }

  @Post(':id/disabling')
  async disable(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.accounts.disable(viewer, id, submission);
    return redirect(`/accounts/${id}`, 'accounts:flash.disabled');
  }

  @Post(':id/enabling')
  async enable(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.accounts.enable(viewer, id, submission);
    return redirect(`/accounts/${id}`, 'accounts:flash.enabled');
  }

  @Post(':id/second-step-removal')
  @Policy(allow('administrator'))
  async removeSecondStep(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.accounts.removeSecondStep(viewer, id, submission);
    return redirect(`/accounts/${id}`, 'accounts:flash.second-step-removed');
  }

  @Post(':id/roles')
  async grant(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission, @Body() body: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(roleForm, body, ({ role }) => this.accounts.grant(viewer, id, role, submission));
    if (!form.ok) return this.accountPage(viewer, id, failedView(form.form, t), t, 422);
    return redirect(`/accounts/${id}`, form.value ? CODE_ENDED : 'accounts:flash.role-given');
  }

  @Post(':id/roles/:roleId/removal')
  async withdraw(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('roleId') roleId: Id, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    const codeEnded = await this.accounts.withdraw(viewer, id, roleId, submission);
    return redirect(`/accounts/${id}`, codeEnded ? CODE_ENDED : 'accounts:flash.role-taken');
  }

  private async accountPage(viewer: Viewer, id: Id, form: FormView, t: Translate, status: number): Promise<Answer> {
    const account = await this.visible(viewer, id);
    return page('accounts/show', accountPage(account, viewer, form, t), { status, title: account.displayName });
  }

  private async visible(viewer: Viewer, id: Id): Promise<ListedAccount> {
    const account = await this.list.one(id);
    if (!account || !maySee(viewer, account.roles)) throw new NotThere('account');
    return account;
  }
}

function codePage(request: Request, code: string, name: string, back: string): Answer {
  return page('accounts/code', {
    code: spacedCode(code), name, how: 'accounts:code-given.how', address: wholeAddress(request, '/sign-in/code'), back,
  }, { title: 'accounts:code-given.title' });
}
