import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Edition } from '../courses/edition.entity.js';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, StaleEdit } from '../shared/kernel/refusal.js';
import { FEE_RULE_DEFAULTS, FeeRule } from './fee-rule.entity.js';

/** How an edition charges; the version is 0 where nobody has said anything yet. */
export type EditionFeeRule = Pick<FeeRule, 'freeWithdrawalDays' | 'dueDays' | 'version'>;

const MEANWHILE = { reason: 'fees:refusals.saved-meanwhile' } as const;

/** What an edition goes by when it charges. */
@Injectable()
export class FeeRulesService {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** One query. */
  async ruleOf(editionId: Id): Promise<EditionFeeRule> {
    const known = await this.dataSource.manager.findOneBy(FeeRule, { editionId });
    return known ?? { ...FEE_RULE_DEFAULTS, version: 0 };
  }

  /** @throws StaleEdit, NotThere; Refused when somebody else saved the first rule meanwhile */
  setRule(centreId: Id, editionId: Id, { version, ...values }: EditionFeeRule, options: UnitOptions): Promise<void> {
    return refuseDuplicate(MEANWHILE, () => this.unitOfWork.run(async (tx) => {
      if (!await tx.manager.existsBy(Edition, { id: editionId, centreId })) throw new NotThere('edition');
      const known = await tx.manager.findOneBy(FeeRule, { editionId });
      if (known) await tx.update(FeeRule, { ...known, version }, values);
      else if (version > 0) throw new StaleEdit(FEE_RULE_DEFAULTS, values);
      else await tx.insert(FeeRule, { id: newId(), editionId, centreId, ...values, version: 1 });
    }, options));
  }
}
