import { Body, Controller, Get, Post } from '@nestjs/common';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { moneySettingsForm } from './money-settings.form.js';
import { moneySettingsView } from './money-settings.presenter.js';
import { MoneySettingsService } from './money-settings.service.js';

/** What the consortium has decided about its money. */
@Controller('ledger/settings')
@Policy(allow('administrator'))
export class MoneySettingsController {
  constructor(private readonly settings: MoneySettingsService) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.settingsPage(t, viewer, emptyForm());
  }

  @Post()
  async save(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const saved = await submitEdit(moneySettingsForm, body, (rules) => (
      this.settings.save(viewer.centreId, rules, { actor: viewer, submission })));
    if (!saved.ok) return this.settingsPage(t, viewer, failedView(saved.form, t));
    return redirect('/ledger/settings', 'ledger:settings.saved');
  }

  private async settingsPage(t: Translate, viewer: Viewer, form: FormView): Promise<Answer> {
    const model = moneySettingsView(t, form, await this.settings.of(viewer.centreId));
    return page('ledger/form', model, { title: 'ledger:settings.title', status: formStatus(form) });
  }
}
