import { ENGINES } from '../../test/helpers/databases.js';
import { addClassroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { inventOrganisations, inventPeople, organisationsCsv, peopleCsv } from '../../seeds/demo/invented.js';
import { countQueries } from '../shared/database/query-count.js';
import { JobRunner } from '../shared/jobs/job-runner.js';

/** Ids, structures, arrows from nothing. */
const UNSAID = /[0-9a-f]{8}-[0-9a-f]{4}-|\{"|[–—] →|undefined|NaN|\[object/;

describe.each(ENGINES)('the history of changes, %s', (engine) => {
  let test: TestApp;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    administrator = await test.signIn(['administrator', 'coordinator'], { everywhere: true });
    const organisations = inventOrganisations(2, 3, 2026);
    await bring(organisationsCsv(organisations, 'VES'));
    await bring(peopleCsv(inventPeople(3, 5, 2026, 10_000_001, organisations)));
    const made = await administrator.post('/people', {
      surnames: 'Poma Inga', givenNames: 'Ana', birth: '1975', organisation: organisations[0]?.name, post: 'Presidenta', consentHow: 'signed', consentCovers: 'contact',
    });
    const id = made.headers.location?.split('/')[2] as string;
    await administrator.post(`/people/${id}/diagnosis`, { computerUse: 'weekly', hours: ['tt-morning'] });
    await administrator.post(`/placement/queue/${id}`, { level: '1', reason: 'Se vio en la PC' });
    await administrator.post('/people/exports', { q: 'poma' });
    const { session, people } = await addClassroom(test, { count: 2 });
    await administrator.postJson(`/sessions/${session.id}/register`, { marks: [{ seen: `${people[1]?.id} 0`, status: 'absent' }] });
    await administrator.post('/calls', { personId: people[1]?.id, sessionId: session.id, outcome: 'reached' });
  });
  afterAll(() => test.close());

  async function bring(body: Buffer): Promise<void> {
    const sent = await administrator.upload('/imports', 'file', { name: 'lista.csv', body });
    await test.app.get(JobRunner).wake();
    await administrator.post(`${sent.headers.location}/confirmation`);
    await test.app.get(JobRunner).wake();
  }

  it('says everything in words', async () => {
    const pages = [];
    for (let number = 1; number < 6; number += 1) {
      const answer = await administrator.get(`/audit?page=${number}`);
      expect(answer.status).toBe(200);
      pages.push(wordsOf(answer));
    }
    const words = pages.join(' ');
    expect(words).not.toMatch(UNSAID);
    for (const said of [
      'Se llevó una lista', '3 filas, 3 nuevas', 'Ausente', 'Ana Poma Inga', 'Firmado', 'Inicial', 'Presidencia', 'lista.csv',
    ]) expect(words).toContain(said);
  });

  it('can be taken away as it is filtered, which stands in it too', async () => {
    for (const filter of ['', '?entity=persons']) expect((await administrator.get(`/audit${filter}`)).text).toContain('action="/audit/exports"');
    expect((await administrator.get('/audit?entity=baseline_corrections')).text).not.toContain('/audit/exports');
    const taken = await administrator.post('/audit/exports', { as: 'csv', entity: 'persons', from: '22/11/2026' });
    expect(taken.text).toMatch(/^23\/11\/2026[^;]*;[^;]+;Creó: persona[^;]*Ana Poma Inga;Apellidos;;Poma Inga\r$/mu);
    expect(taken.text).not.toContain('Creó: organización');
    expect(taken.text).not.toMatch(UNSAID);
    expect(wordsOf(await administrator.get('/audit'))).toContain('persona · desde 22/11/2026');
    for (const as of ['xlsx', 'pdf']) expect((await administrator.post('/audit/exports', { as })).status).toBe(200);
    expect([403, 404]).toContain((await (await test.signIn('trainer')).post('/audit/exports', { as: 'csv' })).status);
  });

  it('does so in few queries', async () => {
    const { queries } = await countQueries(() => administrator.get('/audit'));
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('names who set the installation up as the author of what she made', async () => {
    const fresh = await startApp({ engine });
    const visitor = fresh.visitor();
    await visitor.post('/setup', {
      centreName: 'Centro de Lurín', shortName: 'LUR', district: 'Lurín', displayName: 'Carmen Córdova', loginName: 'carmen', password: 'aprender juntas 2026', repeatPassword: 'aprender juntas 2026',
    });
    const rows = await fresh.dataSource.query<{ entity: string; name: string | null }[]>(
      "SELECT e.entity, a.display_name AS name FROM audit_entries e LEFT JOIN accounts a ON a.id = e.actor_id WHERE e.entity IN ('accounts', 'account_roles')");
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['Carmen Córdova']));
    await fresh.close();
  });
});
