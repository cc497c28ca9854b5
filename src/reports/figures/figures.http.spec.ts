import { addFigures } from '../../../test/reports/figures-centre.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import type { Centre } from '../../centres/centre.entity.js';
import { countQueries } from '../../shared/database/query-count.js';
import { translator } from '../../shared/web/i18n.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { mayOpen } from './figure-reader.js';

const t = translator('es');
const YEAR = 'from=1/1/2025&to=31/12/2025';

function linksIn(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
}

describe.each(ENGINES)('the figures of a centre, %s', (engine) => {
  let test: TestApp;
  let elsewhere: Centre;
  let coordinator: Visitor;
  let administrator: Visitor;
  let funder: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    elsewhere = await test.addCentre('Aparte');
    await addFigures(test, 120, elsewhere.id);
    coordinator = await test.signIn('coordinator');
    administrator = await test.signIn('administrator', { everywhere: true });
    funder = await test.signIn('funder');
  });
  afterAll(() => test.close());

  it('stand on one page in eight queries at most, with their parts in words and until when they hold', async () => {
    const { result, queries } = await countQueries(() => coordinator.get(`/figures?${YEAR}`));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    const words = wordsOf(result);
    expect(words).toContain('Del 1 de enero al 31 de diciembre de 2025');
    expect(words).toContain('Las cifras valen hasta el 23 de noviembre de 2026, 10:00');
    expect(words).toMatch(/Asistencia [\d.]+ % , Asistencia \d+ .* \d+ /);
    expect(words).toMatch(/No se sabe: .*edad \d+/);
    expect(linksIn(result.text)).toContain('/figures/attendance/proof?from=2025-01-01&to=2025-12-31');
  });

  it.each([...CATALOGUE.keys()])('open one by one, by each dimension, and as files: %s', async (code) => {
    const { result, queries } = await countQueries(() => administrator.get(`/figures/${code}?${YEAR}&together=yes`));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    expect(wordsOf(result)).toContain(t(`indicators:${code}.definition`));
    expect(result.text).not.toMatch(/figures:|indicators:/);
    expect((await administrator.get(`/definitions/${code}`)).text).not.toMatch(/figures:|indicators:/);
  });

  it.each([...CATALOGUE.keys()])('prove themselves: the rows of the whole and of parts add up to the figure: %s', async (code) => {
    const { text } = await administrator.get(`/figures/${code}?${YEAR}`);
    const proofs = [...new Set(linksIn(text))].filter((href) => href.includes('/proof?') && !href.includes('counts='));
    expect(proofs.length).toBeGreaterThan(0);
    for (const proof of [...proofs.slice(0, 2), ...proofs.slice(-1)]) {
      expect([proof, wordsOf(await administrator.get(proof)).includes(t('figures:proof.equal'))]).toEqual([proof, true]);
    }
  });

  it('open to people who can be found by name, and to those who count', async () => {
    const { result, queries } = await countQueries(() => coordinator.get(`/figures/women-share/proof?${YEAR}`));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    expect(result.text).toMatch(/href="\/people\/[^"]+">Quispe \d+, Rosa</);
    const rows = (text: string): number => (text.match(/<th scope="row">/g) ?? []).length;
    const [all, yes, no] = await Promise.all(['', '&counts=yes', '&counts=no'].map(async (more) => rows((await coordinator.get(`/figures/women-share/proof?${YEAR}${more}`)).text)));
    expect([Number(yes) > 0, Number(no) > 0, Number(yes) + Number(no)]).toEqual([true, true, all]);
    expect(wordsOf(await coordinator.get(`/figures/women-share/proof?${YEAR}&name=quispe+nadie`))).toContain(`Se ven 0 de ${all} filas`);
  });

  it('of all centres together name only the people of this one', async () => {
    const together = await administrator.get(`/figures/registered/proof?${YEAR}&together=yes&page=2`);
    expect(wordsOf(together)).toContain(t('figures:proof.others'));
    expect(together.text).toContain(t('figures:proof.elsewhere'));
    expect((await coordinator.get(`/figures/registered?${YEAR}&together=yes`)).text).not.toContain(t('figures:filter.together', { count: 2 }));
  });

  it('are not for a funder as they change from day to day, but what they count is', async () => {
    for (const path of ['/figures', '/figures/attendance', '/figures/attendance/proof']) expect([path, (await funder.get(path)).status === 200]).toEqual([path, false]);
    for (const path of ['/definitions', '/definitions/attendance']) {
      const { status, text } = await funder.get(path);
      expect([path, status, linksIn(text).filter((href) => href.startsWith('/figures'))]).toEqual([path, 200, []]);
    }
  });

  it('prove money to who reads the books, people to who works with them', async () => {
    const [trainer, treasurer, coach, learner] = await Promise.all((['trainer', 'treasurer', 'coach', 'learner'] as const).map((role) => test.signIn(role)));
    const status = async (visitor: Visitor | undefined, path: string): Promise<number | undefined> => (await visitor?.get(path))?.status;
    expect([await status(trainer, '/figures/registered/proof'), await status(trainer, '/figures/fees-paid/proof')]).toEqual([200, 404]);
    expect([await status(treasurer, '/figures/registered/proof'), await status(treasurer, '/figures/fees-paid/proof')]).toEqual([404, 200]);
    expect([await status(coach, '/figures'), await status(coach, '/figures/registered/proof'), await status(learner, '/figures')]).toEqual([200, 404, 403]);
    expect(mayOpen({ roles: ['coach'] } as never, 'people')).toBe(false);
  });

  it('of another centre are not seen', async () => {
    const other = await test.signIn('coordinator', { centre: await test.addCentre('Nuevo') });
    expect(wordsOf(await other.get(`/figures?${YEAR}`))).toContain('Personas registradas 0 ');
    expect(wordsOf(await other.get(`/figures/registered/proof?${YEAR}`))).toContain(t('figures:proof.empty.title'));
  });

  it('leave as files without small cells, and the definitions with all their words', async () => {
    for (const as of ['xlsx', 'pdf', 'csv']) {
      expect((await coordinator.get(`/figures/attendance?${YEAR}&as=${as}`)).status).toBe(200);
      expect((await coordinator.get(`/definitions?as=${as}`)).status).toBe(200);
    }
    const small = await coordinator.get(`/figures/registered?from=1/1/2025&to=20/1/2025&as=csv`);
    expect(small.text).toContain(t('figures:hidden'));
    const hours = (await coordinator.get(`/figures/cost-per-hour?${YEAR}&as=csv`)).text;
    const [, whole = ''] = hours.split('\r\n').map((line) => line.split(';'));
    expect(Number(whole[3]) / Number(whole[4])).toBeCloseTo(Number(whole[2]), 1);
    expect((await coordinator.get('/definitions?as=csv')).text.trim().split('\r\n')).toHaveLength(1 + CATALOGUE.size);
  });

  it.each([
    ['from=31/2/2025&to=1/3/2025', 'web:errors.date', 'value="31/2/2025"'], ['from=2/3/2025&to=1/3/2025', 'figures:refusals.order', ''],
    ['period=siempre', 'figures:refusals.period', ''], ['sex=todas', 'web:errors.not-a-choice', ''],
  ])('say what of %s they cannot understand', async (query, reason, kept) => {
    for (const path of ['/figures', '/figures/attendance', '/figures/attendance/proof']) {
      const { status, text } = await coordinator.get(`${path}?${query}`);
      expect([path, status, text.includes(t(reason)), path.endsWith('proof') || text.includes(kept)]).toEqual([path, 422, true, true]);
    }
  });

  it('say what they cannot be narrowed by, and that there is no such indicator', async () => {
    const page = await coordinator.get(`/figures/women-share?${YEAR}&sex=female`);
    expect([page.status, wordsOf(page).includes(t('figures:refusals.narrow'))]).toEqual([422, true]);
    for (const path of ['/figures/nothing', '/figures/nothing/proof', '/definitions/nothing']) expect((await coordinator.get(path)).status).toBe(404);
  });
});
