import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { foundPeople } from '../people/people-list.presenter.js';
import { readPeopleFilters } from '../people/people-filters.js';
import { seesNumbers } from '../people/people.policy.js';
import { PeopleRepository } from '../people/people.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import { PersonRepository } from '../people/person.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, parseForm, type FailedForm, type FormFault } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { readWishes, searchFor } from './asked-wishes.js';
import { aboutTheSlot, deskBookingForm, tryBooking } from './booking.form.js';
import { bookingPath, dayPath } from './booking.presenter.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { coachingActor, COACHING_STAFF } from './coaching.policy.js';
import { bookedFlash, bookingForPath, deskBookingView, type DeskBooking } from './desk-booking.presenter.js';
import type { FreeSlot } from './free-slots.js';
import { SeriesService } from './series.service.js';
import { standingAt } from './slot-choice.js';

type Fields = Record<string, unknown>;

/** As many as the quick-find shows at once. */
const QUICK = 8;
/** The parts of an hour that the form asks for beside the choice of it. */
const OWN_FIELDS = ['workstationId'];

/** Booking for somebody who stands at the desk or is on the phone: find her, the soonest hour is chosen already, done. */
@Controller('coaching/bookings')
@Policy(allow(...COACHING_STAFF))
export class DeskBookingController {
  constructor(
    private readonly bookings: BookingsService, private readonly series: SeriesService, private readonly repository: BookingsRepository, private readonly people: PeopleRepository,
    private readonly persons: PersonRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('new')
  async new(@CurrentViewer() viewer: Viewer, @Query() query: Fields, @Texts() t: Translate): Promise<Answer> {
    if (typeof query.person === 'string') return this.formPage(t, viewer, query.person, query, { form: chosen(query.slot) });
    const found = await this.find(t, viewer, typeof query.q === 'string' ? query.q : '');
    if (query.format === 'json') return data(found);
    return page('coaching/desk-find', { q: query.q, asked: Boolean(query.q), ...found }, { title: 'coaching:desk.new' });
  }

  @Post()
  async book(
    @CurrentViewer() viewer: Viewer, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const parsed = parseForm(deskBookingForm, body);
    const personId = String(body.personId);
    if (!parsed.ok) return this.formPage(t, viewer, personId, body, { form: failedView(aboutTheSlot(parsed.form, OWN_FIELDS), t) });
    const { slot: { date, startsAt, coachId }, topic, through, times, workstationId } = parsed.value;
    const request = { personId, date, startsAt, topic, through, workstationId, wishes: { ...readWishes(body).wishes, part: undefined, coachId } };
    const actor = coachingActor(viewer);
    const booked = await tryBooking(body, async () => (
      times > 1 ? this.series.book(actor, { ...request, times }, { submission }) : [await this.bookings.book(actor, request, { submission })]));
    if (!booked.ok) {
      const form = await this.leadToHers(viewer, personId, parsed.value.slot, booked.form);
      return this.formPage(t, viewer, personId, body, { ...booked, form: failedView(aboutTheSlot(form, OWN_FIELDS), t) });
    }
    const row = await this.repository.booking(actor, booked.value[0] as Id);
    return redirect(dayPath(date), bookedFlash(t, row, times, this.clock.now()));
  }

  /** That she is booked then leads to that booking: somebody may have posted twice. */
  private async leadToHers(viewer: Viewer, personId: Id, hour: Pick<FreeSlot, 'date' | 'startsAt'>, form: FailedForm): Promise<FailedForm> {
    const booked = (fault: FormFault): boolean => fault.reason === 'coaching:refusals.person-booked';
    const row = form.faults.some(booked) ? standingAt(await this.repository.ofPerson(viewer.centreId, personId), hour) : undefined;
    return row ? { ...form, faults: form.faults.map((fault) => (booked(fault) ? { ...fault, href: bookingPath(row.id) } : fault)) } : form;
  }

  private async formPage(
    t: Translate, viewer: Viewer, personId: Id, query: Fields, { form = emptyForm(), nearest = [], weeks = [] }: Partial<Pick<DeskBooking, 'form' | 'nearest' | 'weeks'>> = {},
  ): Promise<Answer> {
    const asked = readWishes(query);
    const { person } = await this.persons.known(viewer.centreId, personId);
    const hours = await this.bookings.hours(coachingActor(viewer), searchFor(personId, asked));
    const pcs = await this.repository.workingPcs(viewer.centreId);
    const view = deskBookingView(t, { person, asked, ...hours, pcs, nearest, weeks, form, now: this.clock.now() });
    return page('coaching/desk-booking', view, { title: t('coaching:desk.new-for', { name: surnamesFirst(person) }), status: formStatus(form) });
  }

  private async find(t: Translate, viewer: Viewer, q: string): Promise<object> {
    if (q === '') return { results: [], words: '' };
    const audience = { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: seesNumbers(viewer) };
    const rows = await this.people.rows({ ...readPeopleFilters({}), q }, audience, { limit: QUICK + 1, offset: 0 });
    return foundPeople(t, rows, QUICK, audience.seesNumbers, bookingForPath);
  }
}

/** A page that leads here may name the hour that is to be chosen. */
function chosen(slot: unknown): FormView {
  return { ...emptyForm(), values: typeof slot === 'string' ? { slot } : {} };
}
