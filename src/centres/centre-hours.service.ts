import { Inject, Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, Refused, type Refusal } from '../shared/kernel/refusal.js';
import { Holiday } from './holiday.entity.js';
import { OpeningHours } from './opening-hours.entity.js';
import { hoursDiffer, type PlacedHours, type WeeklyHours } from './weekly-hours.js';

export interface NewHoliday {
  date: LocalDate;
  name: string;
  /** False where the centre opens all the same. */
  closed: boolean;
}

const DATE_TAKEN: Refusal = { field: 'date', reason: 'centres:refusals.holiday-taken' };

/** When a centre is open: hours of the week, and the days that differ. */
@Injectable()
export class CentreHoursService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Replaces the opening hours of the week.
   * @param stamp `hoursStamp` of the hours that the change was made upon; left out: whatever stands there now
   * @throws Refused for hours that overlap or end first; StaleEdit when others were saved meanwhile
   */
  saveOpeningHours(centreId: Id, hours: readonly PlacedHours[], options: UnitOptions & { stamp?: string }): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `hours:${centreId}`);
      const before = await tx.manager.findBy(OpeningHours, { centreId });
      if (!hoursDiffer(before.map(asWeekly), hours, options.stamp)) return;
      for (const row of before) await tx.remove(OpeningHours, row);
      await tx.insert(OpeningHours, hours.map(({ weekday, from, to }) => ({ id: newId(), centreId, weekday, opensAt: from, closesAt: to })));
    }, options);
  }

  /** Adds days to the list; those that are on it already are left as they are. @returns how many were new */
  addHolidays(centreId: Id, days: readonly NewHoliday[], options: UnitOptions): Promise<number> {
    return refuseDuplicate(DATE_TAKEN, () => this.unitOfWork.run(async (tx) => {
      const known = new Set((await tx.manager.findBy(Holiday, { centreId })).map(({ date }) => date));
      const fresh = [...new Map(days.filter(({ date }) => !known.has(date)).map((day) => [day.date, day])).values()];
      await tx.insert(Holiday, fresh.map((day) => ({ id: newId(), centreId, ...day })));
      return fresh.length;
    }, options));
  }

  /** @throws Refused when the day is on the list already */
  addHoliday(centreId: Id, day: NewHoliday, options: UnitOptions): Promise<void> {
    return refuseDuplicate(DATE_TAKEN, () => this.unitOfWork.run(async (tx) => {
      if (await tx.manager.existsBy(Holiday, { centreId, date: day.date })) throw new Refused(DATE_TAKEN);
      await tx.insert(Holiday, { id: newId(), centreId, ...day, version: 1 });
    }, options));
  }

  /** Corrects a day's name, or whether the centre is closed on it. @throws StaleEdit, NotThere */
  changeHoliday(
    centreId: Id, id: Id, { version, ...changes }: { version: number; closed?: boolean; name?: string }, options: UnitOptions,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.update(Holiday, { ...await holidayOf(tx, centreId, id), version }, changes);
    }, options);
  }

  /** @returns the date that is an ordinary day again. @throws NotThere, StaleEdit when it is no longer in `version` */
  removeHoliday(centreId: Id, id: Id, version: number, options: UnitOptions): Promise<LocalDate> {
    return this.unitOfWork.run(async (tx) => {
      const holiday = await holidayOf(tx, centreId, id);
      await tx.remove<Holiday>(Holiday, { ...holiday, version });
      return holiday.date;
    }, options);
  }
}

async function holidayOf(tx: Tx, centreId: Id, id: Id): Promise<Holiday> {
  const holiday = await tx.manager.findOneBy(Holiday, { id, centreId });
  if (!holiday) throw new NotThere('holiday');
  return holiday;
}

function asWeekly({ weekday, opensAt, closesAt }: OpeningHours): WeeklyHours {
  return { weekday, from: opensAt, to: closesAt };
}
