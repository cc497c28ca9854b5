import { DiagnosesService } from '../../src/placement/diagnoses.service.js';
import { Diagnosis } from '../../src/placement/diagnosis.entity.js';
import { PlacementTest } from '../../src/placement/placement-test.entity.js';
import { PlacementTestsService } from '../../src/placement/placement-tests.service.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { RetestPermit } from '../../src/placement/retest-permit.entity.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { meetAfter, meeting } from '../helpers/meeting.js';
import { Village } from '../people/village.js';

describe.each(ENGINES)('somebody who is asked in two windows at once, on %s', (engine) => {
  let test: TestApp;
  let village: Village;

  beforeAll(async () => {
    test = await startApp({ engine });
    village = new Village(test);
  });
  afterAll(() => test.close());

  const somebody = async (): Promise<{ personId: Id; options: { actor: { accountId: null; centreId: Id } } }> => {
    const [personId] = await village.people([{ surnames: 'Quispe Huamán', givenNames: 'Rosa', birth: '1958' }]) as [Id];
    return { personId, options: { actor: { accountId: null, centreId: test.centre.id } } };
  };

  it('sits one test', async () => {
    const { personId, options } = await somebody();
    const tests = test.app.get(PlacementTestsService);
    const putBack = meetAfter(tests, 'open', meeting(2));
    const [first, second] = await Promise.all([tests.start(personId, options), tests.start(personId, options)]);
    putBack();
    expect(second).toBe(first);
    expect(await test.dataSource.manager.countBy(PlacementTest, { personId })).toBe(1);
  });

  it('begins one diagnosis, in which both answers stand', async () => {
    const { personId, options } = await somebody();
    const diagnoses = test.app.get(DiagnosesService);
    const putBack = meetAfter(diagnoses, 'open', meeting(2));
    await Promise.all(['phone', 'computerAccess'].map((code) => diagnoses.answer(personId, code, 'x', options)));
    putBack();
    const kept = await test.dataSource.manager.findBy(Diagnosis, { personId });
    expect(kept.map(({ answers }) => Object.keys(answers).sort())).toEqual([['computerAccess', 'phone']]);
  });

  it('is let sit once more by one permit, however often that is said', async () => {
    const { personId, options } = await somebody();
    await Promise.all(Array.from({ length: 4 }, () => test.app.get(PlacementsService).allowRetest(personId, options)));
    await test.app.get(PlacementsService).allowRetest(personId, options);
    expect(await test.dataSource.manager.countBy(RetestPermit, { personId })).toBe(1);
  });
});
