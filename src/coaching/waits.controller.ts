import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { PersonRepository } from '../people/person.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, isLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, parseForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { readWishes } from './asked-wishes.js';
import { tryBooking } from './booking.form.js';
import { COACHING_STAFF, coachingActor, type CoachingActor } from './coaching.policy.js';
import { MINE } from './own-booking.presenter.js';
import { SPANS, WAITS, waitFormView, waitsView } from './waits.presenter.js';
import { WaitsRepository } from './waits.repository.js';
import { WaitsService } from './waits.service.js';

type Fields = Record<string, unknown>;

/** So many days, or the one day that is named. */
const days = z.string().refine((said) => isLocalDate(said) || SPANS.some((span) => span === said), 'web:errors.not-a-choice');

const waitForm = z.object({ days: days.default('7'), personId: z.uuid().optional() });

/** The waiting list: a learner asks for herself and answers what she is offered; staff do it for anybody of the centre. */
@Controller('coaching')
@Policy(allow('learner', ...COACHING_STAFF))
export class WaitsController {
  constructor(
    private readonly waits: WaitsService, private readonly repository: WaitsRepository, private readonly persons: PersonRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('waits')
  @Policy(allow(...COACHING_STAFF))
  list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.listPage(t, viewer, emptyForm());
  }

  @Get('waits/new')
  ask(@CurrentViewer() viewer: Viewer, @Query() query: Fields, @Texts() t: Translate): Promise<Answer> {
    return this.askPage(t, viewer, query, emptyForm());
  }

  @Post('waits')
  async wait(
    @CurrentViewer() viewer: Viewer, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = coachingActor(viewer);
    const parsed = parseForm(waitForm, body);
    if (!parsed.ok) return this.askPage(t, viewer, body, failedView(parsed.form, t));
    const { topic, wishes } = readWishes(body);
    const { fromDate, toDate } = this.span(parsed.value.days);
    const personId = personOf(actor, body);
    const asked = await tryBooking(body, () => this.waits.ask(actor, { personId, wishes, topic: topic ?? 'other', fromDate, toDate }, { submission }));
    if (!asked.ok) {
      const form = failedView({ ...asked.form, faults: asked.form.faults.map((fault) => ({ ...fault, field: 'days' })) }, t);
      return this.askPage(t, viewer, body, form, asked.nearest.length > 0);
    }
    return redirect(placeOf(actor), 'coaching:waits.flash.asked');
  }

  @Post('waits/:id/withdrawal')
  withdraw(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.answer(t, viewer, body, 'withdrawn', (actor) => this.waits.withdraw(actor, id, { submission }));
  }

  @Post('offers/:id/acceptance')
  accept(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.answer(t, viewer, body, 'accepted', (actor) => this.waits.accept(actor, id, { submission }));
  }

  @Post('offers/:id/refusal')
  decline(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.answer(t, viewer, body, 'declined', (actor) => this.waits.decline(actor, id, { submission }));
  }

  private async answer(t: Translate, viewer: Viewer, body: Fields, done: string, work: (actor: CoachingActor) => Promise<unknown>): Promise<Answer> {
    const actor = coachingActor(viewer);
    const tried = await tryBooking(body, () => work(actor));
    if (tried.ok) return redirect(placeOf(actor), `coaching:waits.flash.${done}`);
    return this.listPage(t, viewer, failedView({ ...tried.form, faults: tried.form.faults.map((fault) => ({ ...fault, field: '' })) }, t), tried.status);
  }

  private async listPage(t: Translate, viewer: Viewer, form: FormView, status = 200): Promise<Answer> {
    const actor = coachingActor(viewer);
    const now = this.clock.now();
    const rows = actor.side === 'staff'
      ? await this.repository.ofCentre(viewer.centreId, now)
      : await this.repository.ofPerson(viewer.centreId, actor.personId as Id, now);
    return page('coaching/waits', { ...waitsView(t, rows, now, actor.side), form }, { title: 'coaching:waits.title', status });
  }

  /** @param free some of the days are not full: she need not wait */
  private async askPage(t: Translate, viewer: Viewer, query: Fields, form: FormView, free = false): Promise<Answer> {
    const actor = coachingActor(viewer);
    const personId = personOf(actor, query);
    const name = actor.side === 'staff' ? surnamesFirst((await this.persons.known(viewer.centreId, personId)).person) : null;
    const view = waitFormView(t, { form, asked: readWishes(query), day: dayOf(query), personId: actor.side === 'staff' ? personId : null, back: placeOf(actor), name, free });
    return page('coaching/form', view, { title: 'coaching:waits.ask', status: formStatus(form) });
  }

  private span(said: string): { fromDate: string; toDate: string } {
    if (isLocalDate(said)) return { fromDate: said, toDate: said };
    const today = this.clock.today();
    return { fromDate: today, toDate: addDays(today, Number(said) - 1) };
  }
}

function placeOf({ side }: CoachingActor): string {
  return side === 'staff' ? WAITS : MINE;
}

/** Staff say for whom; a learner asks for herself. */
function personOf({ side, personId }: CoachingActor, fields: Fields): Id {
  return side === 'learner' ? personId as Id : String(fields.personId ?? fields.person ?? '');
}

function dayOf({ days: said }: Fields): LocalDate | null {
  return typeof said === 'string' && isLocalDate(said) ? said : null;
}
