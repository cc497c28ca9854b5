import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { EditionsRepository, type EditionView } from '../courses/editions.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ATTENDANCE_READERS, mayTake } from './attendance.policy.js';
import { editionView } from './edition-attendance.presenter.js';
import { groupsList, type GroupAttendance } from './group-attendance.presenter.js';
import { GroupAttendanceRepository } from './group-attendance.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** The attendance of an edition, group by group: learners by sessions. */
@Controller('editions/:id/attendance')
@Policy(allow(...ATTENDANCE_READERS))
export class EditionAttendanceController {
  constructor(
    private readonly editions: EditionsRepository, private readonly groups: GroupAttendanceRepository, private readonly sessions: SessionsRepository,
    private readonly taken: TakenLists, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { edition, groups } = await this.load(viewer, id);
    const view = editionView(t, edition, groups, { now: this.clock.now(), mayTake: mayTake(viewer), roles: viewer.roles });
    return page('attendance/edition', view, { title: t('attendance:edition.title', { edition: edition.name }) });
  }

  /** All groups as one file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  async export(
    @Param('id') id: Id, @Body() asked: unknown, @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { edition, groups } = await this.load(viewer, id);
    const file = { list: t('attendance:edition.file'), of: edition.name, date: this.clock.today() };
    return this.taken.list(file, groupsList(t, groups), { list: 'attendance', about: edition.name }, { actor: viewer, submission }, { asked, read: {}, t });
  }

  /** Five queries. @throws NotThere */
  private async load(viewer: Viewer, id: Id): Promise<{ edition: EditionView; groups: GroupAttendance[] }> {
    const edition = await this.editions.edition(viewer.centreId, id);
    const [heads, sessions, people, marks] = await Promise.all([
      this.groups.heads(viewer.centreId, id), this.sessions.ofEdition(viewer.centreId, id), this.groups.people({ editionId: id }), this.groups.marks({ editionId: id }),
    ]);
    const groupOf = new Map(sessions.map((session) => [session.id, session.groupId]));
    const byGroup = {
      sessions: groupBy(sessions, ({ groupId }) => groupId), people: groupBy(people, ({ groupId }) => groupId), marks: groupBy(marks, ({ sessionId }) => groupOf.get(sessionId)),
    };
    return {
      edition, groups: heads.map((head) => ({
        head, sessions: byGroup.sessions.get(head.id) ?? [], people: byGroup.people.get(head.id) ?? [], marks: byGroup.marks.get(head.id) ?? [],
      })),
    };
  }
}
