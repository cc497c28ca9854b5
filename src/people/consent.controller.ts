import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { consentSheetView, consentTextView } from './consent.presenter.js';
import { ConsentsService } from './consents.service.js';
import { clerks } from './people.policy.js';
import { consentFields } from './person-fields.presenter.js';
import { consentForm } from './person.form.js';
import { givenNamesFirst } from './person-names.js';
import { PersonRepository } from './person.repository.js';

/** Consent to the use of somebody's data: read out, signed, taken back. */
@Controller('people')
@Policy(clerks)
export class ConsentController {
  constructor(
    private readonly consents: ConsentsService, private readonly persons: PersonRepository, private readonly clock: Clock,
  ) {}

  /** The sheet to sign, with room for any name. */
  @Get('consent-sheet')
  blankSheet(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Answer {
    return page('people/consent-sheet', consentSheetView(t, viewer.centreName, null), { title: 'people:consent.sheet-title' });
  }

  @Get(':id/consent/sheet')
  async sheet(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    return page('people/consent-sheet', consentSheetView(t, viewer.centreName, person), { title: 'people:consent.sheet-title' });
  }

  @Get(':id/consent')
  async ask(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.consentPage(t, viewer, id, emptyForm());
  }

  @Post(':id/consent')
  async give(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.persons.known(viewer.centreId, id);
    const given = await submitForm(consentForm(this.clock.today()), body, (consent) => (
      this.consents.give(id, consent, { actor: viewer, submission, centreId: viewer.centreId })));
    return given.ok ? redirect(`/people/${id}`, 'people:flash.consent-given') : this.consentPage(t, viewer, id, failedView(given.form, t));
  }

  @Get(':id/consent/withdrawal')
  async askWithdrawal(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const model = {
      text: t('people:consent.withdrawal-text'), action: `/people/${id}/consent/withdrawal`, submit: t('people:consent.withdrawal-submit'), danger: true,
      backUrl: `/people/${id}`, back: t('common:cancel'),
    };
    return page('shared/confirm', model, { title: t('people:consent.withdrawal-title', { name: givenNamesFirst(person) }) });
  }

  @Post(':id/consent/withdrawal')
  async withdraw(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.consents.withdraw(id, { actor: viewer, submission, centreId: viewer.centreId });
    return redirect(`/people/${id}`, 'people:flash.consent-withdrawn');
  }

  private async consentPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const model = {
      back: { href: `/people/${id}`, text: givenNamesFirst(person) }, form, text: consentTextView(t), sheetUrl: `/people/${id}/consent/sheet`,
      action: `/people/${id}/consent`, fields: consentFields(t, form, this.clock.today(), false), submit: t('people:consent.submit'), cancelUrl: `/people/${id}`,
    };
    return page('people/consent', model, { title: 'people:consent.title', status: formStatus(form) });
  }
}
