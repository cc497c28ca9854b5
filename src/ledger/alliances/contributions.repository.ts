import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Month } from '../entry-rules.js';
import { daysOf } from '../book-months.js';
import { type DayKey } from '../paging.js';
import { Contribution } from './contribution.entity.js';
import { GIFT_KINDS, type GiftKind } from './gift-kinds.js';

/** What of the contributions is asked for. */
export interface ContributionFilter {
  month: Month | null;
  kind: GiftKind | null;
  allianceId: Id | null;
  /** Only what lies behind it. */
  before: DayKey | null;
}

/** A contribution with who entered it and the numbers of its entries. */
export interface ContributionFound {
  contribution: Contribution;
  enteredByName: string | null;
  entryNumber: number | null;
  reversalNumber: number | null;
}

/** Reads of contributions within a centre. */
@Injectable()
export class ContributionsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The newest first. One query. */
  page(centreId: Id, { month, kind, allianceId, before }: ContributionFilter, most: number): Promise<Contribution[]> {
    const query = this.dataSource.manager.createQueryBuilder(Contribution, 'c').where('c.centre_id = :centreId', { centreId });
    if (month) query.andWhere('c.came_on BETWEEN :from AND :to', { from: daysOf(month)[0], to: daysOf(month)[1] });
    if (kind) query.andWhere('c.kind = :kind', { kind });
    if (allianceId) query.andWhere('c.alliance_id = :allianceId', { allianceId });
    if (before) query.andWhere('c.came_on <= :date AND (c.came_on < :date OR c.id < :id)', before);
    return query.orderBy('c.came_on', 'DESC').addOrderBy('c.id', 'DESC').limit(most).getMany();
  }

  /** Two queries. @throws NotThere */
  async find(centreId: Id, id: Id): Promise<ContributionFound> {
    const contribution = await this.dataSource.manager.findOneBy(Contribution, { id, centreId });
    if (!contribution) throw new NotThere('contribution');
    const number = 'SELECT number FROM ledger_entries WHERE id = ?';
    const [names] = await this.dataSource.query<Omit<ContributionFound, 'contribution'>[]>(`
      SELECT (SELECT display_name FROM accounts WHERE id = ?) AS enteredByName, (${number}) AS entryNumber, (${number}) AS reversalNumber`,
    [contribution.enteredBy, contribution.entryId, contribution.reversalEntryId]);
    return { contribution, ...names as Omit<ContributionFound, 'contribution'> };
  }
}

export function readKind(asked: unknown): GiftKind | null {
  return GIFT_KINDS.find((kind) => kind === asked) ?? null;
}
