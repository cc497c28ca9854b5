import { Inject, Injectable } from '@nestjs/common';
import { DataSource, MoreThanOrEqual } from 'typeorm';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { Booking } from './booking.entity.js';
import { readFacts } from './coaching-facts.repository.js';
import { misfits, type Misfit } from './misfits.js';

/** The bookings to come that no longer fit, for the desk. */
@Injectable()
export class MisfitsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** By date and time, each with every reason. Six queries, one when nothing is booked. */
  async toCome(centreId: Id, now: Instant): Promise<Misfit<Booking>[]> {
    const bookings = await this.dataSource.manager.find(Booking, {
      where: { centreId, date: MoreThanOrEqual(localDateAt(now)), status: 'booked' }, order: { date: 'ASC', startsAt: 'ASC', id: 'ASC' },
    });
    const still = `${localDateAt(now)} ${localTimeAt(now)}`;
    const toCome = bookings.filter(({ date, startsAt }) => `${date} ${startsAt}` > still);
    const [first, last] = [toCome[0], toCome.at(-1)];
    if (!first || !last) return [];
    const personIds = [...new Set(toCome.map(({ personId }) => personId))];
    return misfits(toCome, await readFacts(this.dataSource, { centreId, from: first.date, to: last.date, personIds, withoutHolds: true }));
  }
}
