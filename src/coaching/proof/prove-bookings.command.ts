import { UsageError } from '../../shared/kernel/usage-error.js';
import { hasFault, onTrialNodes, outcomeWords, trialAsked } from '../../trial-nodes.js';
import { proveBookings, type ProofFigures } from './prove-bookings.js';

const VERB = 'prove-bookings';

/**
 * Books, moves and cancels with many writers at once on a database that is there for trying, through each node of a
 * cluster, and says whether anything was booked twice. It leaves a centre behind, so it refuses a database with others.
 */
export async function run(words: string[]): Promise<string> {
  const asked = trialAsked(VERB, words);
  return onTrialNodes(VERB, asked, async (nodes) => {
    const figures = await proveBookings(nodes, asked);
    const said = told(figures, nodes.length);
    if (!isProven(figures)) throw new UsageError(said);
    return said;
  });
}

function isProven({ race, moveOrCancel, replays, outcomes, faults }: ProofFigures): boolean {
  return race.booked === 1 && race.refused === 19 && moveOrCancel.one === moveOrCancel.rounds && replays === 1 && faults.length === 0 && !hasFault(outcomes);
}

function told({ race, moveOrCancel, replays, outcomes, counts, faults }: ProofFigures, nodes: number): string {
  return [
    `nodes: ${nodes}`,
    `one hour, twenty at once: ${race.booked} booked, ${race.refused} refused`,
    `moved and cancelled at once: one of the two in ${moveOrCancel.one} of ${moveOrCancel.rounds} rounds`,
    `one form ten times: ${replays} booking`,
    `writers: ${outcomeWords(outcomes)}`,
    `at the end: ${counts.standing} stand, ${counts.cancelled} cancelled, ${counts.events} events`,
    faults.length === 0 ? 'Nothing is booked twice, nothing that was told of is gone.' : `FAULTS: ${faults.join('; ')}`,
  ].join('\n');
}
