import { feesFaults } from '../../src/fees/proof/fees-faults.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { PersonCredit } from '../../src/fees/person-credit.entity.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { TillsService } from '../../src/fees/tills.service.js';
import { FeeRule } from '../../src/fees/fee-rule.entity.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { enrolmentIn } from './fee-story.js';
import { addTill, type TillWorld } from './till-world.js';

/** What may be answered: done, refused in words, or changed meanwhile. */
const CALM = [303, 409, 422];

describe.each(ENGINES)('money at the same moment, on %s', (engine) => {
  let test: TestApp;
  let world: TillWorld;
  let tills: Visitor[];
  let coordinators: Visitor[];
  let trainer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    world = await addTill(test, { count: 12 });
    await test.unitOfWork.run((tx) => tx.insert(FeeRule, { id: newId(), editionId: world.room.edition.id, centreId: test.centre.id, freeWithdrawalDays: null, dueDays: 7, version: 1 }), { actor: SYSTEM });
    const second = await test.addAccount(['treasurer']);
    await test.app.get(TillsService).open(test.centre.id, { floatCents: 0, bookMissing: false }, { actor: { accountId: second.id, centreId: test.centre.id } });
    tills = [await test.signInAs(world.treasurer), await test.signInAs(second)];
    coordinators = [await test.signIn('coordinator'), await test.signIn('coordinator')];
    trainer = await test.signIn('trainer');
  });
  afterAll(() => test.close());
  afterEach(async () => {
    expect(await feesFaults(test.dataSource, test.centre.id)).toEqual([]);
    expect((await verifyBook(test.dataSource, test.centre.id))?.fault).toBeNull();
    const [credits, charges] = [await test.dataSource.manager.find(PersonCredit), await test.dataSource.manager.find(Charge)];
    const owing = new Set(charges.filter(({ openCents }) => openCents > 0).map(({ personId }) => personId));
    expect(credits.filter(({ personId, cents }) => cents > 0 && owing.has(personId))).toEqual([]);
  });

  const idOf = (index: number): Id => world.room.people[index]?.id as Id;
  const chargeOf = async (index: number): Promise<Charge> => (await test.dataSource.manager.find(Charge, { where: { personId: idOf(index) }, order: { chargedAt: 'DESC' } }))[0] as Charge;
  const pay = (till: number, index: number, form: object = {}): ReturnType<Visitor['post']> => (
    (tills[till] as Visitor).post('/till/payments', { person: idOf(index), amount: '10', method: 'cash', keepRest: 'yes', ...form }));
  const answersOf = async (posts: Promise<{ status: number }>[]): Promise<number[]> => (await Promise.all(posts)).map(({ status }) => status);
  const receiptOf = async (index: number): Promise<Id> => (await test.dataSource.manager.findOneByOrFail(Receipt, { personId: idOf(index) })).id;

  it('somebody withdraws while she pays, is waived, and comes back', async () => {
    for (let index = 0; index < 6; index += 1) {
      const [charge, enrolment] = [await chargeOf(index), await enrolmentIn(test, world.room.edition, idOf(index))];
      const answers = await answersOf([
        pay(0, index), trainer.post(`/enrolments/${enrolment.id}/withdrawal`, { reason: 'Se mudó' }), pay(1, index, { amount: '3' }),
        (coordinators[0] as Visitor).post(`/charges/${charge.id}/waiver`, { cents: '4', reason: 'hardship' }),
      ]);
      expect(answers.filter((status) => !CALM.includes(status))).toEqual([]);
      expect(CALM).toContain((await trainer.post(`/enrolments/${enrolment.id}/return`)).status);
    }
  });

  it('a receipt is voided twice while she pays again at another till', async () => {
    for (let index = 6; index < 9; index += 1) {
      expect((await pay(0, index)).status).toBe(303);
      const id = await receiptOf(index);
      const voids = await answersOf([
        ...tills.map((till) => till.post(`/receipts/${id}/void`, { reason: 'Error' })), pay(1, index, { amount: '4' }), pay(0, index, { amount: '5', method: 'yape', operation: `V ${index}` }),
      ]);
      expect(voids.filter((status) => !CALM.includes(status))).toEqual([]);
      expect(voids.slice(0, 2).filter((status) => status === 303).length).toBeLessThanOrEqual(1);
    }
  });

  it('a till is counted and closed while payments come, and takes nothing afterwards', async () => {
    const path = `/till-sessions/${world.tillId}`;
    const answers = await answersOf([
      pay(0, 9), pay(0, 10), (tills[0] as Visitor).post(`${path}/count`, { n5000: '1' }), pay(0, 11), (tills[0] as Visitor).post(`${path}/closing`, { reason: 'Faltó' }), pay(0, 9),
    ]);
    expect(answers.filter((status) => !CALM.includes(status))).toEqual([]);
    await (tills[0] as Visitor).post(`${path}/count`, { n10: '7' });
    await (tills[0] as Visitor).post(`${path}/closing`, { reason: 'Faltó' });
    const late = await pay(0, 9);
    expect([late.status, wordsOf(late).includes('Abrir mi caja')]).toEqual([422, true]);
  });
});
