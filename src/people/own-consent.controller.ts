import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { newConsent } from './consent-texts.js';
import { ConsentsService } from './consents.service.js';
import { ownConsentView } from './own-data.presenter.js';
import { ownConsentForm } from './person.form.js';
import { PersonRepository } from './person.repository.js';

/** She reads what her data are used for and agrees by herself, before the first question that anybody asks of her. */
@Controller('my-data/consent')
@Policy(allow('learner'))
export class OwnConsentController {
  constructor(
    private readonly consents: ConsentsService, private readonly persons: PersonRepository, private readonly clock: Clock,
  ) {}

  @Get()
  async ask(@CurrentViewer() viewer: Viewer, @Query('then') then: unknown, @Texts() t: Translate): Promise<Answer> {
    const consents = await this.persons.consents(viewer.centreId, personOf(viewer));
    if (consents.some(({ withdrawnAt }) => withdrawnAt === null)) return redirect(wayOn(then).yes);
    return page('people/consent', ownConsentView(t, typeof then === 'string' ? then : '', wayOn(then).no), { title: 'people:own.consent' });
  }

  @Post()
  async give(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission): Promise<Answer> {
    const { then, consentCovers } = ownConsentForm.parse(body ?? {});
    const consent = newConsent('online', this.clock.today(), consentCovers);
    await this.consents.give(personOf(viewer), consent, { actor: viewer, submission, centreId: viewer.centreId });
    return redirect(wayOn(then).yes, 'people:flash.own-consent-given');
  }
}

/** Where she came from to be asked, and goes on: with her consent, or without it for now. */
function wayOn(then: unknown): { yes: string; no: string } {
  return then === 'placement' ? { yes: '/placement', no: '/placement?consent=later' } : { yes: '/my-data', no: '/my-data' };
}
