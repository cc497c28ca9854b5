import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { roomsWithSeats } from '../centres/centres.repository.js';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { refuseFor, StaleEdit } from '../shared/kernel/refusal.js';
import { COACHING_DEFAULTS, CoachingSettings, rulesOf, type CoachingRules } from './coaching-settings.entity.js';
import { settingsRefusals } from './settings-rules.js';

/** What a centre goes by; the version is 0 where it has said nothing yet. */
export type CentreSettings = CoachingRules & { version: number };

/** How a centre holds its coaching. */
@Injectable()
export class CoachingSettingsService {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  of(centreId: Id): Promise<CentreSettings> {
    return settingsOf(this.dataSource.manager, centreId);
  }

  /** @throws Refused for what leaves nothing to book; StaleEdit */
  save(centreId: Id, { version, ...values }: CentreSettings, options: UnitOptions): Promise<void> {
    return refuseDuplicate({ reason: 'coaching:settings.refusals.saved-meanwhile' }, () => this.unitOfWork.run(async (tx) => {
      const rooms = await roomsWithSeats(tx.manager, centreId);
      refuseFor(settingsRefusals(values, Math.max(0, ...rooms.map(({ workstations }) => workstations))));
      const known = await tx.manager.findOneBy(CoachingSettings, { centreId });
      if (known) await tx.update(CoachingSettings, { ...known, version }, values);
      else if (version > 0) throw new StaleEdit(COACHING_DEFAULTS, values);
      else await tx.insert(CoachingSettings, { id: newId(), centreId, ...values, version: 1 });
    }, options));
  }
}

/** One query; inside a unit of work with `tx.manager`. */
async function settingsOf(manager: EntityManager, centreId: Id): Promise<CentreSettings> {
  const known = await manager.findOneBy(CoachingSettings, { centreId });
  return { ...rulesOf(known), version: known?.version ?? 0 };
}
