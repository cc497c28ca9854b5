import { addClassroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { addLearner } from '../../test/helpers/learners.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { Consent } from './consent.entity.js';
import type { Person } from './person.entity.js';

describe.each(ENGINES)('what is kept of a learner, for herself, %s', (engine) => {
  let test: TestApp;
  let her: Person;

  beforeAll(async () => {
    test = await startApp({ engine });
    [her] = (await addClassroom(test, { count: 2 })).people as [Person, Person];
    await test.unitOfWork.run((tx) => tx.execute("UPDATE persons SET phone = '987654321', dni = '07661234' WHERE id = ?", [her.id]), { actor: SYSTEM });
  });
  afterAll(() => test.close());

  it('is a press on her name away, and says what the staff reads without its links', async () => {
    const learner = await test.signIn('learner', { personId: her.id });
    expect((await learner.get('/')).text).toContain('<a href="/my-data">');
    const { result, queries } = await countQueries(() => learner.get('/my-data'));
    const words = wordsOf(result);
    for (const said of ['Mis datos', 'Alva', '987 654 321', '07661234', 'Mi permiso para usar mis datos', 'Su ficha, su nivel y su asistencia']) expect(words).toContain(said);
    expect(result.text).not.toMatch(/href="\/(?:people|organisations)\//u);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('lets her read what her data are for and agree by herself, once, to what she ticks', async () => {
    const { personId, visitor: learner } = await addLearner(test, { surnames: 'Ticona Sulca' });
    expect((await learner.get('/my-data')).text).toContain('href="/my-data/consent"');
    const asked = await learner.get('/my-data/consent');
    for (const said of ['Acepto que el centro guarde y use mis datos', 'Sí, doy mi permiso', 'Por ahora no']) expect(wordsOf(asked)).toContain(said);
    const given = await learner.post('/my-data/consent', { consentCovers: ['contact'], then: 'https://example.org' });
    expect([given.status, given.headers.location]).toEqual([303, '/my-data']);
    await learner.post('/my-data/consent', { consentCovers: 'contact' });
    const kept = await test.dataSource.manager.findBy(Consent, { personId });
    expect(kept.map(({ how, covers, centreId }) => [how, covers, centreId])).toEqual([['online', ['training', 'reports', 'contact'], test.centre.id]]);
    expect((await learner.get('/my-data')).text).not.toContain('href="/my-data/consent"');
    expect((await learner.get('/my-data/consent')).headers.location).toBe('/my-data');
  });

  it('is nobody else\'s to see at that address', async () => {
    expect((await (await test.signIn('trainer')).get('/my-data')).status).toBe(403);
    expect((await test.visitor().get('/my-data')).status).toBe(303);
  });
});
