import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { LeadsBack } from '../../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { MONEY_KEEPERS } from '../money.policy.js';
import { AlliancePromise } from './alliance-promise.entity.js';
import { promiseForm } from './alliance.form.js';
import { promiseWords } from './alliance.presenter.js';
import { promiseView } from './alliances.presenter.js';
import { AlliancesRepository } from './alliances.repository.js';
import { AlliancesService } from './alliances.service.js';

/** What an ally promises to give every month. */
@LeadsBack(AlliancePromise, 'promiseId', ({ id }) => `/alliances/${id}`)
@Controller('alliances/:id/promises')
@Policy(allow(...MONEY_KEEPERS))
export class PromisesController {
  constructor(private readonly alliances: AlliancesService, private readonly repository: AlliancesRepository) {}

  @Get('new')
  start(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.formPage(t, viewer, id, emptyForm());
  }

  @Post()
  async add(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(promiseForm, body, (draft) => this.alliances.promise(viewer.centreId, id, draft, { actor: viewer, submission }));
    if (!added.ok) return this.formPage(t, viewer, id, failedView(added.form, t));
    return redirect(`/alliances/${id}`, 'contributions:flash.promise-saved');
  }

  @Get(':promiseId/removal')
  async askRemoval(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('promiseId') promiseId: Id, @Texts() t: Translate): Promise<Answer> {
    const { promise, alliance } = await this.repository.promise(viewer.centreId, promiseId);
    if (alliance.id !== id) throw new NotThere('promise');
    if (await this.repository.hasCome(promiseId)) return redirect(`/alliances/${id}`, { key: 'contributions:refusals.came', kind: 'warning' });
    const what = `${t(`contributions:kinds.${promise.kind}`)}: ${promiseWords(t, promise)}`;
    return page('shared/confirm', {
      text: t('contributions:removal.text', { what, ally: alliance.ally }), action: `/alliances/${id}/promises/${promiseId}/removal`,
      submit: t('contributions:removal.submit'), danger: true, backUrl: `/alliances/${id}`, back: t('common:back'),
    }, { title: 'contributions:removal.title' });
  }

  @Post(':promiseId/removal')
  async remove(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('promiseId') promiseId: Id, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.alliances.removePromise(viewer.centreId, id, promiseId, { actor: viewer, submission });
    return redirect(`/alliances/${id}`, 'contributions:flash.promise-removed');
  }

  private async formPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const model = promiseView(t, await this.repository.find(viewer.centreId, id), form);
    return page('ledger/form', model, { title: 'contributions:promise.title', status: formStatus(form) });
  }
}
