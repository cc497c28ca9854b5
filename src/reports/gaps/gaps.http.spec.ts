import { addFigures } from '../../../test/reports/figures-centre.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import type { Centre } from '../../centres/centre.entity.js';
import { Consent } from '../../people/consent.entity.js';
import { Person } from '../../people/person.entity.js';
import { countQueries } from '../../shared/database/query-count.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { translator } from '../../shared/web/i18n.js';
import { furthestStep, isOnPath, PATH_STEPS } from '../indicators/path.js';
import type { LearnerFacts } from '../facts/learner-facts.js';
import { DROPS, stepBefore, type Drop } from './gap-path.js';

const t = translator('es');
const PERIOD = { from: '2025-01-01', to: '2025-12-31' };
const YEAR = 'from=2025-01-01&to=2025-12-31';

function linksIn(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
}

describe.each(ENGINES)('the path of a centre, %s', (engine) => {
  let test: TestApp;
  let elsewhere: Centre;
  let people: LearnerFacts[][];
  let trainer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    elsewhere = await test.addCentre('Aparte');
    people = await addFigures(test, 260, elsewhere.id);
    trainer = await test.signIn('trainer');
  });
  afterAll(() => test.close());

  const here = (): LearnerFacts[] => people.flatMap((facts) => facts.filter(({ centreId }) => centreId === test.centre.id));
  const behind = (drop: Drop): Id[] => here().filter((one) => isOnPath({ facts: [one], period: PERIOD }) && furthestStep({ facts: [one], period: PERIOD }) === stepBefore(drop)).map(({ personId }) => personId);

  /** Everybody in a drop's list, page by page. */
  async function listed(visitor: Visitor, path: string): Promise<Id[]> {
    const ids: Id[] = [];
    for (let page = 1; page < 20; page += 1) {
      const found = (await visitor.get(`${path}&page=${page}`)).text;
      ids.push(...[...found.matchAll(/<th scope="row"><span><a href="\/people\/([^"/]+)"/g)].map(([, id = '']) => id));
      if (!linksIn(found).some((href) => href.includes(`page=${page + 1}`))) break;
    }
    return ids;
  }

  it('is one page in eight queries at most: the gaps in words, pictures, tables, and one action for each drop', async () => {
    const { result, queries } = await countQueries(() => trainer.get(`/gaps?${YEAR}`));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    expect(result.text.match(/<svg[^>]*chart__picture/g)).toHaveLength(4);
    for (const step of PATH_STEPS) expect(wordsOf(result)).toContain(t(`indicators:path-${step}.step`));
    for (const path of ['/placement/queue?stage=to-diagnose', '/placement/queue', '/editions/new', '/calls', '/coaching/proposals', '/actions/follow-up']) {
      expect([path, linksIn(result.text).includes(path), (await trainer.get(path)).status]).toEqual([path, true, 200]);
    }
    expect(result.text).not.toMatch(/gaps:|indicators:|style="/);
  });

  it.each(DROPS)('opens a drop to just those who took the step before and not this one: %s', async (drop) => {
    const expected = behind(drop);
    const board = linksIn((await trainer.get(`/gaps?${YEAR}`)).text);
    const path = `/gaps/${drop}?${YEAR}`;
    expect([board.includes(path), expected.length > 0]).toEqual([expected.length > 0, expected.length > 0]);
    const { result, queries } = await countQueries(() => trainer.get(path));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    const all = await listed(trainer, path);
    expect([...all].sort()).toEqual([...expected].sort());
    const elsewhereOnly = new Set(people.filter((facts) => facts.every(({ centreId }) => centreId !== test.centre.id)).map(([one]) => one?.personId));
    expect(all.some((id) => elsewhereOnly.has(id))).toBe(false);
  });

  it('opens each group to its own part: the parts make up the whole', async () => {
    for (const drop of DROPS) {
      const parts = await Promise.all(['female', 'male', 'other', 'unknown'].map((sex) => listed(trainer, `/gaps/${drop}?${YEAR}&sex=${sex}`)));
      expect([drop, parts.flat().sort()]).toEqual([drop, behind(drop).sort()]);
    }
  });

  it('leads each person on to what helps her', async () => {
    for (const drop of ['diagnosed', 'placed', 'completed-1', 'acted'] as const) {
      const [person = ''] = behind(drop);
      const links = linksIn((await trainer.get(`/gaps/${drop}?${YEAR}`)).text);
      const help = links.filter((href) => /diagnosis|placement\/queue\/|bookings\/new|actions\/new/.test(href));
      expect([drop, person !== '', help.length > 0]).toEqual([drop, true, true]);
      expect([help[0], (await trainer.get(help[0] ?? '')).status]).toEqual([help[0], 200]);
    }
  });

  it('says a phone only where she agreed to be called', async () => {
    const [agreed = '', refused = '', unasked = ''] = behind('diagnosed');
    const consent = { centreId: test.centre.id, textVersion: '1', how: 'spoken' as const, givenOn: '2025-02-01', withdrawnAt: null, version: 1 };
    await test.unitOfWork.run(async (tx) => {
      for (const [index, id] of [agreed, refused, unasked].entries()) await tx.update(Person, await tx.manager.findOneByOrFail(Person, { id }), { phone: `98765432${index}` });
      await tx.insert(Consent, [{ id: newId(), personId: agreed, covers: ['training', 'contact'], ...consent }, { id: newId(), personId: refused, covers: ['training'], ...consent }]);
    }, { actor: SYSTEM });
    const pages = await Promise.all([1, 2, 3, 4].map(async (page) => (await trainer.get(`/gaps/diagnosed?${YEAR}&page=${page}`)).text));
    const text = pages.join('');
    expect([text.includes('987 654 320'), text.includes('tel:+51987654320'), /987 ?654 ?32[12]/.test(text)]).toEqual([true, true, false]);
    expect(text).toContain(t('attendance:calls.why.refused'));
    expect(text).toContain(`/people/${unasked}/consent`);
  });

  it('shows another centre its own people alone, whatever it asks', async () => {
    const administrator = await test.signIn('administrator', { everywhere: true });
    expect((await listed(administrator, `/gaps/diagnosed?${YEAR}&together=yes`)).sort()).toEqual(behind('diagnosed').sort());
    expect((await administrator.get(`/gaps?${YEAR}&together=yes`)).text).not.toContain('name="together"');
    const other = await test.signIn('trainer', { centre: await test.addCentre('Nuevo') });
    expect(wordsOf(await other.get(`/gaps?${YEAR}`))).toContain(t('gaps:empty.title'));
    expect(await listed(other, `/gaps/diagnosed?${YEAR}`)).toEqual([]);
  });

  it('is for who works with the people, and nobody else', async () => {
    for (const role of ['coach', 'treasurer', 'learner', 'funder'] as const) expect([role, (await (await test.signIn(role)).get('/gaps')).status]).toEqual([role, 403]);
  });

  it.each(['from=31/2/2025&to=1/3/2025', 'from=2/3/2025&to=1/3/2025', 'sex=todas', 'month=2025-01'])('says what of %s it cannot understand', async (query) => {
    for (const path of ['/gaps', '/gaps/came']) expect([path, (await trainer.get(`${path}?${query}`)).status]).toEqual([path, 422]);
  });

  it('knows no other steps', async () => {
    for (const step of ['registered', 'nothing']) expect((await trainer.get(`/gaps/${step}`)).status).toBe(404);
  });
});
