import { Body, Controller, Get, Post } from '@nestjs/common';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { COACHING_MANAGERS } from './coaching.policy.js';
import { settingsForm } from './coaching-settings.form.js';
import { settingsView } from './coaching-settings.presenter.js';
import { CoachingSettingsService } from './coaching-settings.service.js';

/** How the centre holds its coaching. */
@Controller('coaching/settings')
@Policy(allow(...COACHING_MANAGERS))
export class CoachingSettingsController {
  constructor(private readonly settings: CoachingSettingsService) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.settingsPage(t, viewer, emptyForm());
  }

  @Post()
  async save(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const saved = await submitEdit(settingsForm, body, (settings) => (
      this.settings.save(viewer.centreId, settings, { actor: viewer, submission })));
    if (!saved.ok) return this.settingsPage(t, viewer, failedView(saved.form, t));
    return redirect('/coaching/coaches', 'coaching:settings.flash.saved');
  }

  private async settingsPage(t: Translate, viewer: Viewer, form: FormView): Promise<Answer> {
    const model = settingsView(t, form, await this.settings.of(viewer.centreId));
    return page('coaching/form', model, { title: 'coaching:settings.title', status: formStatus(form) });
  }
}
