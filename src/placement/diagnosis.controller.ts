import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { DiagnosesService } from './diagnoses.service.js';
import { answersFrom, answersKnown } from './diagnosis-questions.js';
import { answerFacts, clerkFields } from './diagnosis.presenter.js';
import { PlacementRepository } from './placement.repository.js';

/** The diagnosis asked aloud, all questions on one page. */
@Controller('people/:personId/diagnosis')
@Policy(allow('trainer', 'coach', 'coordinator', 'administrator'))
export class DiagnosisController {
  constructor(private readonly diagnoses: DiagnosesService, private readonly repository: PlacementRepository) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    const [person, diagnosis] = await Promise.all([
      this.repository.person(viewer.centreId, personId), this.repository.newestDiagnosis(viewer.centreId, personId),
    ]);
    const name = `${person.givenNames} ${person.surnames}`;
    const model = {
      back: { href: '/placement/queue?stage=to-diagnose', text: t('levels:queue.title') },
      action: `/people/${personId}/diagnosis`, fields: clerkFields(t, { ...answersKnown(person), ...diagnosis?.answers }),
    };
    return page('placement/clerk', model, { title: t('diagnosis:clerk.title', { name }) });
  }

  @Post()
  async save(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id,
    @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.diagnoses.complete(personId, answersFrom(body), { actor: viewer, submission });
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
}
