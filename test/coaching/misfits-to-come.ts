import { misfitSelections, misfitsIn } from '../../src/coaching/misfits.repository.js';
import type { Misfit, StandingBooking } from '../../src/coaching/misfits.js';
import { readNamed } from '../../src/shared/database/selections.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';

/** What the home of a coordinator is told, without the home. */
export async function misfitsToCome(test: TestApp, centreId: Id): Promise<Misfit<StandingBooking>[]> {
  const now = test.clock.now();
  return misfitsIn(await readNamed(test.dataSource, misfitSelections(centreId, now)), now);
}
