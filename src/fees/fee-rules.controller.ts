import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { PLANNERS } from '../courses/courses.policy.js';
import { EditionsRepository } from '../courses/editions.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { ruleForm } from './fee-rule.form.js';
import { ruleView } from './fee-rule.presenter.js';
import { FeeRulesService } from './fee-rules.service.js';

/** By what an edition charges its fee. */
@Controller()
@Policy(allow(...PLANNERS))
export class FeeRulesController {
  constructor(private readonly rules: FeeRulesService, private readonly editions: EditionsRepository) {}

  @Get('editions/:id/fee')
  @Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
  rule(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.rulePage(viewer, id, emptyForm(), t);
  }

  @Post('editions/:id/fee')
  async setRule(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const saved = await submitEdit(ruleForm, body, (rule) => this.rules.setRule(viewer.centreId, id, rule, { actor: viewer, submission }));
    if (!saved.ok) return this.rulePage(viewer, id, failedView(saved.form, t), t);
    return redirect(`/editions/${id}/fee`, 'fees:flash.rule-saved');
  }

  private async rulePage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const edition = await this.editions.edition(viewer.centreId, id);
    const mayChange = hasRole(viewer, ...PLANNERS) && edition.status !== 'closed';
    const model = ruleView(t, edition, await this.rules.ruleOf(id), { mayChange, roles: viewer.roles }, form);
    return page('fees/rule', model, { title: t('fees:rule.title', { edition: edition.name }), status: formStatus(form) });
  }
}
