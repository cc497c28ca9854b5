import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { LessonTextsRepository, type TaughtLesson } from '../courses/lesson-texts.repository.js';
import type { PracticeContent } from '../courses/practice-content.js';
import { sheetView } from '../courses/lessons/lesson.presenter.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer, type PageOptions } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { CurrentLesson, type OpenLesson } from './current-lesson.js';
import { LearningRepository, LessonClosed } from './learning.repository.js';
import { LessonProgressService } from './lesson-progress.service.js';
import { stopAt, type Stop } from './lesson-stops.js';
import { beginView, endView, hasDiscreet, lessonsView, opensWords, questionView, stepView, triedQuery } from './lesson.presenter.js';

const READ_ALOUD = ['js/read-aloud.js'];

/** A learner's lessons: one step, one practice or one question a page. */
@Controller('learning')
@Policy(allow('learner'))
export class LessonController {
  constructor(
    private readonly current: CurrentLesson, private readonly repository: LearningRepository,
    private readonly service: LessonProgressService, private readonly texts: LessonTextsRepository,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const lessons = await this.repository.ownLessons(personOf(viewer), viewer.centreId, this.current.today());
    return page('learning/lessons', lessonsView(t, lessons), { title: 'learning:lessons.title', quickExit: hasDiscreet(lessons) });
  }

  @Get(':code')
  async begin(@Param('code') code: string, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.whenOpen(viewer, code, t, (open) => page('learning/begin', beginView(t, open), { ...optionsOf(open), scripts: READ_ALOUD }));
  }

  @Get(':code/end')
  async end(@Param('code') code: string, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const open = await this.current.open(viewer, code);
    const lessons = await this.repository.ownLessons(open.personId, viewer.centreId, this.current.today());
    return page('learning/end', endView(t, open, lessons, await this.openPractices(open)), optionsOf(open));
  }

  /** The whole lesson on paper. */
  @Get(':code/print')
  async print(@Param('code') code: string, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const open = await this.current.open(viewer, code);
    return page('courses/lessons/sheet', sheetView(t, open.lesson, open.lesson.content, `/learning/${code}`), optionsOf(open));
  }

  @Get(':code/:stop')
  async show(
    @Param('code') code: string, @Param('stop') number: string, @Query('not') tried: unknown, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    return this.whenOpen(viewer, code, t, (open) => {
      const stop = stopOf(open, number);
      if (stop.kind === 'practice') return redirect(`/learning/${code}/practice/${stop.code}`);
      if (stop.kind === 'question') return page('learning/question', questionView(t, open, Number(number), stop.index, triedIn(tried)), { ...optionsOf(open), scripts: READ_ALOUD });
      return page('learning/step', stepView(t, open, Number(number), stop.index), { ...optionsOf(open), scripts: READ_ALOUD });
    });
  }

  private async openPractices({ personId, lesson }: OpenLesson): Promise<PracticeContent[]> {
    const practised = await this.repository.practised(personId, lesson.content.practice);
    return Promise.all(lesson.content.practice.filter((code) => !practised.has(code)).map((code) => this.texts.practice(code)));
  }

  /** Whoever comes too early, by a link or a bookmark, is told when it opens, among her lessons. */
  private async whenOpen(viewer: Viewer, code: string, t: Translate, show: (open: OpenLesson) => Answer): Promise<Answer> {
    try {
      return show(await this.current.open(viewer, code));
    } catch (error) {
      if (!(error instanceof LessonClosed)) throw error;
      const { title, opensOn } = error.lesson;
      const when = opensOn === null ? t('learning:states.closed') : opensWords(t, opensOn);
      return redirect('/learning', { key: 'learning:closed', params: { title, when }, kind: 'info' });
    }
  }

  /** Leaves a stop behind, or answers its question. */
  @Post(':code/:stop')
  async goOn(
    @Param('code') code: string, @Param('stop') number: string, @Query('not') tried: unknown, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const open = await this.current.open(viewer, code);
    const reader = { personId: open.personId, centreId: viewer.centreId, lesson: open.lesson.content };
    const stop = stopOf(open, number);
    if (stop.kind !== 'question') {
      return redirect(pathAfter(code, await this.service.goOn(reader, Number(number), { actor: viewer, submission })));
    }
    const chosen = Number(body.answer);
    if (![1, 2, 3].includes(chosen)) return redirect(`/learning/${code}/${number}${triedQuery(triedIn(tried))}`, { key: 'learning:question.choose', kind: 'info' });
    const { right, next } = await this.service.answer(reader, Number(number), chosen, { actor: viewer, submission });
    if (!right) return redirect(`/learning/${code}/${number}${triedQuery([...triedIn(tried), chosen])}`, { key: 'learning:question.again', kind: 'info' });
    return redirect(pathAfter(code, next), { key: 'learning:question.right', params: { why: open.lesson.content.questions[stop.index]?.why ?? '' } });
  }
}

/** @throws NotThere for a number that the lesson has not */
function stopOf({ lesson }: OpenLesson, number: string): Stop {
  const stop = /^[1-9]\d?$/u.test(number) ? stopAt(lesson.content, Number(number)) : null;
  if (!stop) throw new NotThere('stop');
  return stop;
}

/** Which answers an address says were tried in vain; what makes no sense is as if it had not been said. */
function triedIn(said: unknown): number[] {
  return typeof said === 'string' ? [1, 2, 3].filter((option) => said.includes(String(option))) : [];
}

function pathAfter(code: string, next: number | null): string {
  return next === null ? `/learning/${code}/end` : `/learning/${code}/${next}`;
}

/** What the page of a lesson says of itself: its own title, which is neutral, and a quick way out where it may be needed. */
export function optionsOf({ lesson }: { lesson: TaughtLesson }): PageOptions {
  return { title: lesson.title, quickExit: lesson.discreet };
}
