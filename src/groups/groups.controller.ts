import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CoursesRepository } from '../courses/courses.repository.js';
import { EditionsRepository } from '../courses/editions.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { ClassFollowers } from './class-followers.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { promotionForm, renameForm } from './forming.form.js';
import { GROUP_READERS, MOVERS } from './groups.policy.js';
import { groupLine, groupNameView, groupsView, groupView, sheetView, waitingView } from './groups.presenter.js';
import { GroupsRepository } from './groups.repository.js';
import { GroupsService } from './groups.service.js';

const NEXT_SESSIONS = 4;

/** Groups as they stand. */
@Controller()
@Policy(allow(...GROUP_READERS))
export class GroupsController {
  constructor(
    private readonly groups: GroupsService, private readonly repository: GroupsRepository,
    private readonly enrolments: EnrolmentsRepository, private readonly editions: EditionsRepository,
    private readonly courses: CoursesRepository, private readonly followers: ClassFollowers, private readonly clock: Clock,
  ) {}

  @Get('groups')
  async ofCentre(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { today, now } = this.time();
    const groups = await this.repository.ofCentre(viewer.centreId, now);
    return page('groups/centre', {
      groups: groups.map((group) => groupLine(t, group, today)),
      empty: { title: t('groups:centre.empty-title'), text: t('groups:centre.empty-text'), icon: 'people', href: '/editions', action: t('groups:centre.editions') },
    }, { title: 'groups:centre.title' });
  }

  @Get('editions/:id/groups')
  async list(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { today, now } = this.time();
    const edition = await this.editions.edition(viewer.centreId, id);
    const groups = await this.repository.ofEdition(viewer.centreId, id, now);
    const drafts = await this.repository.openDrafts(viewer.centreId);
    const counts = await this.enrolments.counts(viewer.centreId, id);
    const model = groupsView(t, { edition, groups, drafts, counts, mayForm: hasRole(viewer, ...MOVERS), today });
    return page('groups/groups', model, { title: t('groups:groups.title', { edition: edition.name }) });
  }

  @Get('editions/:id/waiting-list')
  async waitingList(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { today, now } = this.time();
    const edition = await this.editions.edition(viewer.centreId, id);
    const groups = await this.repository.ofEdition(viewer.centreId, id, now);
    const { waiting } = await this.repository.peopleAndWaiting(viewer.centreId, id, today);
    const mayMove = hasRole(viewer, ...MOVERS) && edition.status !== 'closed';
    return page('groups/waiting-list', waitingView(t, edition, waiting, groups, mayMove, today), { title: 'groups:waiting.title' });
  }

  @Get('groups/:id')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.groupPage(viewer, id, emptyForm(), t);
  }

  /** Gives a free seat to somebody who waits. */
  @Post('groups/:id/promotions')
  @Policy(allow(...MOVERS))
  async promote(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const group = await this.repository.group(viewer.centreId, id, this.time().now);
    const left = await this.followers.watch(viewer.centreId);
    const done = await submitForm(promotionForm, body, async ({ enrolment }) => {
      await this.groups.move(viewer.centreId, enrolment, { groupId: id, reason: '', agreed: false }, { actor: viewer, submission });
      return this.enrolments.enrolment(viewer.centreId, enrolment);
    });
    if (!done.ok) return this.groupPage(viewer, id, failedView(done.form, t), t);
    return redirect(`/groups/${id}`, await left(t, { key: 'groups:flash.promoted', params: { name: surnamesFirst(done.value), group: group.name } }));
  }

  @Get('groups/:id/name')
  @Policy(allow(...MOVERS))
  askName(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.namePage(t, viewer, id, emptyForm());
  }

  @Post('groups/:id/name')
  @Policy(allow(...MOVERS))
  async rename(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const done = await submitEdit(renameForm, body, async (change) => {
      await this.groups.rename(viewer.centreId, id, change, { actor: viewer, submission });
      return change.name;
    });
    if (!done.ok) return this.namePage(t, viewer, id, failedView(done.form, t));
    return redirect(`/groups/${id}`, { key: 'groups:flash.renamed', params: { name: done.value } });
  }

  /** On paper, names only. */
  @Get('groups/:id/list')
  async sheet(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { today, now } = this.time();
    const group = await this.repository.group(viewer.centreId, id, now);
    const members = await this.repository.members(viewer.centreId, group.editionId, id, today);
    return page('groups/sheet', sheetView(t, group, members, today), { title: t('groups:sheet.title', { group: group.name }) });
  }

  private async namePage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const group = await this.repository.group(viewer.centreId, id, this.time().now);
    return page('groups/form', groupNameView(t, group, form), { title: 'groups:rename.title', status: formStatus(form) });
  }

  private async groupPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const { today, now } = this.time();
    const group = await this.repository.group(viewer.centreId, id, now);
    const { people, waiting } = await this.repository.peopleAndWaiting(viewer.centreId, group.editionId, today);
    const sessions = await this.repository.nextSessions(id, now, NEXT_SESSIONS);
    const modules = (await this.courses.modules(viewer.centreId)).filter(({ courseCode }) => courseCode === group.courseCode);
    const mayTake = hasRole(viewer, ...MOVERS);
    const mayMove = mayTake && group.editionStatus !== 'closed';
    const model = groupView(t, { group, modules, people, waiting, sessions, mayMove, mayTake, today }, form);
    return page('groups/group', model, { title: `${group.name} · ${group.editionName}`, status: formStatus(form) });
  }

  private time(): { today: string; now: string } {
    const instant = this.clock.now();
    const today = localDateAt(instant);
    return { today, now: `${today} ${localTimeAt(instant)}` };
  }
}
