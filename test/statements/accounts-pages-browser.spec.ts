import type { Browser } from 'playwright-core';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { TillsService } from '../../src/fees/tills.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addTill, type TillWorld } from '../fees/till-world.js';
import { startApp, TEST_NOW, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAtPages, openBrowser } from '../helpers/browser.js';
import { Village } from '../people/village.js';

const MONTH = '2026-11';
const OVER = TEST_NOW + 12 * 24 * 60 * 60_000;

inBrowser('months, public accounts, the consortium, what a learner owes and gets back, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let administrator: Visitor;
  let treasurer: Visitor;
  let debtor: Visitor;
  let till: TillWorld;
  const consortium: Record<string, string> = {};

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    till = await addTill(test, { count: 12 });
    for (let person = 0; person < 7; person += 1) await test.app.get(PaymentsService).record(test.centre.id, till.asked(person, person === 6 ? { cents: 400 } : {}), { actor: till.actor });
    await test.app.get(TillsService).count({ centreId: test.centre.id, sessionId: till.tillId, mayCloseOthers: false }, { 10_000: 1, 1_000: 1, 200: 2 }, { actor: till.actor });
    test.clock.travelTo(OVER);
    administrator = await test.signIn('administrator', { displayName: 'Carmen Córdova Zúñiga' });
    treasurer = await test.signIn('treasurer', { displayName: 'Irma Choque Peña' });
    debtor = await test.signIn('learner', { personId: till.room.people[6]?.id as Id });
    await post(treasurer, '/ledger/other-income', { account: '1011', amount: '35.50', date: '28/11/2026', memo: 'Venta de rifas' });
    await post(treasurer, '/expenses', { category: '6561', amount: '48.50', date: '27/11/2026', paidFrom: '1011', supplier: 'Librería El Cuaderno', documentKind: 'boleta', documentNumber: 'B001-22', description: 'Papel y tinta' });
    await keepConsortium();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  const post = async (visitor: Visitor, path: string, form: Record<string, unknown>): Promise<string> => {
    const answer = await visitor.post(path, form);
    expect([path, answer.status]).toEqual([path, 303]);
    return String(answer.headers.location);
  };

  /** Three organisations with their parts, one that left, two posts and a decision that another replaced. */
  const keepConsortium = async (): Promise<void> => {
    const village = new Village(test);
    const names = ['Comedor Popular Las Flores del Tercer Sector', 'Junta Vecinal Sector 2', 'Club de Madres Micaela Bastidas', 'Asociación Los Algarrobos'];
    const [first] = await village.organisations(names.map((name) => ({ name })));
    await village.people([{ surnames: 'Quispe Huamán', givenNames: 'Ana', dni: '40111222', organisationId: first, post: 'Presidenta', phone: '987654321' }]);
    const person = await village.person({ surnames: 'Ramos Inga', givenNames: 'Luz', dni: '40111223', organisationId: first, post: 'Socia' });
    const members: string[] = [];
    for (const organisation of names) members.push(await post(administrator, '/consortium/members', { organisation, since: '01/03/2026' }));
    const ids = members.map((path) => path.split('/').at(-1) as string);
    await post(administrator, members[3] as string, { version: '1', since: '01/03/2026', until: '30/06/2026' });
    const shares = Object.fromEntries(ids.slice(0, 3).map((id, index) => [id, ['50', '25.5', '24.5'][index]]));
    await post(administrator, '/consortium/parts', { since: '01/07/2026', costShare: shares, decisionShare: shares });
    await post(administrator, `${members[0]}/posts`, { post: 'president', person, since: '01/04/2026', until: '31/12/2026' });
    const decision = { title: 'Cuota de diez soles', body: 'Cada curso cuesta diez soles.\nNadie se queda fuera por eso.', heldOn: '15/07/2026', convocation: 'first', present: ids.slice(0, 3), votesFor: '2', votesAgainst: '0', abstentions: '1' };
    const replaced = await post(administrator, '/consortium/decisions', decision);
    const standing = await post(administrator, '/consortium/decisions', { ...decision, title: 'Cuota de doce soles', heldOn: '16/07/2026', replaces: replaced.split('/').at(-1) });
    const posts = /\/consortium\/posts\/[^/"]+(?=\/edit)/u.exec((await administrator.get('/consortium/posts')).text)?.[0];
    Object.assign(consortium, {
      members: '/consortium', 'member-new': '/consortium/members/new', member: members[0], 'member-left': members[3], 'member-edit': `${members[0]}/edit`, 'member-post': `${members[0]}/posts/new`,
      parts: '/consortium/parts/edit', posts: '/consortium/posts', 'post-new': '/consortium/posts/new', 'post-edit': `${posts}/edit`, 'post-removal': `${posts}/removal`,
      decisions: '/consortium/decisions', 'decision-new': '/consortium/decisions/new', replaced, standing,
    });
  };

  const look = (visitor: Visitor | null, pages: Record<string, string>): Promise<void> => lookAtPages({ browser, address }, visitor, pages);
  const digest = async (visitor: Visitor): Promise<string> => /signatures\?seen(?:=|&#x3D;)([0-9a-f]{64})"/u.exec((await visitor.get(`/months/${MONTH}`)).text)?.[1] ?? '';

  it('are clean while a month waits for its signatures', async () => {
    await look(treasurer, { 'months-open': '/months', 'month-open': `/months/${MONTH}`, 'month-running': '/months/2026-12', 'month-signing': `/months/${MONTH}/signatures?seen=${await digest(treasurer)}` });
    await post(treasurer, `/months/${MONTH}/signatures`, { digest: await digest(treasurer) });
    await look(administrator, { 'months-signed': '/months', 'month-signed': `/months/${MONTH}` });
  }, 240_000);

  it('are clean when nothing is public, and when a month is closed and public', async () => {
    await look(null, { 'centres-none': '/accounts-of' });
    await post(administrator, '/ledger/settings', { waiverCeiling: '200', expenseApproval: '200', accountsPublic: 'yes', version: '0' });
    await look(null, { 'accounts-none': '/accounts-of/VES' });
    await look(administrator, { 'month-closing': `/months/${MONTH}/signatures?seen=${await digest(administrator)}` });
    await post(administrator, `/months/${MONTH}/signatures`, { digest: await digest(administrator) });
    await look(administrator, { 'months-closed': '/months', 'month-closed': `/months/${MONTH}` });
    await look(null, { centres: '/accounts-of', accounts: '/accounts-of/VES', 'accounts-month': `/accounts-of/VES/${MONTH}` });
  }, 240_000);

  it('are clean where the administrator keeps the consortium', () => look(administrator, consortium), 240_000);

  it('are clean on the home of a learner who owes', () => look(debtor, { 'home-debtor': '/' }), 240_000);

  it('are clean where credit is handed back, and where a whole edition\'s attendance stands', async () => {
    const person = till.room.people[8]?.id as Id;
    await post(treasurer, '/till', { float: '20' });
    await post(treasurer, '/till/payments', { person, amount: '15', method: 'cash', keepRest: 'yes' });
    await look(treasurer, { 'till-credit': `/till?person=${person}`, 'payout-ask': `/people/${person}/payout` });
    await look(treasurer, { payout: await post(treasurer, `/people/${person}/payout`, { seen: '500' }) });
    await look(administrator, { 'edition-attendance': `/editions/${till.room.edition.id}/attendance`, 'edition-sessions': `/editions/${till.room.edition.id}/sessions` });
  }, 240_000);
});
