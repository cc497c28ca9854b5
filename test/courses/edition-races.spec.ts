import { EditionEvents } from '../../src/courses/edition-events.js';
import { EditionsService } from '../../src/courses/editions.service.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { EnrolmentEvents } from '../../src/groups/enrolment-events.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { tellEdition } from '../groups/edition-story.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { meetAfter, meeting } from '../helpers/meeting.js';

describe.each(ENGINES)('an edition of which two decide at once, on %s', (engine) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());

  it('is not planned once more while somebody is enrolled in it', async () => {
    const { edition, people } = await tellEdition(test, { people: 3, levelOf: () => 0 });
    const wait = meeting(2);
    const putBack = [meetAfter(test.app.get(EditionEvents), 'moved', wait), meetAfter(test.app.get(EnrolmentEvents), 'enrolled', wait)];
    const outcomes = await Promise.allSettled([
      test.app.get(EnrolmentsService).enrol(test.centre.id, edition.id, [String(people[0]?.id)], { actor: SYSTEM }),
      test.app.get(EditionsService).moveTo(test.centre.id, edition.id, 'planned', { actor: SYSTEM }),
    ]);
    for (const back of putBack) back();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { status } = await test.dataSource.manager.findOneByOrFail(Edition, { id: edition.id });
    expect([status, await test.dataSource.manager.countBy(Enrolment, { editionId: edition.id })]).toEqual(status === 'planned' ? ['planned', 0] : ['open', 1]);
  });
});
