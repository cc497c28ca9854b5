import { Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Texts } from '../shared/web/locale.js';
import type { Translate } from '../shared/web/i18n.js';
import { handedOn, page, redirect, type Answer } from '../shared/web/page.js';
import { Policy, signedIn } from '../shared/web/policies.js';
import { mayBeDiscreet } from '../shared/web/discreet-paths.js';
import { UnsentWords } from '../shared/web/unsent-words.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { UnsentFormStore } from './unsent-form.store.js';
import { unsentFormPage } from './unsent-form.presenter.js';

/** Gives back, after she signed in again, what somebody had sent when her session was over. */
@Controller('unsent')
@Policy(signedIn)
export class UnsentFormController {
  constructor(private readonly forms: UnsentFormStore, private readonly words: UnsentWords) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const form = await this.forms.find(viewer.accountId);
    if (!form) return redirect('/');
    return page('accounts/unsent', unsentFormPage(form, await this.words.tell(form, viewer, t), t), { title: 'accounts:unsent.title', quickExit: mayBeDiscreet(form.path) });
  }

  /** The browser sends the same form once more, to where it was sent at first. */
  @Post()
  async send(@Req() request: Request, @CurrentViewer() viewer: Viewer): Promise<Answer> {
    const form = await this.forms.take(viewer.accountId);
    // What is still on its way is read to its end, so that the browser gets to see the answer.
    request.resume();
    return form ? handedOn(form.path) : redirect('/');
  }

  @Post('removal')
  async remove(@CurrentViewer() viewer: Viewer): Promise<Answer> {
    const form = await this.forms.take(viewer.accountId);
    return redirect(form?.back ?? '/', 'accounts:unsent.removed');
  }
}
