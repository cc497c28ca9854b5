import fc from 'fast-check';
import type { Edition } from '../../src/courses/edition.entity.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { chargeForComing, settleWithdrawal } from '../../src/fees/follow-enrolments.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { PersonCredit } from '../../src/fees/person-credit.entity.js';
import { feesFaults } from '../../src/fees/proof/fees-faults.js';
import { WaiversService } from '../../src/fees/waivers.service.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { appendEntry, reverseEntry } from '../../src/ledger/append-entries.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { MONEY_DEFAULTS, MoneySettings } from '../../src/ledger/money-settings.entity.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import { Learner } from '../../src/people/learner.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { Refused } from '../../src/shared/kernel/refusal.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addEdition } from './fee-story.js';
import { FeesModel, type ModelEdition, type Step } from './fees-model.js';
import { accountsOf, addTill, type TillWorld } from './till-world.js';

const PEOPLE = 2;
/** The same of the model and of the database, what is due first before the rest: too late to withdraw, in time, always in time. */
const EDITIONS: readonly (ModelEdition & { startsOn: string; freeWithdrawalDays: number | null; dueDays: number })[] = [
  { fee: 333, free: false, startsOn: '2026-10-01', freeWithdrawalDays: 7, dueDays: 7 },
  { fee: 1_000, free: true, startsOn: '2026-11-30', freeWithdrawalDays: 7, dueDays: 7 },
  { fee: 700, free: true, startsOn: '2026-11-30', freeWithdrawalDays: null, dueDays: 20 },
];

const person = fc.nat(PEOPLE - 1);
const edition = fc.nat(EDITIONS.length - 1);
const cents = fc.oneof(fc.constantFrom(1_000, 333, 700, 2_033), fc.integer({ min: -3, max: 1_200 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('charge' as const), person, edition }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('pay' as const), person, cents, keepRest: fc.boolean(), method: fc.constantFrom('cash' as const, 'yape' as const) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('waive' as const), person, edition, cents }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('withdraw' as const), person, edition }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('void' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('payout' as const), person }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('receive' as const), cents: fc.integer({ min: 1, max: 5_000 }) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('reverse' as const), which: fc.nat(20) }) },
);
const HISTORIES = { embedded: 1_000, mariadb: 100 };

/** One history: its people, and what has been written of them. */
interface History {
  people: Id[];
  enrolments: Enrolment[];
  receipts: Id[];
  received: Id[];
  /** What the accounts held before it. */
  before: Record<string, number>;
  model: FeesModel;
}

describe.each(ENGINES)('random histories of fees, on %s', (engine) => {
  let test: TestApp;
  let till: TillWorld;
  let centreId: Id;
  let editions: Edition[];
  let free: { id: Id; enrolments: Enrolment[] }[] = [];
  let operations = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    // Power cuts are another test's: without waiting for the disk a thousand histories take seconds.
    (test.dataSource.driver as unknown as { databaseConnection?: { pragma: (sql: string) => void } }).databaseConnection?.pragma('synchronous = OFF');
    centreId = test.centre.id;
    till = await addTill(test, { count: 1 });
    editions = [];
    for (const { fee, startsOn, freeWithdrawalDays, dueDays } of EDITIONS) {
      editions.push(await addEdition(test, till.room.edition, { startsOn, freeWithdrawalDays, dueDays, feeCents: fee }));
    }
    await test.unitOfWork.run((tx) => tx.insert(MoneySettings, { ...MONEY_DEFAULTS, id: newId(), centreId, waiverCeilingCents: 1_000_000_000, version: 1 }), { actor: SYSTEM });
  }, 90_000);
  afterAll(() => test.close());

  /** People who are enrolled in every edition and not charged yet. */
  async function addPeople(count: number): Promise<void> {
    const people = Array.from({ length: count }, newId);
    const enrolments = people.flatMap((personId) => editions.map(({ id }): Enrolment => ({
      id: newId(), editionId: id, personId, centreId, groupId: null, status: 'enrolled', waitingReason: null, enrolledAt: test.clock.now(), endedAt: null, version: 1,
    })));
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Person, people.map((id) => ({ id, surnames: 'Quispe', givenNames: 'Rosa', searchName: 'quispe rosa', sortName: 'quispe rosa', createdAt: tx.now })));
      await tx.insert(Learner, people.map((personId) => ({ id: newId(), personId, centreId, kind: 'leader' as const, registeredAt: tx.now })));
      await tx.insert(Enrolment, enrolments);
    }, { actor: SYSTEM });
    free = people.map((id) => ({ id, enrolments: enrolments.filter(({ personId }) => personId === id) }));
  }

  async function begin(): Promise<History> {
    if (free.length < PEOPLE) await addPeople(100 * PEOPLE);
    const people = free.splice(0, PEOPLE);
    return {
      people: people.map(({ id }) => id), enrolments: people.flatMap((one) => one.enrolments), receipts: [], received: [],
      before: await accountsOf(test, centreId), model: new FeesModel(EDITIONS, PEOPLE),
    };
  }

  const enrolmentOf = ({ people, enrolments }: History, who: number, which: number): Enrolment => (
    enrolments.find(({ personId, editionId }) => personId === people[who] && editionId === editions[which]?.id) as Enrolment);

  /** Does with Minka what the model does; the same turn of a receipt or an entry is the same one. */
  async function take(history: History, it: Step): Promise<unknown> {
    const { actor } = till;
    const run = test.unitOfWork.run.bind(test.unitOfWork);
    if (it.act === 'charge') return run((tx) => chargeForComing(tx, editions[it.edition] as Edition, [enrolmentOf(history, it.person, it.edition)]), { actor });
    if (it.act === 'withdraw') return run((tx) => settleWithdrawal(tx, editions[it.edition] as Edition, enrolmentOf(history, it.person, it.edition)), { actor });
    if (it.act === 'pay') {
      const { method, keepRest } = it;
      const asked = { personId: history.people[it.person] as Id, cents: it.cents, method, chargeIds: [], operationNumber: method === 'cash' ? null : `N${operations += 1}`, tenderedCents: null, keepRest, otherOperation: false };
      return history.receipts.push((await test.app.get(PaymentsService).record(centreId, asked, { actor })).receiptId);
    }
    if (it.act === 'waive') {
      const charge = (await test.dataSource.manager.find(Charge, { where: { enrolmentId: enrolmentOf(history, it.person, it.edition).id }, order: { claim: 'ASC' } })).at(-1) as Charge;
      return test.app.get(WaiversService).give(centreId, charge.id, { cents: it.cents, reason: 'hardship', note: null }, { actor });
    }
    if (it.act === 'void') return test.app.get(PaymentsService).void(centreId, history.receipts[it.which % history.receipts.length] as Id, 'Se equivocó', { actor });
    if (it.act === 'payout') {
      const personId = history.people[it.person] as Id;
      const seen = (await test.dataSource.manager.findOneBy(PersonCredit, { centreId, personId }))?.cents ?? 0;
      return test.app.get(PaymentsService).payOut(centreId, { personId, seen }, { actor });
    }
    if (it.act === 'receive') return history.received.push((await run((tx) => appendEntry(tx, centreId, { kind: 'other-income', reference: 'x', lines: moved(ACCOUNT.otherIncome, ACCOUNT.safe, it.cents) }), { actor })).id);
    return run((tx) => reverseEntry(tx, centreId, history.received[it.which % history.received.length] as Id, { reference: 'x', memo: 'Error' }), { actor });
  }

  /** What is kept of a history's people, and what its accounts have taken since it began. */
  async function kept({ people, before }: History): Promise<object> {
    const charges = await test.dataSource.manager.find(Charge, { where: people.map((personId) => ({ personId })), order: { id: 'ASC' } });
    const credits = await test.dataSource.manager.find(PersonCredit, { where: people.map((personId) => ({ personId })) });
    const now = await accountsOf(test, centreId);
    const taken = [...new Set([...Object.keys(now), ...Object.keys(before)])].map((code): [string, number] => [code, (now[code] ?? 0) - (before[code] ?? 0)]);
    return {
      open: people.map((id) => charges.filter(({ personId }) => personId === id).map(({ openCents, cancelledAt }) => (cancelledAt === null ? openCents : null))),
      credit: people.map((id) => credits.find(({ personId }) => personId === id)?.cents ?? 0),
      accounts: Object.fromEntries(taken.filter(([, sum]) => sum !== 0).sort()),
    };
  }

  function modelled({ model, people }: History): object {
    return {
      open: people.map((_, index) => model.openOf(index)), credit: model.credit,
      accounts: Object.fromEntries(Object.entries(model.accounts).filter(([, sum]) => sum !== 0).sort()),
    };
  }

  it(`keep every balance, ${HISTORIES[engine]} of them, and refuse what has to be refused`, async () => {
    const done = new Map<string, number>();
    const began = performance.now();
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      const history = await begin();
      for (const it of steps) {
        const expected = history.model.take(it);
        if (expected === null) continue;
        const answer = await take(history, it).then(() => true, (error: unknown) => (error instanceof Refused ? false : error));
        expect({ it, answer, ...await kept(history) }).toEqual({ it, answer: expected, ...modelled(history) });
        done.set(`${it.act} ${expected ? 'done' : 'refused'}`, (done.get(`${it.act} ${expected ? 'done' : 'refused'}`) ?? 0) + 1);
      }
    }), { numRuns: HISTORIES[engine], seed: 5 });
    if (process.env.MINKA_SAY_TIMES) process.stdout.write(`${engine}: ${Math.round(performance.now() - began)} ms, ${JSON.stringify([...done])}\n`);
    // With this seed every act is done, and everything that can be refused is.
    expect([...done.keys()].sort()).toEqual([
      'charge done', 'pay done', 'pay refused', 'payout done', 'payout refused', 'receive done', 'reverse done', 'reverse refused', 'void done', 'void refused', 'waive done', 'waive refused', 'withdraw done',
    ]);
    expect(await feesFaults(test.dataSource, centreId)).toEqual([]);
    expect((await verifyBook(test.dataSource, centreId))?.fault).toBeNull();
  }, 150_000);
});
