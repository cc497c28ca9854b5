import { Controller, Get, Param } from '@nestjs/common';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { EDITORS } from './courses.policy.js';
import { coursesView, outlineView, picturesView } from './courses.presenter.js';
import { CoursesRepository } from './courses.repository.js';
import { LessonEditsRepository } from './lessons/lesson-edits.repository.js';

/** What can be learned: courses as outlines. */
@Controller('courses')
@Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
export class CoursesController {
  constructor(private readonly repository: CoursesRepository, private readonly edits: LessonEditsRepository) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return page('courses/list', coursesView(t, await this.repository.outlines(viewer.centreId), viewer.roles), { title: 'courses:list.title' });
  }

  @Get(':code')
  async show(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const [outline, courses] = await Promise.all([this.repository.outline(code, viewer.centreId), this.repository.courses(viewer.centreId)]);
    return page('courses/outline', outlineView(t, outline, courses, { mayEdit: hasRole(viewer, ...EDITORS), mayBring: hasRole(viewer, 'administrator') }), { title: outline.title });
  }

  /** All drawings of a course, to choose from while a lesson is edited. */
  @Get(':code/pictures')
  async pictures(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const [outline, { pictures }] = await Promise.all([this.repository.outline(code, viewer.centreId), this.edits.pieces(code)]);
    return page('courses/pictures', picturesView(outline, pictures), { title: t('courses:pictures.title', { course: outline.title }) });
  }
}
