import { setTimeout as pause } from 'node:timers/promises';
import { AlliancesService } from '../../src/ledger/alliances/alliances.service.js';
import { Alliance } from '../../src/ledger/alliances/alliance.entity.js';
import { EditionsService } from '../../src/courses/editions.service.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { MembershipsService } from '../../src/organisations/memberships.service.js';
import { organisationSchema } from '../../src/organisations/organisation-fields.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { newConsent } from '../../src/people/consent-texts.js';
import { Consent } from '../../src/people/consent.entity.js';
import { ConsentsService } from '../../src/people/consents.service.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { inventOrganisations, organisationsCsv } from '../../seeds/demo/invented.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { meetAfter } from '../helpers/meeting.js';
import { Village } from './village.js';

describe.each(ENGINES)('what two people write down at the same moment, on %s', (engine) => {
  let test: TestApp;
  let village: Village;
  let personId: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    village = new Village(test);
    personId = await village.person({ surnames: 'Quispe Huamán', givenNames: 'Rosa', birth: '1958' });
  });
  afterAll(() => test.close());

  const options = () => ({ actor: { accountId: null, centreId: test.centre.id }, centreId: test.centre.id });
  const atOnce = <T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>[]> => Promise.allSettled(Array.from({ length: 4 }, work));

  it('is one post', async () => {
    const organisationId = await village.organisation({ name: 'Comedor Las Flores', type: 'comedor popular' });
    const outcomes = await atOnce(() => test.app.get(MembershipsService).add(personId, { organisationId, post: 'president', board: true, since: null, until: null }, options()));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(await test.dataSource.manager.countBy(Membership, { personId, organisationId })).toBe(1);
  });

  it('is one consent, and another where another was given', async () => {
    const consents = test.app.get(ConsentsService);
    await atOnce(() => consents.give(personId, newConsent('signed', '2026-11-20', ['contact']), options()));
    expect(await test.dataSource.manager.countBy(Consent, { personId })).toBe(1);
    await consents.give(personId, newConsent('signed', '2026-11-21', ['contact']), options());
    expect(await test.dataSource.manager.countBy(Consent, { personId })).toBe(2);
  });

  it('is one alliance and one edition', async () => {
    const alliance = { organisationId: null, ally: 'Municipalidad', about: null, startsOn: '2026-11-01', endsOn: null, fileId: null };
    const ids = await atOnce(() => test.app.get(AlliancesService).open(test.centre.id, alliance, options()));
    expect(new Set(ids.map((one) => (one as { value?: Id }).value)).size).toBe(1);
    expect(await test.dataSource.manager.countBy(Alliance, { ally: 'Municipalidad' })).toBe(1);
    await loadCourses(test.unitOfWork);
    const edition = { courseCode: 'C1', name: 'Curso de verano', startsOn: '2027-01-04', endsOn: '2027-02-26', feeCents: 1000 };
    const editions = await atOnce(() => test.app.get(EditionsService).createEdition(test.centre.id, edition, options()));
    expect(new Set(editions.map((one) => (one as { value?: Id }).value)).size).toBe(1);
  });

  it('is one organisation, be it in a list and by hand', async () => {
    const account = await test.addAccount(['coordinator']);
    const listed = inventOrganisations(1, 3, 2026);
    const imports = test.app.get(ImportsService);
    const actor = { accountId: account.id, centreId: test.centre.id };
    const id = await imports.receive({ name: 'lista.csv', bytes: organisationsCsv(listed, 'Villa El Salvador') }, { actor });
    await test.app.get(JobRunner).wake();
    const [{ name, type } = { name: '', type: '' }] = listed;
    let byHand: Promise<string> = Promise.resolve('');
    const putBack = meetAfter(imports, 'planned', async () => {
      byHand = test.app.get(OrganisationsService).add(organisationSchema.parse({ name, type }), options()).then(() => 'added', ({ refusals }) => refusals?.[0]?.reason);
      await pause(1_000);
    });
    await imports.confirm(id, {}, { actor });
    await test.app.get(JobRunner).wake();
    putBack();
    expect(await byHand).toBe('organisations:refusals.namesake');
    expect(await test.dataSource.manager.countBy(Organisation, { name: organisationSchema.parse({ name, type }).name })).toBe(1);
  });
});
