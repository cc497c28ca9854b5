import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import { LOCALES, type Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { isOwnPath, page, redirect, type Answer } from '../shared/web/page.js';
import { Policy, signedIn } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { Entrance } from './entrance.js';
import { changePasswordForm } from './sign-in.forms.js';
import { changePasswordPage } from './sign-in.presenter.js';

/** What one may change about one's own account. */
@Controller('account')
@Policy(signedIn)
export class OwnAccountController {
  constructor(private readonly repository: AccountsRepository, private readonly accounts: AccountsService, private readonly entrance: Entrance) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Answer {
    return page('accounts/own', {
      name: viewer.name,
      roles: viewer.roles.map((role) => t(`web:roles.${role}`)).join(', '),
      centre: viewer.centreName,
      severalCentres: viewer.severalCentres,
      staff: viewer.kind === 'staff', administrator: hasRole(viewer, 'administrator'),
      language: field(emptyForm({ language: viewer.locale }), t, {
        name: 'language', type: 'radios', label: 'accounts:fields.language', inline: true,
        choices: LOCALES.map((value) => ({ value, label: t(`accounts:languages.${value}`) })),
      }),
    }, { title: 'accounts:account.title' });
  }

  @Get('password')
  password(@Texts() t: Translate): Answer {
    return page('accounts/form', changePasswordPage(emptyForm(), t), { title: 'accounts:password.title' });
  }

  @Post('password')
  async changePassword(
    @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Req() request: Request, @Body() body: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(changePasswordForm, body, ({ currentPassword, password }) => (
      this.accounts.changePassword(viewer, { current: currentPassword, password }, submission)));
    if (!form.ok) return page('accounts/form', changePasswordPage(failedView(form.form, t), t), { status: 422, title: 'accounts:password.title' });
    await this.entrance.renew(request, form.value);
    return redirect('/account', 'accounts:flash.password-changed');
  }

  /** Which of her centres she works at now. */
  @Get('centre')
  async centres(@CurrentViewer() viewer: Viewer, @Query('return') back: unknown, @Texts() t: Translate): Promise<Answer> {
    return this.centresPage(viewer, isOwnPath(back) ? back : '/', emptyForm({ centre: viewer.centreId }), t, 200);
  }

  @Post('centre')
  async changeCentre(
    @CurrentViewer() viewer: Viewer, @Req() request: Request, @Body() body: { centre?: unknown; return?: unknown } = {}, @Texts() t: Translate,
  ): Promise<Answer> {
    const back = isOwnPath(body.return) ? body.return : '/';
    const centres = await this.repository.centresOf(viewer.accountId);
    const centre = centres.find(({ id }) => id === body.centre);
    if (!centre) {
      const failed = failedView({ values: {}, faults: [{ field: 'centre', reason: 'web:errors.choose' }] }, t);
      return this.centresPage(viewer, back, failed, t, 422);
    }
    await this.entrance.changeCentre(request, centre);
    return redirect(back);
  }

  private async centresPage(viewer: Viewer, back: string, form: FormView, t: Translate, status: number): Promise<Answer> {
    const centres = await this.repository.centresOf(viewer.accountId);
    const centre = field(form, t, {
      name: 'centre', type: 'radios', label: 'accounts:centre.title', asHeading: true,
      choices: centres.map(({ id, name }) => ({ value: id, label: name })),
    });
    return page('accounts/centre', { form, centre, back }, { status, title: 'accounts:centre.title', layout: 'plain' });
  }
}
