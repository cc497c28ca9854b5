import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isBlank } from '../activities/scoring.js';
import { LessonTextsRepository } from '../courses/lesson-texts.repository.js';
import type { PracticeContent } from '../courses/practice-content.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { nothing, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { CurrentLesson, type OpenLesson } from './current-lesson.js';
import { LearningRepository } from './learning.repository.js';
import { optionsOf } from './lesson.controller.js';
import { roundEndView, practiceView, taskView } from './practice.presenter.js';
import { nextTask } from './practice-rules.js';
import { PracticeService, type Practising } from './practice.service.js';

const IN_PLACE = ['js/practice.js'];

/** A practice of a lesson: task by task, with helps, as often as she likes. */
@Controller('learning/:lesson/practice/:practice')
@Policy(allow('learner'))
export class PracticeController {
  constructor(
    private readonly current: CurrentLesson, private readonly texts: LessonTextsRepository,
    private readonly repository: LearningRepository, private readonly service: PracticeService,
  ) {}

  /** The task where she is, or what comes before and after a round. */
  @Get()
  async show(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const { open, practice } = await this.find(viewer, code, practiceCode);
    const round = await this.repository.newestRound(open.personId, practice.code);
    const options = { ...optionsOf(open), scripts: IN_PLACE };
    if (!round) return page('learning/practice', practiceView(t, open, practice), options);
    const steps = await this.repository.steps(round.id);
    const next = round.finishedAt === null ? nextTask(practice.tasks.map((_, index) => steps.find(({ ordinal }) => ordinal === index + 1)), practice.tasks.length) : null;
    if (next === null) return page('learning/practice-end', roundEndView(t, open, practice, { round, steps }), options);
    const view = taskView(t, open, practice, { number: next, step: steps.find(({ ordinal }) => ordinal === next) ?? null, locale: viewer.locale, seed: round.startedAt % 1_000_003 });
    return page('learning/task', view, options);
  }

  @Post('rounds')
  async begin(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { at, path } = await this.find(viewer, code, practiceCode);
    await this.service.begin(at, { actor: viewer, submission });
    return redirect(path);
  }

  /** The tasks that she left, and no others. */
  @Post('rounds/left')
  async takeUp(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { at, path } = await this.find(viewer, code, practiceCode);
    await this.service.takeUp(at, { actor: viewer, submission });
    return redirect(path);
  }

  @Post('tasks/:ordinal')
  async try(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @Param('ordinal') ordinal: string,
    @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { at, path, practice } = await this.find(viewer, code, practiceCode);
    const task = practice.tasks[Number(ordinal) - 1];
    if (!task) throw new NotThere('task');
    if (isBlank(task, body)) {
      await this.service.keepDraft(at, Number(ordinal), body, null, { actor: viewer, submission });
      return redirect(path, { key: 'learning:practice.blank', kind: 'info' });
    }
    const { outcome } = await this.service.try(at, Number(ordinal), body, { actor: viewer, submission });
    if (outcome === 'done') return redirect(path, { key: 'learning:practice.well', params: { well: task.well } });
    return redirect(path, outcome === 'left' ? null : { key: 'learning:practice.not-yet', kind: 'info' });
  }

  @Post('tasks/:ordinal/help')
  async help(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @Param('ordinal') ordinal: string,
    @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { at, path } = await this.find(viewer, code, practiceCode);
    await this.service.help(at, Number(ordinal), body, { actor: viewer, submission });
    return redirect(path);
  }

  /** What stands in a task while she works: sent by the page itself, so that a reload or a power cut takes a line at most. */
  @Post('tasks/:ordinal/draft')
  async keep(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @Param('ordinal') ordinal: string,
    @Query('sent') sent: string, @Body() body: Record<string, unknown>, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { at } = await this.find(viewer, code, practiceCode);
    await this.service.keepDraft(at, Number(ordinal), body, Number(sent), { actor: viewer });
    return nothing();
  }

  /** @throws NotThere unless the lesson is open to her and has this practice */
  private async find(viewer: Viewer, code: string, practiceCode: string): Promise<{ open: OpenLesson; practice: PracticeContent; at: Practising; path: string }> {
    const open = await this.current.open(viewer, code);
    if (!open.lesson.content.practice.includes(practiceCode)) throw new NotThere('practice');
    const practice = await this.texts.practice(practiceCode);
    return { open, practice, at: { personId: open.personId, centreId: viewer.centreId, practice }, path: `/learning/${code}/practice/${practiceCode}` };
  }
}
