import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId } from '../shared/kernel/ids.js';
import type { PeopleFilters } from './people-filters.js';
import { PeopleRepository, type PeopleAudience, type PersonRow } from './people.repository.js';

/** More than any centre has. */
const ALL = 100_000;

/** Lists of people that leave Minka, each with an entry in the audit trail (Law 29733: who took which data away, and when). */
@Injectable()
export class ExportsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly repository: PeopleRepository) {}

  async people(filters: PeopleFilters, audience: PeopleAudience, options: UnitOptions): Promise<PersonRow[]> {
    const rows = await this.repository.rows(filters, audience, { limit: ALL, offset: 0 });
    await this.unitOfWork.run(async (tx) => tx.note('people_exports', newId(), { ...filters, people: rows.length }, audience.centreId), options);
    return rows;
  }
}
