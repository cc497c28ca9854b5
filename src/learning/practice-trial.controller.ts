import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { isBlank, scoreActivity } from '../activities/scoring.js';
import { LessonTextsRepository, type TaughtLesson } from '../courses/lesson-texts.repository.js';
import type { PracticeContent, PracticeTask } from '../courses/practice-content.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { optionsOf } from './lesson.controller.js';
import { trialPath, trialView } from './practice.presenter.js';

/** A practice as whoever teaches it tries it: every task as learners see it, and nothing of it on record. */
@Controller('lessons/:lesson/practice/:practice/:ordinal')
@Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
export class PracticeTrialController {
  constructor(private readonly texts: LessonTextsRepository) {}

  @Get()
  async show(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @Param('ordinal') ordinal: string,
    @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const { lesson, practice, number } = await this.find(viewer, code, practiceCode, ordinal);
    return page('learning/trial', trialView(t, { lesson, practice, number, locale: viewer.locale }), optionsOf({ lesson }));
  }

  @Post()
  async try(
    @Param('lesson') code: string, @Param('practice') practiceCode: string, @Param('ordinal') ordinal: string,
    @Body() body: Record<string, unknown>, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const { practice, task, number } = await this.find(viewer, code, practiceCode, ordinal);
    const path = trialPath(code, practiceCode, number);
    const next = number < practice.tasks.length ? trialPath(code, practiceCode, number + 1) : `/lessons/${code}`;
    if (body.left !== undefined) return redirect(next);
    if (isBlank(task, body)) return redirect(path, { key: 'learning:practice.blank', kind: 'info' });
    if (scoreActivity(task, body).score < 1) return redirect(path, { key: 'learning:practice.not-yet', kind: 'info' });
    return redirect(next, { key: 'learning:practice.well', params: { well: task.well } });
  }

  /** @throws NotThere unless the lesson has this practice, and that so many tasks */
  private async find(viewer: Viewer, code: string, practiceCode: string, ordinal: string): Promise<Trial> {
    const lesson = await this.texts.lesson(viewer.centreId, code);
    if (!lesson.content?.practice.includes(practiceCode)) throw new NotThere('practice');
    const practice = await this.texts.practice(practiceCode);
    const number = /^[1-9]$/u.test(ordinal) ? Number(ordinal) : 0;
    const task = practice.tasks[number - 1];
    if (!task) throw new NotThere('task');
    return { lesson, practice, task, number };
  }
}

interface Trial {
  lesson: TaughtLesson;
  practice: PracticeContent;
  task: PracticeTask;
  number: number;
}
