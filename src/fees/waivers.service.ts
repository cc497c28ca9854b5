import { Inject, Injectable } from '@nestjs/common';
import { appendEntry } from '../ledger/append-entries.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved, monthOf } from '../ledger/entry-rules.js';
import { moneyRulesAt } from '../ledger/money-settings.service.js';
import { hold, mustHold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { Charge } from './charge.entity.js';
import { postToCharges } from './post-to-charges.js';
import { grantRefusals, requestRefusals } from './waiver-rules.js';
import { Waiver, type WaiverReason } from './waiver.entity.js';
import { waivedIn } from './waivers.repository.js';

/** What somebody asks for. */
export interface WaiverWish {
  cents: Cents;
  reason: WaiverReason;
  note: string | null;
}

/** What learners need not pay: asked for, granted, refused. */
@Injectable()
export class WaiversService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Asks that a charge be waived, in full or in part. @returns whose it is @throws Refused, NotThere */
  request(centreId: Id, chargeId: Id, wish: WaiverWish, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, waiversAt(centreId));
      const charge = await chargeOf(tx, centreId, chargeId);
      refuseFor(requestRefusals(wish.cents, charge));
      if (await tx.manager.existsBy(Waiver, { chargeId, state: 'requested' })) throw new Refused({ reason: 'fees:refusals.asked-already' });
      await noteWish(tx, charge, wish);
      return charge.personId;
    }, options);
  }

  /** Asks and grants at once, for whoever may decide; what somebody asked for before is decided with it. @returns whose it is @throws Refused as `grant` */
  give(centreId: Id, chargeId: Id, wish: WaiverWish, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, waiversAt(centreId));
      const charge = await chargeOf(tx, centreId, chargeId);
      const asked = await tx.manager.findOneBy(Waiver, { chargeId, state: 'requested' });
      await grantIn(tx, charge, asked ? await tx.update(Waiver, asked, wish) : await noteWish(tx, charge, wish), wish.cents);
      return charge.personId;
    }, options);
  }

  /**
   * Grants what was asked for, or a part of it.
   * @throws Refused (field `cents`) for more than is open, or than the month has left; NotThere
   */
  grant(centreId: Id, waiverId: Id, cents: Cents, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, waiversAt(centreId));
      const waiver = await requestedOf(tx, centreId, waiverId);
      await grantIn(tx, await chargeOf(tx, centreId, waiver.chargeId), waiver, cents);
    }, options);
  }

  /** @param refusal why not @throws Refused when it was decided already, NotThere */
  refuse(centreId: Id, waiverId: Id, refusal: string, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, waiversAt(centreId));
      const waiver = await requestedOf(tx, centreId, waiverId);
      await tx.update(Waiver, waiver, { state: 'refused', refusal, decidedAt: tx.now, decidedBy: tx.actor.accountId });
    }, options);
  }
}

/** Waivers of a centre go one after the other: two granted at once could pass the ceiling together. */
function waiversAt(centreId: Id): string {
  return `waivers:${centreId}`;
}

async function grantIn(tx: Tx, charge: Charge, waiver: Waiver, cents: Cents): Promise<void> {
  const { centreId } = charge;
  mustHold(tx, waiversAt(centreId));
  const month = monthOf(localDateAt(tx.now));
  const { waiverCeilingCents } = await moneyRulesAt(tx.manager, centreId);
  refuseFor(grantRefusals(cents, { openCents: charge.openCents, ceilingCents: waiverCeilingCents, waivedCents: await waivedIn(tx.manager, centreId, month) }));
  const entry = await appendEntry(tx, centreId, { kind: 'waiver', reference: `waiver:${waiver.id}`, lines: moved(ACCOUNT.feesOwed, ACCOUNT.waivers, cents) });
  await postToCharges(tx, [{ charge, kind: 'waiver', cents: -cents, entryId: entry.id }]);
  await tx.update(Waiver, waiver, { cents, state: 'granted', decidedAt: tx.now, decidedBy: tx.actor.accountId, grantedMonth: month, entryId: entry.id });
}

async function noteWish(tx: Tx, { id: chargeId, centreId, personId }: Charge, wish: WaiverWish): Promise<Waiver> {
  const waiver: Waiver = {
    id: newId(), chargeId, centreId, personId, ...wish, state: 'requested', requestedAt: tx.now, requestedBy: tx.actor.accountId,
    decidedAt: null, decidedBy: null, refusal: null, grantedMonth: null, entryId: null, version: 1,
  };
  await tx.insert(Waiver, waiver);
  return waiver;
}

/** A charge that stands. @throws Refused when it was taken back, NotThere */
async function chargeOf(tx: Tx, centreId: Id, id: Id): Promise<Charge> {
  const charge = await tx.manager.findOneBy(Charge, { id, centreId });
  if (!charge) throw new NotThere('charge');
  if (charge.cancelledAt !== null) throw new Refused({ reason: 'fees:refusals.cancelled' });
  return charge;
}

/** @throws Refused when it was decided already, NotThere */
async function requestedOf(tx: Tx, centreId: Id, id: Id): Promise<Waiver> {
  const waiver = await tx.manager.findOneBy(Waiver, { id, centreId });
  if (!waiver) throw new NotThere('waiver');
  if (waiver.state !== 'requested') throw new Refused({ reason: `fees:refusals.${waiver.state}-already` });
  return waiver;
}
