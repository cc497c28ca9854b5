import { ENGINES, openTestDatabase, type TestDatabase } from '../../test/helpers/databases.js';
import { AccountRole } from '../accounts/account-role.entity.js';
import { Account } from '../accounts/account.entity.js';
import { Centre } from '../centres/centre.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { TravelClock } from '../shared/kernel/clock.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { Edition } from './edition.entity.js';
import { EditionEvents } from './edition-events.js';
import { EditionTrainer } from './edition-trainer.entity.js';
import { EditionsService } from './editions.service.js';
import { loadCourses } from './load-courses.js';
import { TrainerHoursService } from './trainer-hours.service.js';
import { TrainerHours } from './trainer-hours.entity.js';

const NOON = Date.UTC(2026, 10, 23, 17);
const plan = { courseCode: 'C1', name: 'Curso 1', startsOn: '2026-11-30', endsOn: '2027-01-29', feeCents: 1_000 };
const options = { actor: SYSTEM };

describe.each(ENGINES)('editions, %s', (engine) => {
  let database: TestDatabase;
  let editions: EditionsService;
  let hours: TrainerHoursService;
  const centreId = newId();
  const trainers = [newId(), newId()] as const;
  const stranger = newId();

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    const unitOfWork = new UnitOfWork(database.dataSource, new TravelClock(NOON));
    await loadCourses(unitOfWork);
    await unitOfWork.run(async (tx) => {
      await tx.insert(Centre, { id: centreId, name: 'Lurín', shortName: 'LUR', district: 'Lurín', address: null, phone: null, createdAt: 1, version: 1 });
      const accounts = [...trainers, stranger];
      await tx.insert(Account, accounts.map((id) => ({ id, kind: 'staff' as const, displayName: id, credentialsVersion: 1, createdAt: 1 })));
      await tx.insert(AccountRole, accounts.map((id) => ({
        id: newId(), accountId: id, role: id === stranger ? 'coach' as const : 'trainer' as const, centreId, grantedAt: 1,
      })));
    }, options);
    editions = new EditionsService(unitOfWork, new EditionEvents());
    hours = new TrainerHoursService(unitOfWork);
  });
  afterAll(() => database.close());

  const stored = (id: Id): Promise<Edition> => database.dataSource.manager.findOneByOrFail(Edition, { id });

  it('are planned, opened and taken back', async () => {
    const id = await editions.createEdition(centreId, plan, options);
    await editions.moveTo(centreId, id, 'open', options);
    await editions.moveTo(centreId, id, 'open', options);
    expect(await stored(id)).toMatchObject({ ...plan, status: 'open', version: 2 });
    await editions.moveTo(centreId, id, 'planned', options);
    await expect(editions.moveTo(centreId, id, 'running', options)).rejects.toMatchObject({ refusals: [{ reason: 'courses:refusals.transition' }] });
  });

  it('need a course that exists, and a word about a start in the past', async () => {
    await expect(editions.createEdition(centreId, { ...plan, courseCode: 'C9' }, options)).rejects.toMatchObject({ refusals: [{ field: 'courseCode' }] });
    const past = { ...plan, startsOn: '2026-09-07' };
    await expect(editions.createEdition(centreId, past, options)).rejects.toMatchObject({ refusals: [{ field: 'pastConfirmed' }] });
    expect(await stored(await editions.createEdition(centreId, past, { ...options, pastConfirmed: true }))).toMatchObject({ startsOn: '2026-09-07' });
  });

  it('are never changed over a newer state, nor at another centre', async () => {
    const id = await editions.createEdition(centreId, plan, options);
    await editions.changeEdition(centreId, id, { ...plan, name: 'Curso 1 de verano', version: 1 }, options);
    await expect(editions.changeEdition(centreId, id, { ...plan, name: 'Otro', version: 1 }, options)).rejects.toMatchObject({ name: 'StaleEdit' });
    await expect(editions.moveTo(newId(), id, 'open', options)).rejects.toMatchObject({ name: 'NotThere' });
    expect(await stored(id)).toMatchObject({ name: 'Curso 1 de verano', status: 'planned' });
  });

  it('have the trainers that were named, who are trainers', async () => {
    const id = await editions.createEdition(centreId, plan, options);
    await editions.setTrainers(centreId, id, [trainers[0]], options);
    await editions.setTrainers(centreId, id, [trainers[1], trainers[1]], options);
    const rows = await database.dataSource.manager.findBy(EditionTrainer, { editionId: id });
    expect(rows.map(({ accountId }) => accountId)).toEqual([trainers[1]]);
    await expect(editions.setTrainers(centreId, id, [stranger], options)).rejects.toMatchObject({ refusals: [{ reason: 'courses:refusals.no-trainer' }] });
  });

  it('keep the hours of a trainer whole', async () => {
    const [trainer] = trainers;
    await hours.saveHours(centreId, trainer, [{ weekday: 2, from: '15:00', to: '19:00' }, { weekday: 2, from: '09:00', to: '12:00' }], options);
    await hours.saveHours(centreId, trainer, [{ weekday: 4, from: '09:00', to: '12:00' }], options);
    expect(await database.dataSource.manager.findBy(TrainerHours, { accountId: trainer }))
      .toMatchObject([{ weekday: 4, fromTime: '09:00', toTime: '12:00' }]);
    const overlapping = [{ weekday: 1 as const, from: '09:00', to: '12:00' }, { weekday: 1 as const, from: '11:00', to: '13:00' }];
    await expect(hours.saveHours(centreId, trainer, overlapping, options)).rejects.toMatchObject({ name: 'Refused' });
    await expect(hours.saveHours(centreId, stranger, [], options)).rejects.toMatchObject({ name: 'NotThere' });
    await expect(hours.saveHours(centreId, trainer, [], { ...options, stamp: '' })).rejects.toMatchObject({ name: 'StaleEdit' });
  });
});
