import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { SecondStepService } from './second-step.service.js';
import { secondStepForm, secondStepOrRecoveryForm } from './sign-in.forms.js';
import { secondStepPage } from './sign-in.presenter.js';

/** She came in without her phone: somebody else may have the rest of her codes as well. */
const RECOVERED: FlashMessage = { key: 'accounts:flash.recovered', kind: 'warning', link: { href: '/account/recovery', key: 'accounts:recovery.title' } };

/** The second step of administrators, between the password and the session. */
@Controller('sign-in/second-step')
@Policy(anyone)
export class SecondStepController {
  constructor(private readonly secondStep: SecondStepService) {}

  @Get()
  async ask(@Req() request: Request, @Texts() t: Translate): Promise<Answer> {
    await this.secondStep.expect(request, 'code');
    return page('accounts/form', secondStepPage(emptyForm(), t), { title: 'accounts:second-step.title', layout: 'plain' });
  }

  @Post()
  async confirm(
    @Req() request: Request, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(secondStepOrRecoveryForm, body, ({ stepCode }) => this.secondStep.confirm(request, 'code', stepCode, submission));
    if (form.ok) return redirect(form.value, byRecovery(body) ? RECOVERED : null);
    return page('accounts/form', secondStepPage(failedView(form.form, t), t), { status: 422, title: 'accounts:second-step.title', layout: 'plain' });
  }

  @Get('enrolment')
  enrolment(@Req() request: Request, @Texts() t: Translate): Promise<Answer> {
    return this.enrolmentPage(request, emptyForm(), t, 200);
  }

  @Post('enrolment')
  async enrol(
    @Req() request: Request, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(secondStepForm, body, ({ stepCode }) => this.secondStep.confirm(request, 'enrolment', stepCode, submission));
    if (form.ok) return redirect(form.value, { key: 'accounts:flash.second-step-set', link: { href: '/account/recovery', key: 'accounts:recovery.make' } });
    return this.enrolmentPage(request, failedView(form.form, t), t, 422);
  }

  private async enrolmentPage(request: Request, form: FormView, t: Translate, status: number): Promise<Answer> {
    const { key, qr } = await this.secondStep.enrolment(request);
    const stepCode = field(form, t, { name: 'stepCode', type: 'code', label: 'accounts:fields.step-code', maxlength: 7 });
    return page('accounts/second-step-enrolment', { form, key, qr, stepCode }, { status, title: 'accounts:enrolment.title', layout: 'plain' });
  }
}

/** The phone shows numbers only, six of them. */
function byRecovery(body: unknown): boolean {
  return !/^[\s\d]{6,7}$/.test(String((body as { stepCode?: unknown }).stepCode));
}
