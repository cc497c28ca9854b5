import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isBlank } from '../activities/scoring.js';
import { LessonTextsRepository } from '../courses/lesson-texts.repository.js';
import type { PracticeContent } from '../courses/practice-content.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { FlashMessage } from '../shared/web/flash.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { InPlace } from '../shared/web/in-place.js';
import { Texts } from '../shared/web/locale.js';
import { nothing, page, redirect, type Answer, type PageOptions } from '../shared/web/page.js';
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
  async show(@Param() where: Where, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.shown(await this.find(viewer, where), t, { scripts: IN_PLACE });
  }

  @Post('rounds')
  async begin(
    @Param() where: Where, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate, @InPlace() inPlace: boolean,
  ): Promise<Answer> {
    const found = await this.find(viewer, where);
    await this.service.begin(found.at, { actor: viewer, submission });
    return this.follow(found, t, inPlace);
  }

  /** The tasks that she left, and no others. */
  @Post('rounds/left')
  async takeUp(
    @Param() where: Where, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate, @InPlace() inPlace: boolean,
  ): Promise<Answer> {
    const found = await this.find(viewer, where);
    await this.service.takeUp(found.at, { actor: viewer, submission });
    return this.follow(found, t, inPlace);
  }

  @Post('tasks/:ordinal')
  async try(
    @Param() where: WhereTask, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
    @Texts() t: Translate, @InPlace() inPlace: boolean,
  ): Promise<Answer> {
    const found = await this.find(viewer, where);
    const ordinal = Number(where.ordinal);
    const task = found.practice.tasks[ordinal - 1];
    if (!task) throw new NotThere('task');
    if (isBlank(task, body)) {
      await this.service.keepDraft(found.at, ordinal, body, null, { actor: viewer, submission });
      return this.follow(found, t, inPlace, { key: 'learning:practice.blank', kind: 'info' });
    }
    const { outcome } = await this.service.try(found.at, ordinal, body, { actor: viewer, submission });
    if (outcome === 'done') return this.follow(found, t, inPlace, { key: 'learning:practice.well', params: { well: task.well } });
    // Her last help says how it is done: whoever left without asking for it learns it too.
    const words = outcome === 'left' ? { key: 'learning:practice.passed', params: { how: task.helps.at(-1) ?? '' } } : { key: 'learning:practice.not-yet' };
    return this.follow(found, t, inPlace, { ...words, kind: 'info' });
  }

  @Post('tasks/:ordinal/help')
  async help(
    @Param() where: WhereTask, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
    @Texts() t: Translate, @InPlace() inPlace: boolean,
  ): Promise<Answer> {
    const found = await this.find(viewer, where);
    await this.service.help(found.at, Number(where.ordinal), body, { actor: viewer, submission });
    return this.follow(found, t, inPlace);
  }

  /** What stands in a task while she works: sent by the page itself, so that a reload or a power cut takes a line at most. */
  @Post('tasks/:ordinal/draft')
  async keep(
    @Param() where: WhereTask, @Query('sent') sent: string, @Body() body: Record<string, unknown>, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { at } = await this.find(viewer, where);
    await this.service.keepDraft(at, Number(where.ordinal), body, Number(sent), { actor: viewer });
    return nothing();
  }

  /** What comes after an act: at the practice's address, so that a reload sends nothing again, or in the place of what stood there. */
  private async follow(found: Found, t: Translate, inPlace: boolean, flash: FlashMessage | null = null): Promise<Answer> {
    return inPlace ? this.shown(found, t, { layout: 'part', flash }) : redirect(found.path, flash);
  }

  private async shown({ open, practice, locale }: Found, t: Translate, how: PageOptions): Promise<Answer> {
    const round = await this.repository.newestRound(open.personId, practice.code);
    const options = { ...optionsOf(open), ...how };
    if (!round) return page('learning/practice', practiceView(t, open, practice, locale), options);
    const steps = await this.repository.steps(round.id);
    const next = round.finishedAt === null ? nextTask(practice.tasks.map((_, index) => steps.find(({ ordinal }) => ordinal === index + 1)), practice.tasks.length) : null;
    if (next === null) return page('learning/practice-end', roundEndView(t, open, practice, { round, steps, locale }), options);
    const view = taskView(t, open, practice, { number: next, step: steps.find(({ ordinal }) => ordinal === next) ?? null, locale, round: round.round });
    return page('learning/task', view, options);
  }

  /** @throws NotThere unless the lesson is open to her and has this practice */
  private async find(viewer: Viewer, { lesson, practice: practiceCode }: Where): Promise<Found> {
    const open = await this.current.open(viewer, lesson);
    if (!open.lesson.content.practice.includes(practiceCode)) throw new NotThere('practice');
    const practice = await this.texts.practice(practiceCode);
    const at = { personId: open.personId, centreId: viewer.centreId, practice };
    return { open, practice, at, path: `/learning/${lesson}/practice/${practiceCode}`, locale: viewer.locale };
  }
}

/** The codes of the practice in its address. */
interface Where {
  lesson: string;
  practice: string;
}

interface WhereTask extends Where {
  ordinal: string;
}

interface Found {
  open: OpenLesson;
  practice: PracticeContent;
  at: Practising;
  path: string;
  locale: Locale;
}
