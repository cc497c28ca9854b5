import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import type { FreeSlot } from './free-slots.js';

/** An hour that cannot be had: why, and the nearest that can. */
export class SlotRefused extends Refused {
  constructor(refusals: readonly Refusal[], readonly nearest: readonly FreeSlot[]) {
    super(...refusals);
    this.name = 'SlotRefused';
  }
}
