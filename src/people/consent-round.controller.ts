import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { consentRoundView } from './consent-round.presenter.js';
import { ConsentsService } from './consents.service.js';
import { PAGE_SIZE, PeopleRepository } from './people.repository.js';
import { readPeopleFilters } from './people-filters.js';
import { clerks } from './people.policy.js';
import { consentRoundForm } from './person.form.js';

/** The sheets of a whole group, signed: who of those without consent has given it. */
@Controller('people/consents')
@Policy(clerks)
export class ConsentRoundController {
  constructor(private readonly consents: ConsentsService, private readonly people: PeopleRepository, private readonly clock: Clock) {}

  @Get()
  ask(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    return this.roundPage(t, viewer, query, emptyForm());
  }

  @Post()
  async give(
    @CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const given = await submitForm(consentRoundForm(this.clock.today()), body, async ({ people, consent }) => {
      await this.consents.giveMany(people, consent, { actor: viewer, submission, centreId: viewer.centreId });
      return people.length;
    });
    if (!given.ok) return this.roundPage(t, viewer, query, failedView(given.form, t));
    return redirect('/people/consents', { key: 'people:flash.consents-given', params: { count: given.value } });
  }

  private async roundPage(t: Translate, viewer: Viewer, query: Record<string, unknown>, form: FormView): Promise<Answer> {
    const filters = { ...readPeopleFilters(query), withoutConsent: true };
    const asked = pageAsked(query.page, Number.MAX_SAFE_INTEGER, PAGE_SIZE);
    const { rows, total } = await this.people.list(filters, { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: true }, asked);
    const view = consentRoundView(t, { form, filters, rows, total, page: asked, today: this.clock.today() });
    return page('people/consent-round', view, { title: 'people:consent.round.title', status: formStatus(form) });
  }
}
