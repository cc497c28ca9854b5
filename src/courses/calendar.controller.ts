import { Controller, Get, Query } from '@nestjs/common';
import { CentresRepository } from '../centres/centres.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import { localTimeAt, parseLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { CALENDAR_VIEWS, daysOfGrid, spanAround, type CalendarView } from './calendar-days.js';
import { calendarView, opensFor } from './calendar.presenter.js';
import { CalendarRepository } from './calendar.repository.js';

/** What happens at the centre, by week, by month or as a list. */
@Controller('calendar')
@Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
export class CalendarController {
  constructor(
    private readonly sessions: CalendarRepository, private readonly centres: CentresRepository, private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @CurrentViewer() viewer: Viewer, @Query('view') asked: unknown, @Query('date') day: unknown, @Query('mine') own: unknown,
    @Texts() t: Translate,
  ): Promise<Answer> {
    const now = { date: this.clock.today(), time: localTimeAt(this.clock.now()), opens: opensFor(viewer) };
    const view = CALENDAR_VIEWS.find((known) => known === asked) ?? 'week';
    const date = dateAsked(day) ?? now.date;
    const mine = hasRole(viewer, 'trainer') ? own === 'yes' : null;
    const span = spanAround(view, date);
    const shown = shownDays(view, span);
    const [sessions, calendar] = await Promise.all([
      this.sessions.sessions(viewer.centreId, { span: shown, trainerId: mine ? viewer.accountId : undefined }),
      this.centres.calendar(viewer.centreId, shown),
    ]);
    return page('courses/calendar', calendarView(t, { view, date, span, sessions, calendar, now, mine }), { title: 'courses:calendar.title' });
  }
}

/** A month's grid begins with the last days of the month before it. */
function shownDays(view: CalendarView, span: { from: LocalDate; to: LocalDate }): { from: LocalDate; to: LocalDate } {
  if (view !== 'month') return span;
  const days = daysOfGrid(span);
  return { from: days[0] as LocalDate, to: days.at(-1) as LocalDate };
}

/** Years beyond the calendar of the centre are answered with today. */
function dateAsked(asked: unknown): LocalDate | null {
  const date = typeof asked === 'string' ? parseLocalDate(asked) : null;
  return date !== null && date >= '2000-01-01' && date < '2100-01-01' ? date : null;
}
