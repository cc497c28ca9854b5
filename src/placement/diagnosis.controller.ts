import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { seesNumbers } from '../people/people.policy.js';
import { maybeConsentForm } from '../people/person.form.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { refuseFor } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { DiagnosesService } from './diagnoses.service.js';
import { answersFrom, answersKnown, diagnosisRefusals } from './diagnosis-questions.js';
import { answerFacts, clerkFields, consentPart } from './diagnosis.presenter.js';
import { DIAGNOSIS_ASKERS } from './placement.policy.js';
import { PlacementRepository, type AskedPerson } from './placement.repository.js';

/** The diagnosis asked aloud, all questions on one page. */
@Controller('people/:personId/diagnosis')
@Policy(allow(...DIAGNOSIS_ASKERS))
export class DiagnosisController {
  constructor(
    private readonly diagnoses: DiagnosesService, private readonly repository: PlacementRepository, private readonly clock: Clock,
  ) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    return this.questionsPage(viewer, personId, emptyForm(), t);
  }

  @Post()
  async save(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id,
    @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const person = await this.repository.person(viewer.centreId, personId);
    const consents = asksConsent(viewer, person);
    const saved = await submitForm(consents ? maybeConsentForm(this.clock.today()) : z.unknown().transform(() => null), body, (consent) => {
      refuseFor(diagnosisRefusals(body, answersKnown(person)));
      return this.diagnoses.complete(personId, answersFrom(body), { actor: viewer, submission }, consent);
    });
    if (!saved.ok) return this.questionsPage(viewer, personId, failedView(saved.form, t), t);
    return redirect(`/people/${personId}/diagnosis/answers`, 'diagnosis:flash.saved');
  }

  /** What was answered, and what comes next: her card, or the next person. */
  @Get('answers')
  async answers(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    const [person, diagnosis, [next]] = await Promise.all([
      this.repository.person(viewer.centreId, personId), this.repository.newestDiagnosis(viewer.centreId, personId),
      this.repository.queue(viewer.centreId, 'to-diagnose', { limit: 1, offset: 0 }),
    ]);
    const model = {
      facts: answerFacts(t, diagnosis?.answers ?? {}), at: `/people/${personId}`, watch: `/placement/queue/${personId}/checklist`,
      next: next ? `/people/${next.id}/diagnosis` : null,
    };
    return page('placement/answered', model, { title: t('diagnosis:answered.title', { name: `${person.givenNames} ${person.surnames}` }) });
  }

  private async questionsPage(viewer: Viewer, personId: Id, form: FormView, t: Translate): Promise<Answer> {
    const [person, diagnosis] = await Promise.all([
      this.repository.person(viewer.centreId, personId), this.repository.newestDiagnosis(viewer.centreId, personId),
    ]);
    const failed = form.summary.length > 0;
    const answers = failed ? {} : { ...answersKnown(person), ...diagnosis?.answers };
    const model = {
      back: { href: '/placement/queue?stage=to-diagnose', text: t('levels:queue.title') }, form,
      action: `/people/${personId}/diagnosis`, fields: clerkFields(t, answers, form),
      consent: asksConsent(viewer, person) ? consentPart(t, form, this.clock.today()) : null,
    };
    const name = `${person.givenNames} ${person.surnames}`;
    return page('placement/clerk', model, { title: t('diagnosis:clerk.title', { name }), status: failed ? 422 : 200 });
  }
}

/** She is asked where nobody has asked her yet, by those who keep records. */
function asksConsent(viewer: Viewer, { consentAsked }: AskedPerson): boolean {
  return !consentAsked && seesNumbers(viewer);
}
