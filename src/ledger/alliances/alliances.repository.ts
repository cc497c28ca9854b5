import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Selection } from '../../shared/database/selections.js';
import type { Id } from '../../shared/kernel/ids.js';
import { addDays, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { daysOf } from '../book-months.js';
import type { Month } from '../entry-rules.js';
import { AlliancePromise } from './alliance-promise.entity.js';
import { WARN_DAYS } from './alliance-rules.js';
import { Alliance } from './alliance.entity.js';
import { Contribution } from './contribution.entity.js';

/** A promise with the alliance that it is of. */
export interface PromiseFound {
  promise: AlliancePromise;
  alliance: Alliance;
}

/** Reads of alliances, each one query within a centre unless it says otherwise. */
@Injectable()
export class AlliancesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The newest first. */
  ofCentre(centreId: Id): Promise<Alliance[]> {
    return this.dataSource.manager.find(Alliance, { where: { centreId }, order: { startsOn: 'DESC', id: 'DESC' } });
  }

  /** All promises of a centre's alliances, in the order in which they were made. */
  async promisesOf(centreId: Id): Promise<AlliancePromise[]> {
    return this.dataSource.manager.createQueryBuilder(AlliancePromise, 'p').innerJoin(Alliance, 'a', 'a.id = p.alliance_id')
      .where('a.centre_id = :centreId', { centreId }).orderBy('p.created_at').addOrderBy('p.id').getMany();
  }

  /** @throws NotThere */
  async find(centreId: Id, id: Id): Promise<Alliance> {
    const found = await this.dataSource.manager.findOneBy(Alliance, { id, centreId });
    if (!found) throw new NotThere('alliance');
    return found;
  }

  promises(allianceId: Id): Promise<AlliancePromise[]> {
    return this.dataSource.manager.find(AlliancePromise, { where: { allianceId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Two queries. @throws NotThere */
  async promise(centreId: Id, id: Id): Promise<PromiseFound> {
    const promise = await this.dataSource.manager.findOneBy(AlliancePromise, { id });
    if (!promise) throw new NotThere('promise');
    return { promise, alliance: await this.find(centreId, promise.allianceId) };
  }

  /** What came of each alliance of a centre in each month from one on; what was taken back did not come. */
  async cameByMonth(centreId: Id, from: Month): Promise<Map<Id, Map<Month, Cents>>> {
    const rows = await this.dataSource.query<{ allianceId: Id; month: Month; cents: number | string }[]>(`
      SELECT alliance_id AS allianceId, SUBSTR(came_on, 1, 7) AS month, SUM(amount_cents) AS cents
      FROM contributions WHERE centre_id = ? AND came_on >= ? AND alliance_id IS NOT NULL AND reversal_entry_id IS NULL
      GROUP BY alliance_id, SUBSTR(came_on, 1, 7)`, [centreId, daysOf(from)[0]]);
    const found = new Map<Id, Map<Month, Cents>>();
    for (const { allianceId, month, cents } of rows) found.set(allianceId, (found.get(allianceId) ?? new Map<Month, Cents>()).set(month, Number(cents)));
    return found;
  }

  /** Whether anything ever came of a promise, taken back or not. One query. */
  hasCome(promiseId: Id): Promise<boolean> {
    return this.dataSource.manager.existsBy(Contribution, { promiseId });
  }

  /** What came of each promise of an alliance in a month. */
  async cameOfPromises(allianceId: Id, month: Month): Promise<Map<Id, Cents>> {
    const rows = await this.dataSource.query<{ promiseId: Id; cents: number | string }[]>(`
      SELECT promise_id AS promiseId, SUM(amount_cents) AS cents FROM contributions
      WHERE alliance_id = ? AND came_on BETWEEN ? AND ? AND promise_id IS NOT NULL AND reversal_entry_id IS NULL GROUP BY promise_id`,
    [allianceId, ...daysOf(month)]);
    return new Map(rows.map(({ promiseId, cents }) => [promiseId, Number(cents)]));
  }
}

/** Alliances that end within the days in which they are to be renewed. */
export function endingAlliances(centreId: Id, today: LocalDate): Selection {
  return {
    columns: { id: 'id', ally: 'ally', endsOn: 'ends_on' }, from: 'FROM alliances WHERE centre_id = ? AND ends_on BETWEEN ? AND ?',
    parameters: [centreId, today, addDays(today, WARN_DAYS)],
  };
}
