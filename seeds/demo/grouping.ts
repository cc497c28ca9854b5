import { DataSource } from 'typeorm';
import { ConfirmingService } from '../../src/groups/confirming.service.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { ProposalsService } from '../../src/groups/proposals.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import type { World } from './world.js';

const HOURS = USUAL_HOURS.filter(({ code }) => ['mwf-early', 'mwf-afternoon', 'tt-early', 'tt-afternoon', 'saturday-morning'].includes(code));

/** Lets groups be proposed for an edition as a trainer would, and confirms them as they come. */
export async function formGroups(world: World, centre: SampleCentre, editionId: Id): Promise<void> {
  const actor = centre.trainers[0] as SampleCentre['coordinator'];
  const options = {
    hours: HOURS.map(({ days, startsAt, endsAt }) => ({ days, startsAt, endsAt })), roomIds: [centre.roomId],
    organisations: 'indifferent' as const, minimumSize: 4, maximumGroups: null, mixing: 'adjacent' as const, namePattern: 'Grupo *',
  };
  const id = await world.get(ProposalsService).propose(centre.id, editionId, options, { actor, seconds: 1 });
  const { version } = await world.get(DataSource).manager.findOneByOrFail(GroupProposal, { id });
  await world.get(ConfirmingService).confirm(centre.id, id, version, { actor });
}
