import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { Learner } from './learner.entity.js';
import { stageOf, type PlacementFacts } from './placement-stage.js';

/** Works out anew where a learner stands, after something happened to her diagnosis, test or level. At each of her centres. */
export async function restage(tx: Tx, personId: Id): Promise<void> {
  for (const learner of await tx.manager.findBy(Learner, { personId })) {
    const [facts] = await tx.manager.query<PlacementFacts[]>(FACTS, Array.from({ length: 5 }, () => personId));
    const placementStage = stageOf(facts as PlacementFacts);
    if (placementStage !== learner.placementStage) await tx.update(Learner, learner, { placementStage, stageSince: tx.now });
  }
}

/** What was finished last counts; a diagnosis counts once it is complete. By table names, since people come before placement. */
const FACTS = `
  SELECT
    (SELECT MAX(d.completed_at) FROM diagnoses d WHERE d.person_id = ?) AS "diagnosedAt",
    (SELECT MAX(o.started_at) FROM placement_tests o WHERE o.person_id = ? AND o.purpose = 'placement' AND o.finished_at IS NULL AND o.closed_at IS NULL) AS "openSince",
    (SELECT MAX(t.finished_at) FROM placement_tests t WHERE t.person_id = ? AND t.purpose = 'placement') AS "testedAt",
    (SELECT MAX(p.decided_at) FROM placements p WHERE p.person_id = ?) AS "placedAt",
    (SELECT MAX(r.allowed_at) FROM retest_permits r WHERE r.person_id = ?) AS "retestAllowedAt"`;
