import { Inject, Injectable } from '@nestjs/common';
import { hoursDiffer, type PlacedHours } from '../centres/weekly-hours.js';
import { hold } from '../shared/database/guards.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { TrainerHours } from './trainer-hours.entity.js';
import { trainersAt } from './trainers.js';

/** When trainers can teach. */
@Injectable()
export class TrainerHoursService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Replaces a trainer's hours at a centre.
   * @param options.stamp `hoursStamp` of the hours that the change was made upon; left out: whatever stands there now
   * @throws Refused for hours that overlap or end first; StaleEdit; NotThere for somebody who is no trainer there
   */
  saveHours(centreId: Id, accountId: Id, hours: readonly PlacedHours[], options: UnitOptions & { stamp?: string }): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `hours:${accountId}`);
      if (!(await trainersAt(tx.manager, centreId)).some(({ id }) => id === accountId)) throw new NotThere('trainer');
      const before = await tx.manager.findBy(TrainerHours, { accountId, centreId });
      if (!hoursDiffer(before.map(({ weekday, fromTime, toTime }) => ({ weekday, from: fromTime, to: toTime })), hours, options.stamp)) return;
      for (const row of before) await tx.remove(TrainerHours, row);
      await tx.insert(TrainerHours, hours.map(({ weekday, from, to }) => ({
        id: newId(), accountId, centreId, weekday, fromTime: from, toTime: to,
      })));
    }, options);
  }
}
