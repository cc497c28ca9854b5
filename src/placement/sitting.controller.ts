import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isWithoutScript } from '../activities/answer.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { failedView, refusalsToForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { DiagnosesService } from './diagnoses.service.js';
import { answersKnown, nextQuestion, questionOf } from './diagnosis-questions.js';
import { questionPage } from './diagnosis.presenter.js';
import { maySit } from './placement-rules.js';
import type { PlacementTest } from './placement-test.entity.js';
import { isAskedAgain, PlacementTestsService, stepOf } from './placement-tests.service.js';
import { PlacementRepository } from './placement.repository.js';
import { itemPage, resultPage } from './sitting.presenter.js';

/** The learner's own way to her level: questions one a page, the test item by item, a kind result. */
@Controller('placement')
@Policy(allow('learner'))
export class SittingController {
  constructor(
    private readonly diagnoses: DiagnosesService, private readonly tests: PlacementTestsService,
    private readonly repository: PlacementRepository,
  ) {}

  /** Where she goes on. Before the first question she is asked whether her data may be used, unless that is to wait. */
  @Get()
  async goOn(@CurrentViewer() viewer: Viewer, @Query('consent') consent?: unknown): Promise<Answer> {
    const [person, diagnosis] = await Promise.all([
      this.repository.person(viewer.centreId, personOf(viewer)), this.repository.newestDiagnosis(viewer.centreId, personOf(viewer)),
    ]);
    if (!diagnosis && !person.consentAsked && consent !== 'later') return redirect('/my-data/consent?then=placement');
    const question = diagnosis?.completedAt ? null : nextQuestion(diagnosis?.answers ?? {});
    if (question) return redirect(`/placement/questions/${question.code}`);
    const steps = await this.repository.ownSteps(viewer.centreId, personOf(viewer));
    return redirect(steps.openSince !== null || maySit(steps) ? '/placement/test' : '/placement/result');
  }

  @Get('questions/:code')
  async question(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const question = questionOf(code);
    if (!question) throw new NotThere('question');
    const [person, diagnosis] = await Promise.all([
      this.repository.person(viewer.centreId, personOf(viewer)), this.repository.newestDiagnosis(viewer.centreId, personOf(viewer)),
    ]);
    return page('placement/question', questionPage(t, question, diagnosis?.answers ?? {}, answersKnown(person)), { title: 'diagnosis:title' });
  }

  @Post('questions/:code')
  async answer(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string,
    @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    const next = await this.diagnoses.answer(personOf(viewer), code, body[code], { actor: viewer, submission });
    return redirect(next ? `/placement/questions/${next}` : '/placement/test');
  }

  /** What the test is for and that a person decides, before anything is measured (DS 016-2024-JUS). */
  @Get('test')
  async intro(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const steps = await this.repository.ownSteps(viewer.centreId, personOf(viewer));
    const begun = steps.openSince !== null;
    if (!begun && !maySit(steps)) return redirect('/placement/result');
    return page('placement/intro', { submit: t(begun ? 'levels:intro.resume' : 'levels:intro.start') }, { title: 'levels:intro.title' });
  }

  @Post('test')
  async start(
    @CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown> | undefined, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.tests.start(personOf(viewer), { actor: viewer, submission }, 'placement', isWithoutScript(body));
    return redirect('/placement/item');
  }

  @Get('item')
  async item(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const test = await this.repository.openTest(viewer.centreId, personOf(viewer));
    if (!test) return redirect('/placement');
    const step = stepOf(test, await this.repository.responses(test.id));
    return step.finished ? redirect('/placement/result') : itemPage(t, viewer.locale, test, step);
  }

  @Post('item/:ordinal')
  async answerItem(
    @CurrentViewer() viewer: Viewer, @Param('ordinal') ordinal: string,
    @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const test = await this.repository.openTest(viewer.centreId, personOf(viewer));
    // Finished meanwhile, or closed by an observation: she goes on where she stands now.
    if (!test) return redirect('/placement');
    const asked = await this.askedAgain(viewer, test, Number(ordinal), body, t);
    if (asked) return asked;
    const finished = await this.tests.answer(personOf(viewer), Number(ordinal), body, { actor: viewer, submission });
    return redirect(finished ? '/placement/result' : '/placement/item');
  }

  /** The same item once more when its form came back without an answer; leaving it is an answer. */
  private async askedAgain(
    viewer: Viewer, test: PlacementTest, ordinal: number, body: Record<string, unknown>, t: Translate,
  ): Promise<Answer | null> {
    const step = stepOf(test, await this.repository.responses(test.id));
    if (!isAskedAgain(step, ordinal, body)) return null;
    const blank = refusalsToForm([{ reason: 'levels:refusals.blank-answer' }], body);
    return itemPage(t, viewer.locale, test, step, failedView(blank, t));
  }

  @Get('result')
  async result(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const personId = personOf(viewer);
    const [test, history] = await Promise.all([this.repository.finishedTest(viewer.centreId, personId), this.repository.history(personId)]);
    const decision = history[0] ?? null;
    if (!test && !decision) return redirect('/placement');
    const responses = test ? await this.repository.responses(test.id) : [];
    return page('placement/result', resultPage(t, viewer.locale, { test, responses, decision }), { title: decision ? 'levels:result.title-decided' : 'levels:result.title' });
  }
}
