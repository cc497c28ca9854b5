import { DataSource, In } from 'typeorm';
import { Charge } from '../../src/fees/charge.entity.js';
import type { WaiverReason } from '../../src/fees/waiver.entity.js';
import { WaiversService } from '../../src/fees/waivers.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import type { World } from './world.js';

/** What was asked for in an edition, how much was granted of it, and what still waits for the coordination. */
const TOLD: readonly { reason: WaiverReason; cents: number; granted: number | null }[] = [
  { reason: 'hardship', cents: 1000, granted: 1000 }, { reason: 'caregiver', cents: 1000, granted: 500 }, { reason: 'unemployed', cents: 1000, granted: 1000 },
  { reason: 'hardship', cents: 1000, granted: null }, { reason: 'scholarship', cents: 500, granted: null },
];

/** Trainers ask that some fees of an edition be waived, and the coordinator decides on most of them. */
export async function waiveSome(world: World, centre: SampleCentre, personIds: readonly Id[]): Promise<void> {
  const charges = await world.get(DataSource).manager.find(Charge, { where: { centreId: centre.id, personId: In([...personIds]), openCents: 1000 }, order: { id: 'ASC' }, take: TOLD.length });
  const [trainer] = centre.trainers;
  const waivers = world.get(WaiversService);
  for (const [index, { reason, cents, granted }] of TOLD.entries()) {
    const charge = charges[index];
    if (!charge || !trainer) continue;
    if (granted === null) await waivers.request(centre.id, charge.id, { reason, cents, note: null }, { actor: trainer });
    else await waivers.give(centre.id, charge.id, { reason, cents: granted, note: null }, { actor: centre.coordinator });
  }
}
