import { ChargePosting } from '../../src/fees/charge-posting.entity.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { Payment } from '../../src/fees/payment.entity.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { owedBy } from '../../src/fees/record-payment.js';
import { PersonCredit } from '../../src/fees/person-credit.entity.js';
import { recordPayment } from '../../src/fees/record-payment.js';
import { ReceiptVoid } from '../../src/fees/receipt-void.entity.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import { TillsService, type TillKey } from '../../src/fees/tills.service.js';
import { LedgerEntry } from '../../src/ledger/ledger-entry.entity.js';
import { KeyReused } from '../../src/shared/database/unit-of-work.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { NotThere, Refused } from '../../src/shared/kernel/refusal.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill, chargeRoom, type TillWorld } from './till-world.js';

describe.each(ENGINES)('the till, on %s', (engine) => {
  let test: TestApp;
  let payments: PaymentsService;
  let tills: TillsService;
  let world: TillWorld;
  let centreId: Id;
  let key: TillKey;
  let count = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    payments = test.app.get(PaymentsService);
    tills = test.app.get(TillsService);
  });
  beforeEach(async () => {
    count += 1;
    const centre = await test.addCentre(`C${String.fromCharCode(65 + (count % 26))}${String.fromCharCode(65 + Math.floor(count / 26))}`);
    centreId = centre.id;
    world = await addTill(test, { centreId, count: 4 });
    key = { centreId, sessionId: world.tillId, mayCloseOthers: false };
  });
  afterAll(() => test.close());

  const pay = (...asked: Parameters<TillWorld['asked']>): ReturnType<PaymentsService['record']> => payments.record(centreId, world.asked(...asked), { actor: world.actor });
  const receipts = (): Promise<Receipt[]> => test.dataSource.manager.find(Receipt, { where: { centreId }, order: { number: 'ASC' } });
  const chargeOf = (index: number): Promise<Charge> => test.dataSource.manager.findOneByOrFail(Charge, { centreId, personId: world.room.people[index]?.id as string });
  const till = (): Promise<TillSession> => test.dataSource.manager.findOneByOrFail(TillSession, { id: world.tillId });
  const reasons = async (work: Promise<unknown>): Promise<string[]> => {
    const error = await work.then(() => null, (caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refused);
    return (error as Refused).refusals.map(({ reason }) => reason);
  };

  it('takes a payment: entry, posting and receipt together', async () => {
    const made = await pay(0, { tenderedCents: 2_000 });
    expect(await chargeOf(0)).toMatchObject({ openCents: 0, amountCents: 1_000 });
    const [receipt] = await receipts();
    expect(receipt).toMatchObject({
      id: made.receiptId, number: 1, cents: 1_000, personName: 'Rosa María Alva', issuedOn: '2026-11-23', issuedBy: world.treasurer.id,
      concept: 'Cuota de Curso 1 de Grupo A: S/\u00a010.00',
    });
    const payment = await test.dataSource.manager.findOneByOrFail(Payment, { id: made.paymentId });
    expect(payment).toMatchObject({ tenderedCents: 2_000, tillSessionId: world.tillId, operationClaim: null, creditCents: 0 });
    expect(await test.dataSource.manager.findOneByOrFail(LedgerEntry, { id: payment.entryId })).toMatchObject({ kind: 'payment', reference: `receipt:${made.receiptId}` });
    expect(await world.accounts()).toEqual({ 1012: 6_000, 1211: 3_000, 5011: -5_000, 7011: -4_000 });
  });

  it('takes part payments, and keeps a rest as credit only when told', async () => {
    await pay(0, { cents: 300 });
    await pay(0, { cents: 200, method: 'yape', operationNumber: '001' });
    expect(await reasons(pay(0, { cents: 700 }))).toEqual(['till:refusals.above-owed']);
    await pay(0, { cents: 700, keepRest: true });
    expect((await chargeOf(0)).openCents).toBe(0);
    expect(await test.dataSource.manager.findOneByOrFail(PersonCredit, { centreId })).toMatchObject({ cents: 200 });
    expect((await receipts()).map(({ concept }) => concept)).toEqual([
      'A cuenta de la cuota de Curso 1 de Grupo A: S/\u00a03.00', 'A cuenta de la cuota de Curso 1 de Grupo A: S/\u00a02.00',
      'Cuota de Curso 1 de Grupo A: S/\u00a05.00\nSaldo a favor: S/\u00a02.00',
    ]);
    expect(await world.accounts()).toEqual({ 1012: 6_000, 1051: 200, 1211: 3_000, 4699: -200, 5011: -5_000, 7011: -4_000 });
  });

  it('refuses, and then nothing at all is booked', async () => {
    const before = [await world.accounts(), await test.dataSource.manager.countBy(LedgerEntry, { centreId })];
    expect(await reasons(pay(0, { cents: 0 }))).toEqual(['till:refusals.nothing']);
    expect(await reasons(pay(0, { method: 'plin' }))).toEqual(['till:refusals.operation-missing']);
    expect(await reasons(payments.record(centreId, world.asked(0), { actor: { accountId: newId(), centreId } }))).toEqual(['till:refusals.no-till']);
    await expect(payments.record(centreId, { ...world.asked(0), personId: newId() }, { actor: world.actor })).rejects.toThrow(NotThere);
    await expect(payments.record(test.centre.id, world.asked(0), { actor: world.actor })).rejects.toThrow(NotThere);
    expect([await world.accounts(), await test.dataSource.manager.countBy(LedgerEntry, { centreId })]).toEqual(before);
    expect(await receipts()).toEqual([]);
  });

  it('takes an operation once, asks before it takes its number by another method, and takes it again once it is free', async () => {
    const { receiptId } = await pay(0, { method: 'yape', operationNumber: '0012 345' });
    expect(await reasons(pay(1, { method: 'yape', operationNumber: '0012345' }))).toEqual(['till:refusals.operation-used']);
    expect(await reasons(pay(1, { method: 'plin', operationNumber: '0012345' }))).toEqual(['till:refusals.operation-by-yape']);
    await pay(1, { method: 'plin', operationNumber: '0012345', otherOperation: true });
    expect(await reasons(pay(2, { method: 'plin', operationNumber: '0012345', otherOperation: true }))).toEqual(['till:refusals.operation-used']);
    await payments.void(centreId, receiptId, 'Era de otra persona', { actor: world.actor });
    expect(await reasons(pay(2, { method: 'yape', operationNumber: '0012345' }))).toEqual(['till:refusals.operation-by-plin']);
    await pay(2, { method: 'yape', operationNumber: '0012345', otherOperation: true });
    const raced = await Promise.allSettled([0, 1, 2, 3].map((index) => pay(index, { method: 'transfer', operationNumber: '99', keepRest: true })));
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is voided by what stands there once a payment at another till is through, not by what stood there when the void came', async () => {
    const { receiptId } = await pay(0);
    const other = await test.addAccount(['treasurer']);
    const actor = { accountId: other.id, centreId };
    await tills.open(centreId, { floatCents: 0, bookMissing: false }, { actor });
    let began = (): void => undefined;
    const started = new Promise<void>((done) => { began = done; });
    const paying = test.unitOfWork.run(async (tx) => {
      await recordPayment(tx, centreId, world.asked(0, { cents: 500, keepRest: true }));
      began();
      await new Promise((done) => { setTimeout(done, 400); });
    }, { actor });
    await started;
    await Promise.all([paying, payments.void(centreId, receiptId, 'Pagó dos veces', { actor: world.actor })]);
    // What she had as credit settles what is owed again.
    expect(await chargeOf(0)).toMatchObject({ openCents: 500 });
    expect(await test.dataSource.manager.findOneBy(PersonCredit, { centreId, personId: world.room.people[0]?.id as string })).toMatchObject({ cents: 0 });
  });

  it('takes one payment of fifty posts of one key, and none of another body', async () => {
    const submission = { key: newId(), bodyHash: 'a' };
    const made = await Promise.all(Array.from({ length: 50 }, () => payments.record(centreId, world.asked(0), { actor: world.actor, submission })));
    expect(new Set(made.map(({ receiptId }) => receiptId)).size).toBe(1);
    expect(await receipts()).toHaveLength(1);
    expect(await test.dataSource.manager.countBy(LedgerEntry, { centreId, kind: 'payment' })).toBe(1);
    await expect(payments.record(centreId, world.asked(1), { actor: world.actor, submission: { ...submission, bodyHash: 'b' } })).rejects.toThrow(KeyReused);
  });

  it('numbers receipts without a gap when several tills take money at once', async () => {
    const others = await Promise.all([1, 2, 3].map(() => test.addAccount(['treasurer'])));
    const actors = [world.actor, ...others.map(({ id }) => ({ accountId: id, centreId }))];
    for (const actor of actors.slice(1)) await tills.open(centreId, { floatCents: 0, bookMissing: false }, { actor });
    const results = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => payments.record(
      centreId, world.asked(index % 4, { cents: index % 10 === 9 ? 9_999 : 100 }), { actor: actors[index % 4] as typeof world.actor })));
    const made = results.filter(({ status }) => status === 'fulfilled').length;
    expect(made).toBe(36);
    expect((await receipts()).map(({ number }) => number)).toEqual(Array.from({ length: made }, (_, index) => index + 1));
    expect((await world.accounts())['1012']).toBe(5_000 + 3_600);
  });

  it('takes one person\'s last céntimos once, from two tills at the same moment', async () => {
    const other = await test.addAccount(['treasurer']);
    const actors = [world.actor, { accountId: other.id, centreId }];
    await tills.open(centreId, { floatCents: 0, bookMissing: false }, { actor: actors[1] as typeof world.actor });
    const results = await Promise.allSettled(actors.map((actor) => payments.record(centreId, world.asked(0), { actor })));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await chargeOf(0)).openCents).toBe(0);
  });

  it('voids a receipt: owed again, the money back, the number kept', async () => {
    const before = await world.accounts();
    const { receiptId, paymentId } = await pay(0, { cents: 1_500, keepRest: true });
    const { entryId } = await payments.void(centreId, receiptId, 'Pagó dos veces', { actor: world.actor });
    expect(await world.accounts()).toEqual(before);
    expect((await chargeOf(0)).openCents).toBe(1_000);
    expect(await test.dataSource.manager.findOneByOrFail(PersonCredit, { centreId })).toMatchObject({ cents: 0 });
    expect(await test.dataSource.manager.findOneByOrFail(ReceiptVoid, { receiptId })).toMatchObject({ reason: 'Pagó dos veces', entryId, tillSessionId: world.tillId });
    const kinds = (await test.dataSource.manager.findBy(ChargePosting, { paymentId })).map(({ kind, cents }) => `${kind} ${cents}`);
    expect(kinds.sort()).toEqual(['payment -1000', 'void 1000']);
    expect(await reasons(payments.void(centreId, receiptId, 'Otra vez', { actor: world.actor }))).toEqual(['receipts:refusals.voided']);
    await pay(0);
    expect((await receipts()).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('settles what is owed again after a void with the credit of another payment', async () => {
    const { receiptId } = await pay(0);
    await pay(0, { cents: 400, keepRest: true });
    await payments.void(centreId, receiptId, 'Se equivocó de persona', { actor: world.actor });
    expect([(await chargeOf(0)).openCents, (await test.dataSource.manager.findOneByOrFail(PersonCredit, { centreId })).cents]).toEqual([600, 0]);
    expect(await world.accounts()).toEqual({ 1012: 5_400, 1211: 3_600, 5011: -5_000, 7011: -4_000 });
  });

  it('voids cash out of an open till that holds it, and no credit that is used', async () => {
    const { receiptId } = await pay(0);
    const nobody = { accountId: newId(), centreId };
    expect(await reasons(payments.void(centreId, receiptId, 'x', { actor: nobody }))).toEqual(['receipts:refusals.needs-till']);
    const other = await test.addAccount(['administrator']);
    await tills.open(centreId, { floatCents: 0, bookMissing: false }, { actor: { accountId: other.id, centreId } });
    expect(await reasons(payments.void(centreId, receiptId, 'x', { actor: { accountId: other.id, centreId } }))).toEqual(['receipts:refusals.till-too-low']);
    const advance = await pay(1, { cents: 1_500, keepRest: true });
    await test.unitOfWork.run((tx) => tx.execute('UPDATE person_credits SET cents = 100 WHERE centre_id = ?', [centreId]), { actor: world.actor });
    expect(await reasons(payments.void(centreId, advance.receiptId, 'x', { actor: world.actor }))).toEqual(['receipts:refusals.credit-used']);
    const byYape = await pay(2, { method: 'yape', operationNumber: '7' });
    await payments.void(centreId, byYape.receiptId, 'x', { actor: nobody });
    expect(await test.dataSource.manager.findOneByOrFail(ReceiptVoid, { receiptId: byYape.receiptId })).toMatchObject({ tillSessionId: null });
    await expect(payments.void(test.centre.id, receiptId, 'x', { actor: world.actor })).rejects.toThrow(NotThere);
  });

  it('is opened once by each, with what the safe holds or what is booked as opening balance', async () => {
    expect(await reasons(tills.open(centreId, { floatCents: 0, bookMissing: false }, { actor: world.actor }))).toEqual(['till:refusals.open-already']);
    const other = await test.addAccount(['treasurer']);
    const open = (bookMissing: boolean): Promise<unknown> => tills.open(centreId, { floatCents: 2_000, bookMissing }, { actor: { accountId: other.id, centreId } });
    expect(await reasons(open(false))).toEqual(['till:refusals.safe-too-low']);
    const answers = await Promise.allSettled([open(true), open(true), open(true)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await world.accounts()).toMatchObject({ 1012: 7_000, 5011: -7_000 });
  });

  it('is closed at once when the count agrees, and its money goes to the safe', async () => {
    await pay(0);
    expect(await tills.count(key, { 5000: 1, 1000: 1 }, { actor: world.actor })).toEqual({ sessionId: world.tillId, closed: true });
    expect(await till()).toMatchObject({ openClaim: null, expectedCents: 6_000, countedCents: 6_000, denominations: { 1000: 1, 5000: 1 }, differenceReason: null });
    expect(await world.accounts()).toMatchObject({ 1011: 6_000 });
    expect(await reasons(tills.close(key, 'x', { actor: world.actor }))).toEqual(['till:refusals.closed-already']);
    expect(await reasons(pay(1))).toEqual(['till:refusals.no-till']);
  });

  it('is closed with its difference explained and booked, counted anew after what came meanwhile', async () => {
    expect(await reasons(tills.close(key, 'x', { actor: world.actor }))).toEqual(['till:refusals.not-counted']);
    expect(await tills.count(key, { 2000: 2 }, { actor: world.actor })).toMatchObject({ closed: false });
    await pay(0);
    expect(await reasons(tills.close(key, 'x', { actor: world.actor }))).toEqual(['till:refusals.not-counted']);
    await tills.count(key, { 5000: 1, 500: 1 }, { actor: world.actor });
    expect(await reasons(tills.close(key, null, { actor: world.actor }))).toEqual(['till:refusals.difference-reason']);
    await tills.close(key, 'Di mal un vuelto', { actor: world.actor });
    expect(await world.accounts()).toEqual({ 1011: 5_500, 1211: 3_000, 5011: -5_000, 6592: 500, 7011: -4_000 });
  });

  it('is closed by nobody else, but by whoever may, on a later day and with a reason', async () => {
    const other = await test.addAccount(['administrator']);
    const actor = { accountId: other.id, centreId };
    await expect(tills.count(key, {}, { actor })).rejects.toThrow(NotThere);
    const allowed = { ...key, mayCloseOthers: true };
    expect(await reasons(tills.count(allowed, {}, { actor }))).toEqual(['till:refusals.in-use']);
    test.clock.advance(86_400_000);
    expect(await tills.count(allowed, { 5000: 1 }, { actor })).toMatchObject({ closed: false });
    expect(await reasons(tills.close(allowed, null, { actor }))).toEqual(['till:refusals.abandoned-reason']);
    await tills.close(allowed, 'Se fue sin cerrarla', { actor });
    expect(await till()).toMatchObject({ openClaim: null, differenceReason: 'Se fue sin cerrarla' });
    test.clock.advance(-86_400_000);
  });

  it('pays charges of two courses oldest first, or the one that was chosen', async () => {
    const [who] = world.room.people;
    const charge = await chargeOf(0);
    await test.unitOfWork.run((tx) => tx.execute('UPDATE charges SET due_on = ? WHERE id = ?', ['2026-12-30', charge.id]), { actor: world.actor });
    const { addClassroom } = await import('../attendance/classroom.js');
    const secondRoom = async (name: string): ReturnType<typeof addClassroom> => {
      const room = await addClassroom(test, { centreId, count: 0, name });
      await test.unitOfWork.run((tx) => tx.execute(
        'INSERT INTO enrolments (id, person_id, centre_id, edition_id, group_id, status, enrolled_at) SELECT ?, person_id, centre_id, ?, ?, status, enrolled_at FROM enrolments WHERE edition_id = ? AND person_id = ?',
        [newId(), room.edition.id, room.group.id, world.room.edition.id, who?.id]), { actor: world.actor });
      return room;
    };
    const [later] = await chargeRoom(test, await secondRoom('Grupo B'));
    await pay(0, { cents: 1_200 });
    const open = async (id: Id): Promise<number> => (await test.dataSource.manager.findOneByOrFail(Charge, { id })).openCents;
    expect([await open(later?.id as string), await open(charge.id)]).toEqual([0, 800]);
    expect(await reasons(pay(0, { chargeIds: [later?.id as string] }))).toEqual(['till:refusals.charges-changed']);
    const [third] = await chargeRoom(test, await secondRoom('Grupo C'));
    // She gives more than what she chose, and owes something else: that is settled before anything stays as credit.
    await pay(0, { cents: 1_900, chargeIds: [charge.id], keepRest: true });
    expect([await open(charge.id), await open(third?.id as string), await test.dataSource.manager.findOneBy(PersonCredit, { centreId })])
      .toEqual([0, 0, expect.objectContaining({ cents: 100 })]);
  });

  if (engine === 'embedded') {
    it('finds what somebody owes by her, not by all that is owed at the centre', async () => {
      const [sql, parameters] = test.dataSource.manager.createQueryBuilder(Charge, 'c').setFindOptions({ where: owedBy(centreId, newId()) }).getQueryAndParameters();
      const plan = await test.dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
      expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH c USING INDEX ix_charges_person_id_centre_id_open_cents (person_id=? AND centre_id=? AND open_cents>?)']);
    });
  }
});
