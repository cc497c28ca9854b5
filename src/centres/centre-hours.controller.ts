import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { dayWords } from '../shared/web/date-words.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import type { FlashMessage } from '../shared/web/flash.js';
import { removalForm } from '../shared/web/form-schemas.js';
import { failedView, formStatus, submitEdit, submitForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { LeadsBack } from '../shared/web/removed-meanwhile.js';
import { removalParts } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { CalendarFollowers } from './calendar-followers.js';
import { CentreAccess } from './centre-access.js';
import { CentreHoursService } from './centre-hours.service.js';
import { holidayClosingForm, holidayForm, proposalForm } from './centre.form.js';
import { CENTRE_KEEPERS } from './centres.policy.js';
import { centreHead } from './centres.presenter.js';
import { CentresRepository } from './centres.repository.js';
import { Holiday } from './holiday.entity.js';
import { FIRST_YEAR, LAST_YEAR, publicHolidays } from './holiday-rules.js';
import { holidaysView } from './holidays.presenter.js';
import { staleHours, weeklyHoursForm, weeklyHoursView } from './weekly-hours.form.js';

/** When a centre is open. */
@LeadsBack(Holiday, 'id', ({ centreId }, { date }) => `/centres/${centreId}/holidays?year=${String(date).slice(0, 4)}`)
@Controller('centres/:centreId')
@Policy(allow(...CENTRE_KEEPERS))
export class CentreHoursController {
  constructor(
    private readonly hours: CentreHoursService, private readonly repository: CentresRepository,
    private readonly access: CentreAccess, private readonly followers: CalendarFollowers, private readonly clock: Clock,
  ) {}

  @Get('hours')
  async showHours(@CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Texts() t: Translate): Promise<Answer> {
    await this.access.check(viewer, centreId);
    return this.hoursPage(t, centreId, emptyForm());
  }

  @Post('hours')
  async saveHours(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const saved = await submitForm(weeklyHoursForm, body, ({ hours, stamp }) => (
      this.hours.saveOpeningHours(centreId, hours, { actor: viewer, submission, stamp }))).catch(unlessStale);
    if (!saved) return this.hoursPage(t, centreId, staleHours(t, body, await this.repository.openingHours(centreId)), 409);
    if (!saved.ok) return this.hoursPage(t, centreId, failedView(saved.form, t));
    return this.saved(centreId, 'hours', 'centres:flash.hours-saved');
  }

  @Get('holidays')
  async showHolidays(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Query('year') year: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    return this.holidaysPage(t, centreId, this.yearOf(year), emptyForm());
  }

  @Post('holidays')
  async addHoliday(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const added = await submitForm(holidayForm, body, async (day) => {
      await this.hours.addHoliday(centreId, day, { actor: viewer, submission });
      return day.date.slice(0, 4);
    });
    if (added.ok) return this.saved(centreId, `holidays?year=${added.value}`, 'centres:flash.holiday-added');
    return this.holidaysPage(t, centreId, this.yearOf((body as { year?: unknown }).year), failedView(added.form, t));
  }

  /** Adds what was ticked of the year's public holidays. */
  @Post('holidays/proposed')
  async addProposed(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const added = await submitForm(proposalForm, body, ({ year, dates }) => {
      const days = publicHolidays(this.yearOf(year)).filter(({ date }) => dates.includes(date)).map(({ date, name }) => ({ date, name: t(name), closed: true }));
      return this.hours.addHolidays(centreId, days, { actor: viewer, submission });
    });
    const year = this.yearOf((body as { year?: unknown }).year);
    if (!added.ok) return this.holidaysPage(t, centreId, year, failedView(added.form, t));
    return this.saved(centreId, `holidays?year=${year}`, { key: 'centres:flash.holidays-added', params: { count: added.value } });
  }

  @Post('holidays/:id/closing')
  async close(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const { date } = await this.holiday(centreId, id);
    const changed = await submitForm(holidayClosingForm, body, async (change) => {
      await this.hours.changeHoliday(centreId, id, change, { actor: viewer, submission });
      return change.closed;
    });
    if (!changed.ok) return this.holidaysPage(t, centreId, this.yearOf(date.slice(0, 4)), failedView(changed.form, t));
    const key = changed.value ? 'centres:flash.holiday-closed' : 'centres:flash.holiday-opens';
    return this.saved(centreId, `holidays?year=${date.slice(0, 4)}`, { key, params: { day: dayWords(t, date) } });
  }

  @Get('holidays/:id/removal')
  async askRemoval(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('id') id: Id, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    return this.removalPage(t, centreId, id, emptyForm());
  }

  @Post('holidays/:id/removal')
  async remove(
    @CurrentViewer() viewer: Viewer, @Param('centreId') centreId: Id, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const removed = await submitEdit(removalForm, body, ({ version }) => this.hours.removeHoliday(centreId, id, version, { actor: viewer, submission }));
    if (!removed.ok) return this.removalPage(t, centreId, id, failedView(removed.form, t));
    return redirect(`/centres/${centreId}/holidays?year=${removed.value.slice(0, 4)}`, 'centres:flash.holiday-removed');
  }

  private async removalPage(t: Translate, centreId: Id, id: Id, form: FormView): Promise<Answer> {
    const { name, date, closed, version } = await this.holiday(centreId, id);
    const day = dayWords(t, date);
    const model = {
      text: t('centres:holidays.removal-text', { day, name }), action: `/centres/${centreId}/holidays/${id}/removal`,
      backUrl: `/centres/${centreId}/holidays?year=${date.slice(0, 4)}`, back: t('common:cancel'),
      ...removalParts(form, { version, label: day, now: `${name}: ${t(`centres:holidays.${closed ? 'closed' : 'opens'}`)}`, submit: t('centres:holidays.removal-submit') }),
    };
    return page('shared/confirm', model, { title: 'centres:holidays.removal-title', status: formStatus(form) });
  }

  /** Back to the page, or to what the change has left behind elsewhere: sessions on days that are closed now. */
  private async saved(centreId: Id, page: string, flash: string | FlashMessage): Promise<Answer> {
    return redirect(await this.followers.next(centreId) ?? `/centres/${centreId}/${page}`, flash);
  }

  private async hoursPage(t: Translate, centreId: Id, form: FormView, status = formStatus(form)): Promise<Answer> {
    const [centre, hours] = await Promise.all([this.repository.centre(centreId), this.repository.openingHours(centreId)]);
    const model = { ...centreHead(t, centre, 'hours'), form, action: `/centres/${centreId}/hours`, week: weeklyHoursView(t, form, hours) };
    return page('centres/hours', model, { title: t('centres:hours.title', { centre: centre.name }), status });
  }

  private async holidaysPage(t: Translate, centreId: Id, year: number, form: FormView): Promise<Answer> {
    const [centre, holidays] = await Promise.all([this.repository.centre(centreId), this.repository.holidays(centreId, year)]);
    const model = { ...centreHead(t, centre, 'holidays'), form, ...holidaysView(t, centreId, year, holidays, form) };
    return page('centres/holidays', model, { title: t('centres:holidays.title', { centre: centre.name }), status: formStatus(form) });
  }

  private async holiday(centreId: Id, id: Id): Promise<Holiday> {
    const holiday = await this.repository.holiday(centreId, id);
    if (!holiday) throw new NotThere('holiday');
    return holiday;
  }

  /** The year that was asked for, or this one. */
  private yearOf(asked: unknown): number {
    const year = Number(asked);
    const known = asked !== undefined && Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
    return known ? year : Number(this.clock.today().slice(0, 4));
  }
}
