import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { Learner } from './learner.entity.js';
import { stageOf, type PlacementFacts } from './placement-stage.js';

/** Works out anew where a learner stands, after something happened to her diagnosis, test or level. At each of her centres. */
export async function restage(tx: Tx, personId: Id): Promise<void> {
  for (const learner of await tx.manager.findBy(Learner, { personId })) {
    const [facts] = await tx.manager.query<PlacementFacts[]>(FACTS, [personId, personId, personId]);
    const placementStage = stageOf(facts as PlacementFacts);
    if (placementStage !== learner.placementStage) await tx.update(Learner, learner, { placementStage, stageSince: tx.now });
  }
}

/** The newest test and decision count; a diagnosis counts once it is complete. By table names, since people come before placement. */
const FACTS = `
  SELECT
    (SELECT MAX(d.completed_at) FROM diagnoses d WHERE d.person_id = ?) AS "diagnosedAt",
    t.started_at AS "testStartedAt", t.finished_at AS "testFinishedAt",
    (SELECT MAX(p.decided_at) FROM placements p WHERE p.person_id = ?) AS "placedAt"
  FROM (SELECT 1 AS one) always
  LEFT JOIN placement_tests t ON t.id =
    (SELECT newest.id FROM placement_tests newest WHERE newest.person_id = ? AND newest.purpose = 'placement' ORDER BY newest.started_at DESC, newest.id DESC LIMIT 1)`;
