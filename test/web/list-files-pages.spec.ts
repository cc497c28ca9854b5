import { AuditEntry } from '../../src/shared/database/audit-entry.entity.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { textOfPdf } from '../helpers/pdf-text.js';
import { tellEdition } from '../groups/edition-story.js';

const UNKNOWN_KIND = 'Minka no conoce ese tipo de archivo';

describe.each(ENGINES)('lists to take away, %s', (engine) => {
  let test: TestApp;
  let visitor: Visitor;
  let enrolments: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    visitor = await test.signIn(['administrator', 'coordinator', 'treasurer', 'trainer'], { everywhere: true });
    enrolments = `/editions/${(await tellEdition(test, { people: 1 })).edition.id}/enrolments/exports`;
  });
  afterAll(() => test.close());

  it.each([
    '/till-sessions?month=99', '/contributions?month=99', '/contributions?kind=odd', '/contributions?alliance=odd', '/expenses?month=99', '/expenses?category=odd', '/expenses?status=odd',
    '/ledger?month=99', '/ledger?kind=odd', '/ledger?account=odd', '/ledger/accounts/1011?month=99', '/ledger/trial-balance?month=99', '/sessions?date=odd', '/sessions?view=odd',
    '/coaching/effect?from=odd', '/figures/registered?sex=odd', '/figures/registered?month=99',
  ])('shows the page %s, and makes no file of what it does not understand', async (address) => {
    expect([200, 422]).toContain((await visitor.get(address)).status);
    for (const as of ['xlsx', 'csv']) {
      const answer = await visitor.get(`${address}&as=${as}`);
      expect([answer.status, answer.headers['content-type']]).toEqual([422, expect.stringContaining('text/html')]);
    }
  });

  it('says by what a list is narrowed, in the heading of what is printed', async () => {
    for (const [address, said] of [['/expenses?status=waiting', 'Espera aprobación'], ['/ledger?kind=charge', 'Cargo de cuota'], ['/contributions?kind=internet', 'Internet']] as const) {
      const words = textOfPdf((await visitor.get(`${address}&as=pdf`)).body as Buffer).join(' ');
      expect({ address, words }).toEqual({ address, words: expect.stringContaining(`${said} · 0 filas`) });
    }
  });

  it('says why, and what to do', async () => {
    expect(wordsOf(await visitor.get('/ledger?month=99&as=xlsx'))).toContain('Vuelva a la lista, elija qué quiere ver y descárguela otra vez');
    const odd = await visitor.get('/ledger?as=exe');
    expect([odd.status, wordsOf(odd)]).toEqual([422, expect.stringContaining(UNKNOWN_KIND)]);
  });

  it('lets no list of people leave that is not what was asked for, and says in the trail that none did', async () => {
    const asked: [string, Record<string, string>][] = [
      ['/arrears/exports?edition=odd', {}], ['/arrears/exports?band=odd', {}], ['/actions/exports?kind=odd', {}], ['/actions/exports?from=odd', {}], ['/actions/follow-up/exports?weeks=99', {}],
      ['/people/exports', { kind: 'odd' }], ['/people/exports', { level: 'odd' }], ['/organisations/exports', { type: 'odd' }], ['/consortium/decisions/exports', { year: 'odd' }],
      ['/placement/queue/exports', { stage: 'odd' }], ['/placement/queue/exports', { edition: 'odd' }], ['/receipts/exports', { method: 'odd' }], ['/audit/exports', { from: 'odd' }], ['/audit/exports', { actor: 'odd' }],
      [enrolments, { show: 'odd' }],
    ];
    for (const [path, form] of asked) {
      for (const as of [{}, { as: 'csv' }]) expect({ path, form, status: (await visitor.post(path, { ...form, ...as })).status }).toEqual({ path, form, status: 422 });
      const [plain = ''] = path.split('?');
      const odd = await visitor.post(plain, { as: 'exe' });
      expect({ path, status: odd.status, said: wordsOf(odd).includes(UNKNOWN_KIND) }).toEqual({ path, status: 422, said: true });
    }
    expect(await test.dataSource.manager.countBy(AuditEntry, { entity: 'taken_lists' })).toBe(0);
    expect((await visitor.post('/people/exports', { as: 'csv' })).status).toBe(200);
  });
});
