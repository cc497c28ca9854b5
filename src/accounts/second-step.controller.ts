import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { SecondStepService } from './second-step.service.js';
import { secondStepForm } from './sign-in.forms.js';
import { secondStepPage } from './sign-in.presenter.js';

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
    const form = await submitForm(secondStepForm, body, ({ stepCode }) => this.secondStep.confirm(request, 'code', stepCode, submission));
    if (form.ok) return redirect(form.value);
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
    if (form.ok) return redirect(form.value, 'accounts:flash.second-step-set');
    return this.enrolmentPage(request, failedView(form.form, t), t, 422);
  }

  private async enrolmentPage(request: Request, form: FormView, t: Translate, status: number): Promise<Answer> {
    const { key, qr } = await this.secondStep.enrolment(request);
    const stepCode = field(form, t, { name: 'stepCode', type: 'code', label: 'accounts:fields.step-code', maxlength: 7 });
    return page('accounts/second-step-enrolment', { form, key, qr, stepCode }, { status, title: 'accounts:enrolment.title', layout: 'plain' });
  }
}
