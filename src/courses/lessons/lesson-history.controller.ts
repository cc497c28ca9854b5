import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { EDITORS } from '../courses.policy.js';
import { LessonEditingService, type EditedLesson } from './lesson-editing.service.js';
import { isOvertaken, LessonEditsRepository } from './lesson-edits.repository.js';
import { historyView, upgradeView, versionView } from './lesson-history.presenter.js';
import { lessonPath } from './lesson.presenter.js';

/** What became of a lesson at a centre, version by version, and the ways back. */
@Controller('lessons/:code')
@Policy(allow(...EDITORS))
export class LessonHistoryController {
  constructor(private readonly editing: LessonEditingService, private readonly edits: LessonEditsRepository) {}

  @Get('history')
  async history(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const [standing, versions] = await Promise.all([this.edits.standing(viewer.centreId, code), this.edits.versions(viewer.centreId, code)]);
    return page('courses/lessons/history', historyView(t, standing, versions), { title: t('lessons:history.title', { lesson: standing.title }), quickExit: standing.discreet });
  }

  @Get('history/:ordinal')
  async version(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Param('ordinal') ordinal: string, @Texts() t: Translate): Promise<Answer> {
    const number = numberIn(ordinal);
    const [standing, pair] = await Promise.all([this.edits.standing(viewer.centreId, code), this.edits.pair(viewer.centreId, code, number)]);
    return page('courses/lessons/version', versionView(t, standing, pair), { title: t('lessons:history.version', { number: pair.version.ordinal }), quickExit: standing.discreet });
  }

  @Post('history/:ordinal/return')
  async goBack(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Param('ordinal') ordinal: string, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const number = numberIn(ordinal);
    const reason = t('lessons:history.returned', { number });
    await this.editing.goBack(editedBy(viewer, code, body), number, reason, { actor: viewer, submission });
    return redirect(lessonPath(code), 'lessons:flash.returned');
  }

  @Get('upgrade')
  async upgrade(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Promise<Answer> {
    const standing = await this.edits.standing(viewer.centreId, code);
    if (!isOvertaken(standing)) return redirect(lessonPath(code));
    return page('courses/lessons/upgrade', upgradeView(t, standing), { title: t('lessons:upgrade.title', { lesson: standing.title }), quickExit: standing.discreet });
  }

  /** Stays with the centre's own text after an upgrade. */
  @Post('upgrade')
  async keepOwn(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.editing.keepOwn(editedBy(viewer, code, body), t('lessons:upgrade.kept'), { actor: viewer, submission });
    return redirect(lessonPath(code), 'lessons:flash.kept');
  }

  /** Teaches what Minka brings, whether after an upgrade or from the history. */
  @Post('shipped')
  async takeShipped(
    @CurrentViewer() viewer: Viewer, @Param('code') code: string, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.editing.takeShipped(editedBy(viewer, code, body), t('lessons:history.shipped-again'), { actor: viewer, submission });
    return redirect(lessonPath(code), 'lessons:flash.shipped');
  }
}

function editedBy(viewer: Viewer, code: string, { based }: Record<string, unknown>): EditedLesson {
  return { centreId: viewer.centreId, code, based: numberIn(based) };
}

/** @throws NotThere for what is no number of a version */
function numberIn(text: unknown): number {
  if (typeof text !== 'string' || !/^\d{1,9}$/u.test(text)) throw new NotThere('version');
  return Number(text);
}
