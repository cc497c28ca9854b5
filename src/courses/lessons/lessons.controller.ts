import { Controller, Get, Param, Query } from '@nestjs/common';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer, type PageOptions } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import { EDITORS } from '../courses.policy.js';
import type { LessonContent } from '../lesson-content.js';
import { LessonTextsRepository, type TaughtLesson } from '../lesson-texts.repository.js';
import { LessonEditsRepository } from './lesson-edits.repository.js';
import { contentView, frameView, lessonPath, lessonView, planView, projectorView, sheetView } from './lesson.presenter.js';

/** A lesson as those see it who teach it: on the screen, on paper, on the wall. */
@Controller('lessons/:code')
@Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
export class LessonsController {
  constructor(private readonly texts: LessonTextsRepository, private readonly edits: LessonEditsRepository) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const [lesson, standing] = await Promise.all([this.texts.lesson(viewer.centreId, code), this.edits.standing(viewer.centreId, code)]);
    const { practices } = await this.edits.pieces(lesson.courseCode);
    const mayEdit = hasRole(viewer, ...EDITORS);
    const model = lessonView(t, { lesson, standing, practices, mayEdit, accountId: viewer.accountId });
    return page('courses/lessons/show', model, { ...optionsOf(lesson), scripts: mayEdit ? ['js/lesson-draft.js'] : [] });
  }

  /** For learners: without the plan, and without the right answers. */
  @Get('print')
  async print(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const { lesson, content } = await this.written(viewer, code);
    return page('courses/lessons/sheet', sheetView(t, lesson, content, lessonPath(code)), optionsOf(lesson));
  }

  @Get('plan/print')
  async printPlan(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const { lesson, content } = await this.written(viewer, code);
    const model = { ...frameView(lesson), ...contentView(lesson, content), plan: planView(t, content.plan), backUrl: lessonPath(code) };
    return page('courses/lessons/plan', model, optionsOf(lesson));
  }

  @Get('projector')
  async projector(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Query('step') step: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const { lesson, content } = await this.written(viewer, code);
    // Whoever looks over her shoulder at the tabs learns nothing of what is taught.
    return page('courses/lessons/projector', projectorView(t, lesson, content, Number(step)), {
      ...optionsOf(lesson), title: 'lessons:projector.title', scripts: ['js/projector.js'],
    });
  }

  /** @throws NotThere while there is only an outline */
  private async written(viewer: Viewer, code: string): Promise<{ lesson: TaughtLesson; content: LessonContent }> {
    const lesson = await this.texts.lesson(viewer.centreId, code);
    if (!lesson.content) throw new NotThere('lesson text');
    return { lesson, content: lesson.content };
  }
}

/** The lesson's own title, which is neutral, and a quick way out where it may be needed. */
function optionsOf({ title, discreet }: TaughtLesson): PageOptions {
  return { title, quickExit: discreet };
}
