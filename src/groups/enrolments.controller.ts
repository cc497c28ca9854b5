import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CoursesRepository } from '../courses/courses.repository.js';
import { EditionsRepository } from '../courses/editions.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { fittingLevels } from './enrolment-rules.js';
import { enrolmentForm } from './enrolment.form.js';
import { candidatesView, enrolmentsList, enrolmentsView, filterFrom, PAGE_SIZE } from './enrolments.presenter.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { EnrolmentsService } from './enrolments.service.js';
import { ENROLLERS } from './groups.policy.js';

const EVERYBODY = 100_000;

/** Who is enrolled in an edition: the list, and enrolling more. */
@Controller()
@Policy(allow(...ENROLLERS))
export class EnrolmentsController {
  constructor(
    private readonly enrolments: EnrolmentsService, private readonly repository: EnrolmentsRepository,
    private readonly editions: EditionsRepository, private readonly courses: CoursesRepository, private readonly clock: Clock,
    private readonly taken: TakenLists,
  ) {}

  @Get('editions/:id/enrolments')
  @Policy(allow('coach', 'treasurer', ...ENROLLERS))
  async list(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const edition = await this.editions.edition(viewer.centreId, id);
    const filter = filterFrom(query.show);
    const number = pageFrom(query.page);
    const counts = await this.repository.counts(viewer.centreId, id);
    const rows = await this.repository.list(viewer.centreId, id, filter, { today: this.clock.today(), limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE });
    const model = enrolmentsView(t, { edition, counts, filter, rows, page: number, mayEnrol: hasRole(viewer, ...ENROLLERS), roles: viewer.roles });
    return page('groups/enrolments', model, { title: t('groups:enrolments.title', { edition: edition.name }) });
  }

  /** The list as it is filtered, as a file. Whoever takes it away stands in the audit trail. */
  @Post('editions/:id/enrolments/exports')
  async export(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() asked: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const edition = await this.editions.edition(viewer.centreId, id);
    const filter = filterFrom(asked.show);
    const rows = await this.repository.list(viewer.centreId, id, filter, { today: this.clock.today(), limit: EVERYBODY, offset: 0 });
    return this.taken.list({ list: t('groups:enrolments.file'), of: edition.name, date: this.clock.today() }, enrolmentsList(t, rows, filter), { list: 'enrolments', about: edition.name }, { actor: viewer, submission }, { asked, read: { show: filter === asked.show }, t });
  }

  @Get('editions/:id/enrolments/new')
  new(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    return this.candidatesPage(viewer, id, query, emptyForm(), t);
  }

  @Post('editions/:id/enrolments')
  async enrol(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const options = { actor: viewer, submission };
    const done = await submitForm(enrolmentForm, body, ({ people, everybody, reason }) => (
      everybody ? this.enrolments.enrolAll(viewer.centreId, id, options) : this.enrolments.enrol(viewer.centreId, id, people, { ...options, reason })));
    if (!done.ok) return this.candidatesPage(viewer, id, { q: body.q, show: body.show }, failedView(done.form, t), t);
    return redirect(`/editions/${id}/enrolments`, { key: 'groups:flash.enrolled', params: { count: done.value.enrolled } });
  }

  private async candidatesPage(viewer: Viewer, id: Id, query: Record<string, unknown>, form: FormView, t: Translate): Promise<Answer> {
    const edition = await this.editions.edition(viewer.centreId, id);
    const all = await this.courses.courses(viewer.centreId);
    const course = all.find(({ code }) => code === edition.courseCode);
    if (!course) throw new NotThere('course');
    const everybody = query.show === 'all';
    const wanted = { q: typeof query.q === 'string' ? query.q.slice(0, 100).trim() : '', levels: everybody ? null : fittingLevels(course) };
    const number = pageFrom(query.page);
    const byLevel = await this.repository.candidatesByLevel(viewer.centreId, id);
    const span = { today: this.clock.today(), limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE };
    const { rows, total } = await this.repository.candidates(viewer.centreId, id, { ...wanted, total: totalOf(byLevel, wanted) }, span);
    const before = course.prerequisiteCode ? all.find(({ code }) => code === course.prerequisiteCode)?.title ?? null : null;
    const model = candidatesView(t, { edition, course, before, byLevel, q: wanted.q, everybody, rows, total, page: number }, form);
    return page('groups/candidates', model, { title: 'groups:candidates.title', status: formStatus(form) });
  }
}

/** How many there are, where counting them by level has told it already: counting ten thousand once more takes as long as the rest of the page. */
function totalOf(byLevel: readonly { level: Level | null; people: number }[], { q, levels }: { q: string; levels: readonly Level[] | null }): number | undefined {
  if (q !== '' || levels === null) return undefined;
  return byLevel.filter(({ level }) => level !== null && levels.includes(level)).reduce((sum, { people }) => sum + people, 0);
}

/** The page of a list that an address asks for; the first when it makes no sense. */
function pageFrom(asked: unknown): number {
  const number = Number(asked);
  return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1;
}
