import { addClassroom } from '../../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { addSmallProject, type SmallProject } from '../../../test/reports/small-project.js';
import { countQueries } from '../../shared/database/query-count.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { newId } from '../../shared/kernel/ids.js';
import { instantAt } from '../../shared/kernel/local-date.js';
import { translator } from '../../shared/web/i18n.js';
import { Report } from './report.entity.js';

const t = translator('es');
const NOVEMBER = { startsOn: '2026-11-01', endsOn: '2026-11-30' };

describe.each(ENGINES)('reports on the home, %s', (engine) => {
  let test: TestApp;
  let small: SmallProject;

  beforeAll(async () => {
    test = await startApp({ engine });
    await addClassroom(test, { count: 3 });
    small = await addSmallProject(test);
  });
  afterAll(() => test.close());

  const homeOf = async (role: 'administrator' | 'coordinator' | 'funder' | 'trainer'): Promise<{ words: string; links: string[] }> => {
    const visitor: Visitor = await test.signIn(role);
    const { result, queries } = await countQueries(() => visitor.get('/'));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    return { words: wordsOf(result), links: [...result.text.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')) };
  };
  const addReport = (more: Partial<Report>): Promise<void> => test.unitOfWork.run((tx) => tx.insert(Report, {
    id: newId(), projectId: small.project.id, ...NOVEMBER, status: 'draft', edition: null, correctsId: null, why: null, fileId: null, digest: null, createdAt: tx.now, version: 1, ...more,
  }), { actor: SYSTEM });
  const remove = (): Promise<unknown> => test.unitOfWork.run((tx) => tx.execute("DELETE FROM reports WHERE status = 'draft'", []), { actor: SYSTEM });

  it('say what is to be prepared, and which baselines nobody has frozen, to those who keep projects', async () => {
    for (const role of ['administrator', 'coordinator'] as const) {
      const { words, links } = await homeOf(role);
      expect(words).toContain('Preparar el informe del 1 al 30 de noviembre de 2026');
      expect(words).toContain('El periodo termina el 30/11/2026');
      expect(words).toContain(t('reports:home.baselines', { count: 2 }));
      expect(links).toContain(`/projects/${small.project.id}`);
    }
    for (const role of ['funder', 'trainer'] as const) expect((await homeOf(role)).words).not.toContain('Preparar el informe');
  });

  it('say which report is due when its period is over, and how many registers it lacks', async () => {
    test.clock.travelTo(instantAt('2026-12-01', '09:00'));
    const { words, links } = await homeOf('coordinator');
    expect(words).toContain('Hacer el informe del 1 al 30 de noviembre de 2026');
    expect(words).toContain(t('reports:home.missing', { count: 1 }));
    for (const page of ['new', 'missing']) expect(links).toContain(`/projects/${small.project.id}/reports/${page}?startsOn=2026-11-01&endsOn=2026-11-30`);
  });

  it('say that a draft waits: for the signature of the administrator, or for hers; then nothing is due any more', async () => {
    await addReport({ startsOn: '2026-10-01' });
    for (const [role, key, other] of [['administrator', 'sign', 'waits'], ['coordinator', 'waits', 'sign']] as const) {
      const { words } = await homeOf(role);
      expect([words.includes(t(`reports:home.${key}`)), words.includes(t(`reports:home.${other}`)), words.includes('Hacer el informe')]).toEqual([true, false, false]);
    }
    expect((await homeOf('funder')).words).not.toContain('octubre');
    await remove();
    await addReport({ endsOn: '2026-11-29' });
    expect((await homeOf('coordinator')).words).toContain('Hacer el informe del 1 al 30');
    await remove();
  });

  it('lead a funder to what was published, its newest edition, and to the project', async () => {
    const [first, second] = [newId(), newId()];
    const published = { status: 'published' as const, publishedAt: test.clock.now(), digest: 'a'.repeat(64) };
    await addReport({ ...published, id: first, edition: 1 });
    await addReport({ ...published, id: second, edition: 2, correctsId: first });
    const { words, links } = await homeOf('funder');
    expect(words).toMatch(/Informe del 1 al 30 de noviembre de 2026 .*Publicado el 01\/12\/2026/);
    expect([first, second].map((id) => links.includes(`/reports/${id}`))).toEqual([false, true]);
    for (const path of [`/projects/${small.project.id}`, `/projects/${small.project.id}/reports`]) expect(links).toContain(path);
    expect(links).not.toContain('/figures');
    const elsewhere = await test.signIn('funder', { centre: await test.addCentre('Aparte') });
    expect(wordsOf(await elsewhere.get('/'))).not.toContain('noviembre');
  });
});
