import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { StaleEdit } from '../shared/kernel/refusal.js';
import { MONEY_DEFAULTS, MoneySettings, type MoneyRules } from './money-settings.entity.js';

/** What a centre goes by; the version is 0 where its consortium has decided nothing yet. */
export type CentreMoneyRules = MoneyRules & { version: number };

/** How a centre's consortium keeps its money. */
@Injectable()
export class MoneySettingsService {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  of(centreId: Id): Promise<CentreMoneyRules> {
    return moneyRulesAt(this.dataSource.manager, centreId);
  }

  /** @throws StaleEdit */
  save(centreId: Id, { version, ...values }: CentreMoneyRules, options: UnitOptions): Promise<void> {
    return refuseDuplicate({ reason: 'ledger:refusals.saved-meanwhile' }, () => this.unitOfWork.run(async (tx) => {
      const known = await tx.manager.findOneBy(MoneySettings, { centreId });
      if (known) await tx.update(MoneySettings, { ...known, version }, values);
      else if (version > 0) throw new StaleEdit(MONEY_DEFAULTS, values);
      else await tx.insert(MoneySettings, { id: newId(), centreId, ...values, version: 1 });
    }, options));
  }
}

/** One query; inside a unit of work with `tx.manager`. */
export async function moneyRulesAt(manager: EntityManager, centreId: Id): Promise<CentreMoneyRules> {
  const known = await manager.findOneBy(MoneySettings, { centreId });
  const { waiverCeilingCents, expenseApprovalCents, decision, accountsPublic } = known ?? MONEY_DEFAULTS;
  return { waiverCeilingCents, expenseApprovalCents, decision, accountsPublic: Boolean(accountsPublic), version: known?.version ?? 0 };
}
