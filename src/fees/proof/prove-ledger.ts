import type { DataSource } from 'typeorm';
import { pause } from '../../shared/database/retry-rules.js';
import { firstThatAnswers, type Outcomes } from '../../trial-nodes.js';
import { faultsNow, ledgerCounts, toldFaults, type LedgerCounts } from './ledger-proof-faults.js';
import { feesOn, makeLedgerWorld, type LedgerWorld } from './ledger-world.js';
import { writeLedger, type Told } from './ledger-writer.js';

/** What a proof of the ledger found. */
export interface LedgerFigures {
  /** What became of what the writers did. */
  outcomes: Outcomes;
  /** How often the books were proved while the writers wrote. */
  looks: number;
  counts: LedgerCounts;
  faults: string[];
}

/**
 * Has many take, void, charge and waive at once, each node's connections in turn, proves the books meanwhile, and at the
 * end looks whether anything is there twice, missing, or not what somebody was told. A node may end meanwhile.
 * @param nodes a data source each, of one database
 */
export async function proveLedger(nodes: readonly DataSource[], { seconds, writers }: { seconds: number; writers: number }): Promise<LedgerFigures> {
  const world = await makeLedgerWorld(nodes[0] as DataSource, writers);
  const until = Date.now() + seconds * 1_000;
  const watch = watchLedger(nodes, world);
  const { told, outcomes } = await writeLedger(nodes.map(feesOn), world, { writers: Array.from({ length: writers }, (_, index) => index), until });
  return { outcomes, ...await judgeLedger(nodes, world, { told, watch }) };
}

/** Proves the books again and again until it is told to end. */
export function watchLedger(nodes: readonly DataSource[], { centreId }: LedgerWorld): { end: () => Promise<{ looks: number; faults: string[] }> } {
  const seen = { looks: 0, faults: [] as string[] };
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      // A node that ends in the middle of it says nothing about the books.
      const faults = await firstThatAnswers(nodes).then((node) => faultsNow(node, centreId)).catch(() => null);
      if (faults) seen.looks += 1;
      seen.faults.push(...(faults ?? []).map((fault) => `meanwhile: ${fault}`));
      await pause(1_000);
    }
  })();
  return {
    end: async () => {
      ended = true;
      await watching;
      return seen;
    },
  };
}

/** What there is once nobody writes any more, and what is wrong with it. */
export async function judgeLedger(
  nodes: readonly DataSource[], { centreId }: LedgerWorld, { told, watch }: { told: Told; watch: ReturnType<typeof watchLedger> },
): Promise<Omit<LedgerFigures, 'outcomes'>> {
  const { looks, faults } = await watch.end();
  const look = await firstThatAnswers(nodes);
  return {
    looks, counts: await ledgerCounts(look, centreId),
    faults: [...faults, ...await faultsNow(look, centreId), ...await toldFaults(look, centreId, told)],
  };
}
