import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { readPeopleFilters } from '../people/people-filters.js';
import { foundPeople } from '../people/people-list.presenter.js';
import { seesNumbers } from '../people/people.policy.js';
import { PeopleRepository } from '../people/people.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import { PersonRepository } from '../people/person.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { LeadsBack } from '../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { mayCorrect, REGISTER_TAKERS } from './attendance.policy.js';
import type { Marker } from './register.service.js';
import { registerRefusal } from './register-window.js';
import { RegistersRepository } from './registers.repository.js';
import { WalkIn } from './walk-in.entity.js';
import { walkInForm, walkInPersonForm } from './walk-in.form.js';
import { walkInConfirmView, walkInPath, walkInsView, walkInView } from './walk-ins.presenter.js';
import { WalkInsRepository, type WalkInRow } from './walk-ins.repository.js';
import { WalkInsService } from './walk-ins.service.js';

/** As many as the quick-find shows at once. */
const QUICK = 8;

/** Those who came to a session and do not stand in its list: a name first, then who she is. */
@LeadsBack(WalkIn, 'walkIn', ({ id }) => `/sessions/${id}/walk-ins`)
@Controller('sessions/:id/walk-ins')
@Policy(allow(...REGISTER_TAKERS))
export class WalkInsController {
  constructor(
    private readonly service: WalkInsService, private readonly walkIns: WalkInsRepository, private readonly registers: RegistersRepository,
    private readonly people: PeopleRepository, private readonly persons: PersonRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  list(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.listPage(id, viewer, t, emptyForm());
  }

  @Post()
  async note(
    @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const noted = await submitForm(walkInForm, body, ({ name }) => this.service.note(markerOf(viewer), id, name, { submission }));
    if (!noted.ok) return this.listPage(id, viewer, t, failedView(noted.form, t));
    return redirect(walkInPath(id, noted.value));
  }

  /** Who is she? Her name as it was written is looked for at once. */
  @Get(':walkIn')
  async find(
    @Param('id') id: Id, @Param('walkIn') walkInId: Id, @Query() query: Record<string, unknown>, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const walkIn = await this.walkIns.open(viewer.centreId, id, walkInId);
    if (typeof query.person === 'string') return this.confirmPage(id, walkIn, query.person, viewer, t);
    const q = typeof query.q === 'string' ? query.q : walkIn.name;
    const found = await this.found(t, viewer, q, walkInPath(id, walkIn.id));
    if (query.format === 'json') return data(found);
    return this.whoPage(id, walkIn, { q, found, form: emptyForm() }, { viewer, t });
  }

  @Post(':walkIn')
  async settle(
    @Param('id') id: Id, @Param('walkIn') walkInId: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission,
    @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const settled = await submitForm(walkInPersonForm, body, async ({ person: personId }) => {
      await this.service.settle(markerOf(viewer), { sessionId: id, walkInId, personId }, { submission });
      return surnamesFirst((await this.persons.known(viewer.centreId, personId)).person);
    });
    if (settled.ok) return redirect(`/sessions/${id}/walk-ins`, { key: 'attendance:flash.walk-in-settled', params: { name: settled.value } });
    const walkIn = await this.walkIns.open(viewer.centreId, id, walkInId);
    const found = await this.found(t, viewer, walkIn.name, walkInPath(id, walkIn.id));
    return this.whoPage(id, walkIn, { q: walkIn.name, found, form: failedView(settled.form, t) }, { viewer, t });
  }

  @Post(':walkIn/removal')
  async remove(
    @Param('id') id: Id, @Param('walkIn') walkInId: Id, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer,
  ): Promise<Answer> {
    await this.service.remove(markerOf(viewer), id, walkInId, { submission });
    return redirect(`/sessions/${id}/walk-ins`, 'attendance:flash.walk-in-removed');
  }

  private async found(t: Translate, viewer: Viewer, q: string, path: string): Promise<object> {
    if (q === '') return { results: [], words: '' };
    const audience = { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: seesNumbers(viewer) };
    const rows = await this.people.rows({ ...readPeopleFilters({}), q: q.slice(0, 100) }, audience, { limit: QUICK + 1, offset: 0 });
    return foundPeople(t, rows, QUICK, audience.seesNumbers, (personId) => `${path}?person=${personId}`);
  }

  private async listPage(id: Id, viewer: Viewer, t: Translate, form: FormView): Promise<Answer> {
    const head = await this.registers.head(viewer.centreId, id);
    const now = this.clock.now();
    const writable = registerRefusal(head, now, mayCorrect(viewer)) === null;
    const view = walkInsView(t, { head, walkIns: await this.walkIns.list(viewer.centreId, id), form, now, writable });
    return page('attendance/walk-ins', view, { title: 'attendance:walk-ins.title', status: formStatus(form) });
  }

  private async whoPage(
    id: Id, walkIn: WalkInRow, asked: { q: string; found: object; form: FormView }, { viewer, t }: { viewer: Viewer; t: Translate },
  ): Promise<Answer> {
    const head = await this.registers.head(viewer.centreId, id);
    return page('attendance/walk-in', walkInView(t, head, walkIn, asked), {
      title: t('attendance:walk-ins.who', { name: walkIn.name }), status: formStatus(asked.form),
    });
  }

  private async confirmPage(id: Id, walkIn: WalkInRow, personId: Id, viewer: Viewer, t: Translate): Promise<Answer> {
    const head = await this.registers.head(viewer.centreId, id);
    const { person } = await this.persons.known(viewer.centreId, personId);
    const view = walkInConfirmView(t, head, walkIn, { id: person.id, name: surnamesFirst(person) });
    return page('shared/confirm', view, { title: t('attendance:walk-ins.confirm-title', { name: surnamesFirst(person) }) });
  }
}

function markerOf(viewer: Viewer): Marker {
  return { ...viewer, mayCorrect: mayCorrect(viewer) };
}
