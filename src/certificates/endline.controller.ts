import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { isWithoutScript } from '../activities/answer.js';
import { isAskedAgain, PlacementTestsService, stepOf } from '../placement/placement-tests.service.js';
import type { PlacementTest } from '../placement/placement-test.entity.js';
import { PlacementRepository } from '../placement/placement.repository.js';
import { abilities, itemPage } from '../placement/sitting.presenter.js';
import { Clock } from '../shared/kernel/clock.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { failedView, refusalsToForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { EndlineRepository, type Opened } from './endline.repository.js';

const ITEM = '/endline/item';

/** The test at the end of her course: the same kind of items as at its beginning, of the other form. It changes no level. */
@Controller('endline')
@Policy(allow('learner'))
export class EndlineController {
  constructor(
    private readonly tests: PlacementTestsService, private readonly placement: PlacementRepository, private readonly endline: EndlineRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  async intro(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { test, done, opened: { editionName, over } } = await this.standing(viewer);
    if (done) {
      const can = abilities(viewer.locale, await this.placement.responses(done.id));
      return page('certificates/endline-done', { text: t('certificates:endline.done', { edition: editionName }), can }, { title: 'certificates:endline.done-title' });
    }
    const model = { lead: t(`certificates:endline.${over ? 'lead-over' : 'lead'}`, { edition: editionName }), submit: t(test ? 'levels:intro.resume' : 'levels:intro.start') };
    return page('certificates/endline', model, { title: 'certificates:endline.title' });
  }

  @Post()
  async start(
    @CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown> | undefined, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    const { done } = await this.standing(viewer);
    if (done) return redirect('/endline');
    await this.tests.start(personOf(viewer), { actor: viewer, submission }, 'endline', isWithoutScript(body));
    return redirect(ITEM);
  }

  @Get('item')
  async item(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { test } = await this.standing(viewer);
    if (!test) return redirect('/endline');
    const step = stepOf(test, await this.placement.responses(test.id));
    return step.finished ? redirect('/endline') : itemPage(t, viewer.locale, test, step, undefined, ITEM);
  }

  @Post('item/:ordinal')
  async answer(
    @CurrentViewer() viewer: Viewer, @Param('ordinal') ordinal: string, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { test } = await this.standing(viewer);
    if (!test) return redirect('/endline');
    const step = stepOf(test, await this.placement.responses(test.id));
    if (isAskedAgain(step, Number(ordinal), body)) {
      const blank = refusalsToForm([{ reason: 'levels:refusals.blank-answer' }], body);
      return itemPage(t, viewer.locale, test, step, failedView(blank, t), ITEM);
    }
    const finished = await this.tests.answer(personOf(viewer), Number(ordinal), body, { actor: viewer, submission }, 'endline');
    return redirect(finished ? '/endline' : ITEM);
  }

  /** Her open test, or that she has taken it. @throws NotThere while it is not open to her */
  private async standing(viewer: Viewer): Promise<{ test: PlacementTest | null; done: PlacementTest | null; opened: Opened }> {
    const opened = await this.endline.openedFor(viewer.centreId, personOf(viewer), this.clock.today());
    if (!opened) throw new NotThere('test at the end');
    const [test, taken] = await Promise.all([
      this.placement.openTest(viewer.centreId, personOf(viewer), 'endline'), this.placement.finishedTest(viewer.centreId, personOf(viewer), 'endline'),
    ]);
    const done = taken?.finishedAt && taken.finishedAt >= opened.openedAt ? taken : null;
    // Who has begun may end it.
    if (opened.closed && !done && !test) throw new NotThere('test at the end');
    return { test: done ? null : test, done, opened };
  }
}
