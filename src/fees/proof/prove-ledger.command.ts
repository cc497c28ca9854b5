import { UsageError } from '../../shared/kernel/usage-error.js';
import { hasFault, onTrialNodes, outcomeWords, trialAsked } from '../../trial-nodes.js';
import { proveLedger, type LedgerFigures } from './prove-ledger.js';

const VERB = 'prove-ledger';

/**
 * Takes payments, voids, charges, withdraws and waives with many writers at once on a database that is there for trying,
 * through each node of a cluster, and proves its books meanwhile and at the end. It leaves a centre behind, so it refuses
 * a database with others.
 */
export async function run(words: string[]): Promise<string> {
  const asked = trialAsked(VERB, words);
  return onTrialNodes(VERB, asked, async (nodes) => {
    const figures = await proveLedger(nodes, asked);
    const said = told(figures, nodes.length);
    if (figures.faults.length > 0 || hasFault(figures.outcomes)) throw new UsageError(said);
    return said;
  });
}

function told({ outcomes, looks, counts, faults }: LedgerFigures, nodes: number): string {
  return [
    `nodes: ${nodes}`,
    `writers: ${outcomeWords(outcomes)}`,
    `meanwhile: the books were proved ${looks} times`,
    `at the end: ${counts.entries} entries, ${counts.charges} charges, ${counts.receipts} receipts, ${counts.voids} of them voided`,
    faults.length === 0 ? 'Nothing is there twice, no number is missing, nothing that was told of is gone, and the chain holds.' : `FAULTS: ${faults.join('; ')}`,
  ].join('\n');
}
