import type { UnitOptions } from '../../shared/database/unit-of-work.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Submission } from '../../shared/web/submission.js';
import type { Viewer } from '../../shared/web/viewer.js';

/** Where in the addresses an indicator stands. */
export interface IndicatorPlace {
  /** Of the project. */
  id: Id;
  indicatorId: Id;
}

/** With what something of an indicator is written. */
export function optionsOf(viewer: Viewer, { id, indicatorId }: IndicatorPlace, submission: Submission): UnitOptions & { centreId: Id; projectId: Id; indicatorId: Id } {
  return { actor: viewer, submission, centreId: viewer.centreId, projectId: id, indicatorId };
}
