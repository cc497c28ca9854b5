import { Placement } from '../../src/placement/placement.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import { startApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { Village } from '../people/village.js';
import { tellEdition } from './edition-story.js';

/** With levels looked up by an index of the centre alone, this takes ten times as long as is allowed here. */
it.each(ENGINES)('lists whom to enrol among thousands before anybody waits, on %s', async (engine) => {
  const test = await startApp({ engine });
  const { edition } = await tellEdition(test, { people: 3 });
  const ids = await new Village(test).people(Array.from({ length: 4_000 }, (_, index) => ({ surnames: `Quispe ${'ABCDEFGH'[index % 8]}poma`, givenNames: 'Rosa', birth: '1960' })));
  await test.unitOfWork.run((tx) => tx.insert(Placement, ids.map((personId, index) => ({
    id: newId(), personId, centreId: test.centre.id, level: (index % 3) as Level, proposedLevel: null, testId: null, decidedAt: index, decidedBy: null, reason: null,
  }))), { actor: SYSTEM });
  const trainer = await test.signIn('trainer');
  const began = Date.now();
  const page = await trainer.get(`/editions/${edition.id}/enrolments/new`);
  expect([page.status, page.text.includes('Quispe Apoma')]).toEqual([200, true]);
  expect(Date.now() - began).toBeLessThan(1_500);
  await test.close();
}, 60_000);
