import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ATTENDANCE_READERS, mayTake } from './attendance.policy.js';
import { groupList, groupView, type GroupAttendance } from './group-attendance.presenter.js';
import { GroupAttendanceRepository } from './group-attendance.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** The attendance of one group: learners by sessions. */
@Controller('groups/:id')
@Policy(allow(...ATTENDANCE_READERS))
export class GroupAttendanceController {
  constructor(
    private readonly groups: GroupAttendanceRepository, private readonly sessions: SessionsRepository,
    private readonly taken: TakenLists, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('attendance')
  async show(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const attendance = await this.load(viewer, id);
    const view = groupView(t, attendance, { now: this.clock.now(), mayTake: mayTake(viewer) });
    return page('attendance/group', view, { title: t('attendance:group.title', { group: attendance.head.name }) });
  }

  /** The same as a file. Whoever takes it away stands in the audit trail. */
  @Post('attendance/exports')
  async export(
    @Param('id') id: Id, @Body() asked: unknown, @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const attendance = await this.load(viewer, id);
    const group = attendance.head.name;
    const file = { list: t('attendance:group.file'), of: group, date: this.clock.today() };
    return this.taken.list(file, groupList(t, attendance), { list: 'attendance', about: group }, { actor: viewer, submission }, { asked, read: {}, t });
  }

  private async load(viewer: Viewer, id: Id): Promise<GroupAttendance> {
    const head = await this.groups.head(viewer.centreId, id);
    const [sessions, people, marks] = await Promise.all([
      this.sessions.ofGroup(viewer.centreId, id), this.groups.people({ groupId: id }), this.groups.marks({ groupId: id }),
    ]);
    return { head, sessions, people, marks };
  }
}
