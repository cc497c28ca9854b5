import { Inject, Injectable } from '@nestjs/common';
import { Between, MoreThanOrEqual } from 'typeorm';
import { readCalendar } from '../centres/centres.repository.js';
import { hoursDiffer, type PlacedHours } from '../centres/weekly-hours.js';
import { hold } from '../shared/database/guards.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { CoachException } from './coach-exception.entity.js';
import { exceptionRefusals, exceptionSpans, freshDates, type ExceptionSpan, type WantedException } from './coach-exceptions.js';
import { CoachHours } from './coach-hours.entity.js';
import { presentCoach } from './coaches.service.js';

/** When coaches can: hours of the week, and the dates that differ. */
@Injectable()
export class CoachHoursService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Replaces a coach's hours of the week.
   * @param options.stamp `hoursStamp` of the hours that the change was made upon; left out: whatever stands there now
   * @throws Refused for hours that overlap or end first; StaleEdit; NotThere for somebody who is no coach there
   */
  saveHours(centreId: Id, coachId: Id, hours: readonly PlacedHours[], options: UnitOptions & { stamp?: string }): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `hours:${coachId}`);
      await presentCoach(tx, centreId, coachId);
      const before = await tx.manager.findBy(CoachHours, { coachId });
      if (!hoursDiffer(before.map(({ weekday, fromTime, toTime }) => ({ weekday, from: fromTime, to: toTime })), hours, options.stamp)) return;
      for (const row of before) await tx.remove(CoachHours, row);
      await tx.insert(CoachHours, hours.map(({ weekday, from, to }) => ({ id: newId(), coachId, centreId, weekday, fromTime: from, toTime: to })));
    }, options);
  }

  /** Puts down dates on which her hours differ. @throws Refused, NotThere */
  addException(centreId: Id, coachId: Id, { reason, ...wanted }: WantedException & { reason: string | null }, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `hours:${coachId}`);
      await presentCoach(tx, centreId, coachId);
      const span = { from: wanted.fromDate, to: wanted.toDate };
      const known = await tx.manager.findBy(CoachException, { coachId, date: Between(span.from, span.to) });
      const calendar = await readCalendar(tx.manager, centreId, span);
      refuseFor(exceptionRefusals(wanted, { today: localDateAt(tx.now), calendar, known }));
      await tx.insert(CoachException, freshDates(wanted, known).map((date) => ({
        id: newId(), coachId, centreId, date, kind: wanted.kind, fromTime: wanted.hours?.from ?? null, toTime: wanted.hours?.to ?? null, reason, version: 1,
      })));
    }, options);
  }

  /**
   * Her hours of the week count again on the dates that were told together.
   * @param id of the first of them
   * @param toDate the last date that whoever removes them has seen: later ones that were told since stay
   * @returns what is told no more. @throws NotThere, also for dates that have passed
   */
  removeException(centreId: Id, coachId: Id, { id, toDate }: { id: Id; toDate: LocalDate }, options: UnitOptions): Promise<ExceptionSpan> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `hours:${coachId}`);
      await presentCoach(tx, centreId, coachId);
      const known = await tx.manager.findBy(CoachException, { coachId, date: MoreThanOrEqual(localDateAt(tx.now)) });
      const span = exceptionSpans(known.filter(({ date }) => date <= toDate)).find((one) => one.id === id);
      if (!span) throw new NotThere('exception');
      const told = known.filter(({ date, kind, fromTime, toTime, reason }) => (
        span.fromDate <= date && date <= span.toDate && kind === span.kind && reason === span.reason
        && fromTime === (span.hours?.from ?? null) && toTime === (span.hours?.to ?? null)));
      for (const row of told) await tx.remove(CoachException, row);
      return span;
    }, options);
  }
}
