import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { emptyForm } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { isOwnPath, page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { AccessCodes } from './access-codes.service.js';
import { Entrance } from './entrance.js';
import { SetupService } from './setup.service.js';
import { accessCodeForm, cardForm, passwordForm } from './sign-in.forms.js';
import { accessCodePage, cardPage, passwordPage } from './sign-in.presenter.js';
import { SignInService } from './sign-in.service.js';

/** The ways in: name and password, card and PIN, a code from the desk. */
@Controller('sign-in')
@Policy(anyone)
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly codes: AccessCodes,
    private readonly entrance: Entrance,
    private readonly setup: SetupService,
  ) {}

  @Get()
  async password(@Req() request: Request, @Query('return') returnPath: unknown, @Texts() t: Translate): Promise<Answer> {
    const back = isOwnPath(returnPath) ? returnPath : '/';
    if (isInside(request)) return redirect(back);
    if (await this.setup.isNeeded()) return redirect('/setup');
    return page('accounts/form', passwordPage(emptyForm(), t, back), { title: 'accounts:sign-in.title', layout: 'plain' });
  }

  @Post()
  async submitPassword(@Req() request: Request, @Body() body: unknown, @Texts() t: Translate): Promise<Answer> {
    const sent = (body as { return?: unknown } | undefined)?.return;
    const returnPath = isOwnPath(sent) ? sent : '/';
    const form = await submitForm(passwordForm, body, async ({ name, password }) => {
      const account = await this.signIn.byPassword(name, password, request);
      return this.entrance.admit(request, account, 'password', returnPath);
    });
    if (form.ok) return redirect(form.value);
    return page('accounts/form', passwordPage(failedView(form.form, t), t, returnPath), { status: 422, title: 'accounts:sign-in.title', layout: 'plain' });
  }

  @Get('card')
  card(@Req() request: Request, @Texts() t: Translate): Answer {
    if (isInside(request)) return redirect('/');
    return page('accounts/form', cardPage(emptyForm(), t, isStation(request)), { title: 'accounts:card.title', layout: 'plain' });
  }

  @Post('card')
  async submitCard(@Req() request: Request, @Body() body: unknown, @Texts() t: Translate): Promise<Answer> {
    const form = await submitForm(cardForm, body, async ({ card, pin }) => {
      const account = await this.signIn.byCard(card, pin, request);
      return this.entrance.admit(request, account, 'card', '/');
    });
    if (form.ok) return redirect(form.value);
    return page('accounts/form', cardPage(failedView(form.form, t), t, isStation(request)), { status: 422, title: 'accounts:card.title', layout: 'plain' });
  }

  @Get('code')
  code(@Texts() t: Translate): Answer {
    return page('accounts/form', accessCodePage(emptyForm(), t), { title: 'accounts:code.title', layout: 'plain' });
  }

  @Post('code')
  async submitCode(
    @Req() request: Request, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const form = await submitForm(accessCodeForm, body, async ({ code, password }) => {
      const account = await this.codes.setPassword(code, password, { address: request.ip ?? '', submission });
      return this.entrance.admit(request, account, 'code', '/');
    });
    if (form.ok) return redirect(form.value, 'accounts:flash.password-set');
    return page('accounts/form', accessCodePage(failedView(form.form, t), t), { status: 422, title: 'accounts:code.title', layout: 'plain' });
  }
}

function isInside({ viewer }: Request): boolean {
  return viewer !== null && viewer.kind !== 'station';
}

function isStation({ viewer }: Request): boolean {
  return viewer?.kind === 'station';
}
