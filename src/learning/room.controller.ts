import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { mayTake } from '../attendance/attendance.policy.js';
import { LessonTextsRepository } from '../courses/lesson-texts.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { events, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { render } from '../shared/web/view-engine.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { OpenedLessonsService } from './opened-lessons.service.js';
import { watchRoom } from './room-watch.js';
import { currentCode, passedOn, peopleView, roomView, type RoomPage } from './room.presenter.js';
import { RoomRepository } from './room.repository.js';

/** The trainer's room: who is where in the session's lesson, now. */
@Controller('sessions/:id/room')
@Policy(allow('trainer', 'coach', 'coordinator', 'administrator'))
export class RoomController {
  constructor(
    private readonly repository: RoomRepository, private readonly texts: LessonTextsRepository,
    private readonly opened: OpenedLessonsService, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param('id') id: Id, @Query('lesson') code: unknown, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const room = await this.load(id, viewer, t, code);
    return page('learning/room', roomView(room), {
      title: t('learning:room.title', { group: room.session.groupName }), scripts: ['js/room.js'], refreshSeconds: 15, quickExit: room.lesson.discreet,
    });
  }

  /** The people's part of the page, again and again as they go on. */
  @Get('events')
  async events(@Param('id') id: Id, @Query('lesson') code: unknown, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    await this.repository.session(viewer.centreId, id);
    return events(watchRoom(async () => {
      const view = peopleView(await this.load(id, viewer, t, code));
      return render('learning/room-people', view, { locale: viewer.locale, layout: null });
    }));
  }

  @Post('lessons/:code')
  async open(
    @Param('id') id: Id, @Param('code') code: string, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const session = await this.repository.session(viewer.centreId, id);
    const passed = passedOn(session, await this.repository.lessons(session.groupId), code);
    await this.opened.open(viewer.centreId, session.groupId, code, passed, { actor: viewer, submission });
    return redirect(`/sessions/${id}/room`, 'learning:room.opened');
  }

  /** Takes an opening back that was a slip. */
  @Post('lessons/:code/closing')
  async close(
    @Param('id') id: Id, @Param('code') code: string, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    const session = await this.repository.session(viewer.centreId, id);
    const closed = await this.opened.close(viewer.centreId, session.groupId, code, { actor: viewer, submission });
    return redirect(`/sessions/${id}/room`, closed ? 'learning:room.closed' : { key: 'learning:room.begun', kind: 'warning' });
  }

  /** Four queries. @param asked the lesson to look at; else the one that the group works on @throws NotThere */
  private async load(id: Id, viewer: Viewer, t: Translate, asked?: unknown): Promise<RoomPage> {
    const session = await this.repository.session(viewer.centreId, id);
    const lessons = await this.repository.lessons(session.groupId);
    const code = lessons.find((lesson) => lesson.code === asked)?.code ?? currentCode(session, lessons);
    if (code === null) throw new NotThere('lesson');
    const lesson = await this.texts.lesson(viewer.centreId, code);
    const people = await this.repository.people(session, code, lesson.content?.practice ?? []);
    const now = this.clock.now();
    return { t, session, lesson, lessons, people, now, today: localDateAt(now), mayTake: mayTake(viewer) };
  }
}
