import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { emptyForm } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { Entrance } from './entrance.js';
import { SetupService } from './setup.service.js';
import { setupForm } from './sign-in.forms.js';
import { setupPage } from './sign-in.presenter.js';

/** The first page of an empty installation. */
@Controller('setup')
@Policy(anyone)
export class SetupController {
  constructor(private readonly setup: SetupService, private readonly entrance: Entrance) {}

  @Get()
  async show(@Texts() t: Translate): Promise<Answer> {
    if (!(await this.setup.isNeeded())) throw new NotThere('set-up');
    return page('accounts/form', setupPage(emptyForm(), t), { title: 'accounts:setup.title', layout: 'plain' });
  }

  @Post()
  async submit(@Req() request: Request, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    if (!(await this.setup.takes(submission))) throw new NotThere('set-up');
    const form = await submitForm(setupForm, body, async (value) => {
      const account = await this.setup.setUp({ ...value, shortName: initials(value.centreName) }, submission);
      return this.entrance.admit(request, account, 'password', '/');
    });
    if (form.ok) return redirect(form.value, 'accounts:flash.set-up');
    return page('accounts/form', setupPage(failedView(form.form, t), t), { status: 422, title: 'accounts:setup.title', layout: 'plain' });
  }
}

/** `Villa María del Triunfo` → `VMDT`; a name of one word keeps its first letters. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : name.slice(0, 6);
  return letters.toUpperCase().slice(0, 8) || name.slice(0, 8);
}
