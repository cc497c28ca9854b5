import { Inject, Injectable } from '@nestjs/common';
import { hold } from '../../shared/database/guards.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import { MAX_CENTS } from '../entry-rules.js';
import { AlliancePromise } from './alliance-promise.entity.js';
import { allianceRefusals } from './alliance-rules.js';
import { Alliance } from './alliance.entity.js';
import { Contribution } from './contribution.entity.js';
import type { GiftKind } from './gift-kinds.js';
import { valueOf } from './gift-value.js';

export interface AllianceDraft {
  organisationId: Id | null;
  ally: string;
  about: string | null;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  fileId: Id | null;
}

export interface PromiseDraft {
  kind: GiftKind;
  unit: string;
  quantityHundredths: number;
  unitValueCents: Cents;
}

/** What a centre agrees with its allies. */
@Injectable()
export class AlliancesService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns its id, or that of the same one where two pages were sent at once @throws Refused */
  open(centreId: Id, draft: AllianceDraft, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `alliances:${centreId}`);
      refuseFor(allianceRefusals(draft));
      const known = await tx.manager.findBy(Alliance, { centreId, ally: draft.ally, startsOn: draft.startsOn });
      const same = known.find((one) => one.organisationId === draft.organisationId && one.about === draft.about && one.endsOn === draft.endsOn && one.fileId === draft.fileId);
      if (same) return same.id;
      const id = newId();
      await tx.insert(Alliance, { id, centreId, ...draft, createdAt: tx.now, version: 1 });
      return id;
    }, options);
  }

  /** @param version of the alliance as it was on the page @throws Refused, StaleEdit, NotThere */
  change(centreId: Id, id: Id, { version, ...draft }: AllianceDraft & { version: number }, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const known = await tx.manager.findOneBy(Alliance, { id, centreId });
      if (!known) throw new NotThere('alliance');
      refuseFor(allianceRefusals(draft));
      await tx.update(Alliance, { ...known, version }, { ...draft, fileId: draft.fileId ?? known.fileId });
    }, options);
  }

  /** @throws Refused, NotThere */
  promise(centreId: Id, allianceId: Id, draft: PromiseDraft, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      if (!(await tx.manager.existsBy(Alliance, { id: allianceId, centreId }))) throw new NotThere('alliance');
      refuseFor(valueOf(draft.quantityHundredths, draft.unitValueCents) > MAX_CENTS ? [{ field: 'unitValue', reason: 'contributions:refusals.too-much' }] : []);
      await tx.insert(AlliancePromise, { id: newId(), allianceId, ...draft, createdAt: tx.now });
    }, options);
  }

  /** Takes a promise out that was entered by mistake. @throws Refused once something came of it, NotThere */
  removePromise(centreId: Id, allianceId: Id, promiseId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const known = await tx.manager.findOneBy(AlliancePromise, { id: promiseId, allianceId });
      if (!known || !(await tx.manager.existsBy(Alliance, { id: allianceId, centreId }))) throw new NotThere('promise');
      if (await tx.manager.existsBy(Contribution, { promiseId })) throw new Refused({ reason: 'contributions:refusals.came' });
      await tx.remove(AlliancePromise, known);
    }, options);
  }
}
