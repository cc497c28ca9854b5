import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import type { FreeSlot } from './free-slots.js';

/** An hour that cannot be had: why, and the nearest that can. */
export class SlotRefused extends Refused {
  constructor(refusals: readonly Refusal[], readonly nearest: readonly FreeSlot[]) {
    super(...refusals);
    this.name = 'SlotRefused';
  }
}

/** Somebody else's row was first where only one can be: decided anew by `SlotRace`. */
export class SlotLost extends Refused {
  constructor() {
    super({ field: 'startsAt', reason: 'coaching:refusals.just-taken' });
    this.name = 'SlotLost';
  }
}
