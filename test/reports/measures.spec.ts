import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { voidReceipt } from '../../src/fees/void-receipt.js';
import { WaiversService } from '../../src/fees/waivers.service.js';
import { ContributionsService } from '../../src/ledger/alliances/contributions.service.js';
import { appendEntry } from '../../src/ledger/append-entries.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { translator } from '../../src/shared/web/i18n.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { FactsRepository } from '../../src/reports/facts/facts.repository.js';
import { FiguresService } from '../../src/reports/figures/figures.service.js';
import { AccountSumsRepository } from '../../src/reports/measures/account-sums.repository.js';
import { MeasureProof } from '../../src/reports/measures/measure-proof.js';
import { sumEverybody } from '../../src/reports/facts/sum-everybody.js';
import { cellsOfAll } from '../../src/reports/facts/sums.js';
import { isReachCode } from '../../src/reports/measures/organisation-reach.js';
import { MeasuresService } from '../../src/reports/measures/measures.service.js';
import { CATALOGUE } from '../../src/reports/indicators/catalogue.js';
import { DIMENSIONS, type Cell, type Figure, type IndicatorDefinition, type Scope } from '../../src/reports/indicators/indicator.js';
import { type Cells, figuresOf } from '../../src/reports/indicators/tally.js';
import { MonthsRepository } from '../../src/statements/months.repository.js';
import { addTill, type TillWorld } from '../fees/till-world.js';
import { sessionOf } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const CODES = [
  'fees-charged', 'fees-paid', 'waivers', 'contributions', 'in-kind', 'cost-per-learner', 'cost-per-hour', 'seat-use', 'registers-missing',
  'organisations-reached', 'board-reach', 'official-posts-trained',
];
const isOfPeople = (code: string): boolean => isReachCode(code) || CATALOGUE.get(code)?.shares !== undefined;
const t = translator('es');

describe.each(ENGINES)('measures, on %s', (engine) => {
  let test: TestApp;
  let till: TillWorld;
  let scope: Scope;
  let figures: Map<string, Figure>;
  let people: Figure[];

  beforeAll(async () => {
    test = await startApp({ engine });
    till = await addTill(test, { count: 12 });
    scope = { centreIds: [test.centre.id], period: NOVEMBER };
    await tellMoney();
    await tellSessions();
    await test.unitOfWork.run((tx) => tellOrganisations(tx), { actor: SYSTEM });
    await test.app.get(FactsKeeper).catchUp();
    people = peopleFigures();
    figures = await measure(scope);
  });
  afterAll(() => test.close());

  const measure = async (asked: Scope): Promise<Map<string, Figure>> => {
    const questions = [{ scope: asked, definitions: CODES.filter(isOfPeople).map((code) => CATALOGUE.get(code) as IndicatorDefinition), dimensions: DIMENSIONS }];
    const [cells = new Map() as Cells] = cellsOfAll(questions, await sumEverybody(test.app.get(FactsRepository), questions, Number.MAX_SAFE_INTEGER));
    const reached = figuresOf(CODES.filter(isOfPeople).map((code) => ({ code })), cells);
    const found = await test.app.get(MeasuresService).of(asked, CODES.filter((code) => !isOfPeople(code)), DIMENSIONS, people);
    return new Map([...reached, ...found].map((figure) => [figure.code, figure]));
  };

  const cell = (code: string): Cell | undefined => figures.get(code)?.total;

  const part = (code: string, dimension: 'month' | 'course' | 'centre' | 'level' | 'district' | 'sector' | 'organisationType' | 'post'): [string, number, number, number][] => (
    (figures.get(code)?.by[dimension] ?? []).map(({ value, cell: { value: sum, of, people: persons } }) => [value, sum, of, persons]));

  /** Persons 0 to 6 pay, 7 pays S/ 5.00 more than she owes; the receipt of person 0 is voided; to person 8 S/ 6.00 are waived. */
  async function tellMoney(): Promise<void> {
    const payments = test.app.get(PaymentsService);
    const options = { actor: till.actor };
    for (let person = 0; person < 7; person += 1) await payments.record(test.centre.id, till.asked(person), options);
    await payments.record(test.centre.id, till.asked(7, { cents: 1_500, keepRest: true }), options);
    const receipt = await test.dataSource.manager.findOneByOrFail(Receipt, { personId: till.room.people[0]?.id });
    await test.unitOfWork.run((tx) => voidReceipt(tx, test.centre.id, receipt.id, 'Error'), options);
    const charge = await test.dataSource.manager.findOneByOrFail(Charge, { personId: till.room.people[8]?.id });
    await test.app.get(WaiversService).give(test.centre.id, charge.id, { cents: 600, reason: 'hardship', note: null }, options);
    const gifts = test.app.get(ContributionsService);
    const draft = { promiseId: null, giver: 'Untecs', note: 'Acta', fileId: null };
    await gifts.receive(test.centre.id, { ...draft, date: '2026-11-20', gift: { kind: 'money', amountCents: 20_000, accountCode: ACCOUNT.safe } }, options);
    await gifts.receive(test.centre.id, { ...draft, date: '2026-11-21', gift: { kind: 'internet', quantityHundredths: 100, unit: 'meses', unitValueCents: 5_000 } }, options);
    const wrong = await gifts.receive(test.centre.id, { ...draft, date: '2026-11-22', gift: { kind: 'money', amountCents: 77_700, accountCode: ACCOUNT.safe } }, options);
    await gifts.reverse(test.centre.id, wrong, 'Error', options);
    await test.unitOfWork.run(async (tx) => {
      await appendEntry(tx, test.centre.id, { kind: 'expense', reference: 'expense', memo: 'Luz de noviembre', date: '2026-11-19', lines: moved(ACCOUNT.safe, '6361', 3_000) });
      await appendEntry(tx, test.centre.id, { kind: 'expense', reference: 'expense', memo: 'Luz de octubre', date: '2026-10-19', lines: moved(ACCOUNT.safe, '6361', 900) });
    }, options);
  }

  /** Ten were there for 90 minutes, one came 15 minutes late, one did not come. The register of the Friday before is missing. */
  async function tellSessions(): Promise<void> {
    const { room: { group, session, people: learners } } = till;
    await test.unitOfWork.run(async (tx) => {
      await tx.update(Session, session, { registerSavedAt: tx.now });
      await tx.insert(Session, [sessionOf(group, { date: '2026-11-20', ordinal: 0 }), sessionOf(group, { date: '2026-11-25', ordinal: 2 })]);
      await tx.insert(Session, sessionOf(group, { date: '2026-11-18', ordinal: 3, cancelledAt: tx.now, cancelReason: 'Feriado' }));
      await tx.insert(AttendanceMark, learners.map(({ id }, index) => ({
        id: newId(), sessionId: session.id, personId: id, centreId: test.centre.id, status: index < 10 ? 'present' as const : index === 10 ? 'late' as const : 'absent' as const,
        minutes: index === 10 ? 15 : null, reason: null, markedAt: tx.now, markedBy: null, version: 1,
      })));
    }, { actor: SYSTEM });
  }

  /** A soup kitchen of which two of three board members came, one that nobody came from, and an office with two posts. */
  async function tellOrganisations(tx: Tx): Promise<void> {
    const organisation = (name: string, type: Organisation['type'], sector: string | null): Organisation => ({
      id: newId(), centreId: test.centre.id, registerNumber: null, name, searchName: name.toLowerCase(), type, sector, district: 'Villa El Salvador', address: null,
      recognisedOn: null, mandateEndsOn: null, createdAt: tx.now, version: 1,
    });
    const [kitchen, idle, office] = [organisation('Comedor Oasis', 'soup_kitchen', '2'), organisation('Comedor Sol', 'soup_kitchen', '2'), organisation('Participación Vecinal', 'municipal_office', null)];
    await tx.insert(Organisation, [kitchen, idle, office]);
    const post = (person: number, { id }: Organisation, code: string, board: boolean, more: Partial<Membership> = {}): Membership => ({
      id: newId(), personId: till.room.people[person]?.id ?? '', organisationId: id, post: code, board, since: null, until: null, createdAt: tx.now, version: 1, ...more,
    });
    await tx.insert(Membership, [
      post(0, kitchen, 'president', true), post(1, kitchen, 'secretary', true), post(11, kitchen, 'treasurer', true), post(2, kitchen, 'member', false),
      post(3, kitchen, 'auditor', true, { until: '2026-10-31' }), post(11, idle, 'president', true),
      post(4, office, 'officer', false), post(5, office, 'officer', false), post(6, office, 'manager', false), post(11, office, 'mayor', false),
    ]);
  }

  /** As people's facts say it: eleven came, ten of them for 90 minutes and one for 75. */
  function peopleFigures(): Figure[] {
    const by = (value: number): Figure['by'] => {
      const one = (name: string): { value: string; cell: Cell }[] => [{ value: name, cell: { value, of: 0, people: 11 } }];
      return { centre: one(test.centre.id), month: one('2026-11'), course: one('1'), level: one('0') };
    };
    return [
      { code: 'hours', total: { value: 975, of: 0, people: 11 }, by: by(975) }, { code: 'people-trained', total: { value: 11, of: 0, people: 11 }, by: by(11) },
    ];
  }

  it('say what was charged, paid and waived, by course and month, and of how many people', () => {
    expect(cell('fees-charged')).toEqual({ value: 12_000, of: 0, people: 12 });
    expect(part('fees-charged', 'course')).toEqual([['1', 12_000, 0, 12]]);
    expect(part('fees-charged', 'month')).toEqual([['2026-11', 12_000, 0, 12]]);
    expect(cell('fees-paid')).toEqual({ value: 7_500, of: 0, people: 7 });
    expect(part('fees-paid', 'course')).toEqual([['1', 7_000, 0, 7], ['unknown', 500, 0, 1]]);
    expect(figures.get('fees-paid')?.overlap).toEqual({ course: { value: 0, of: 0, people: 1 } });
    expect(cell('waivers')).toEqual({ value: 600, of: 0, people: 1 });
    expect(part('waivers', 'course')).toEqual([['1', 600, 0, 1]]);
  });

  it('say what was given in money and in kind, without what was taken back', () => {
    expect([cell('contributions')?.value, cell('in-kind')?.value]).toEqual([20_000, 5_000]);
    expect(part('contributions', 'month')).toEqual([['2026-11', 20_000, 0, 0]]);
    expect(part('in-kind', 'centre')).toEqual([[test.centre.id, 5_000, 0, 0]]);
  });

  it('say what a learner and a minute cost, as the statement of the month does', async () => {
    const { cost } = await test.app.get(MonthsRepository).live(test.centre.id, '2026-11');
    expect(cost).toBe(8_000);
    expect(cell('cost-per-learner')).toEqual({ value: cost, of: 11, people: 11 });
    expect(cell('cost-per-hour')).toEqual({ value: cost, of: 975, people: 11 });
    expect(part('cost-per-learner', 'centre')).toEqual([[test.centre.id, cost, 11, 11]]);
  });

  it('say how many of the minutes offered were used', () => {
    expect(cell('seat-use')).toEqual({ value: 975, of: 20 * 90, people: 11 });
    expect([part('seat-use', 'level'), part('seat-use', 'course')]).toEqual([[['0', 975, 1_800, 11]], [['1', 975, 1_800, 11]]]);
  });

  it('count sessions that are over and have no register: neither those to come nor those cancelled', () => {
    expect([cell('registers-missing'), part('registers-missing', 'course')]).toEqual([{ value: 1, of: 0, people: 0 }, [['1', 1, 0, 0]]]);
  });

  it('count organisations reached, how much of their boards, and posts of the municipality', () => {
    expect(cell('organisations-reached')).toEqual({ value: 2, of: 0, people: 6 });
    expect(part('organisations-reached', 'organisationType')).toEqual([['soup_kitchen', 1, 0, 3], ['municipal_office', 1, 0, 3]]);
    expect(part('organisations-reached', 'sector')).toEqual([['Villa El Salvador · 2', 1, 0, 3], ['unknown', 1, 0, 3]]);
    expect(cell('board-reach')).toEqual({ value: 2, of: 3, people: 3 });
    expect(cell('official-posts-trained')).toEqual({ value: 2, of: 0, people: 3 });
    expect(part('official-posts-trained', 'post')).toEqual([['manager', 1, 0, 1], ['officer', 1, 0, 2]]);
  });

  it('come with the figures of people, in the order in which they are asked for', async () => {
    const codes = ['seat-use', 'people-trained', ...CODES.filter((code) => code !== 'seat-use')];
    const all = await test.app.get(FiguresService).of(scope, codes, DIMENSIONS);
    expect(all.map(({ code }) => code)).toEqual(codes);
    expect(all.find(({ code }) => code === 'people-trained')?.total).toEqual({ value: 11, of: 0, people: 11 });
    for (const code of CODES) expect(all.find((figure) => figure.code === code)).toEqual(figures.get(code));
    expect((await test.app.get(FiguresService).of(scope, ['fees-paid']))[0]).toEqual({ code: 'fees-paid', total: cell('fees-paid'), by: {} });
  });

  it('are narrowed by a slice they know, and empty by one they do not', async () => {
    const october = await measure({ ...scope, slice: { month: '2026-10' } });
    expect([october.get('fees-charged')?.total.value, october.get('contributions')?.total.value, october.get('registers-missing')?.total.value]).toEqual([0, 0, 0]);
    expect((await measure({ ...scope, slice: { course: 'unknown' } })).get('fees-paid')?.total).toEqual({ value: 500, of: 0, people: 1 });
    expect((await measure({ ...scope, slice: { course: '1' } })).get('fees-paid')?.total).toEqual({ value: 7_000, of: 0, people: 7 });
    expect((await measure({ ...scope, slice: { post: 'officer' } })).get('official-posts-trained')?.total).toEqual({ value: 1, of: 0, people: 2 });
    expect((await measure({ ...scope, slice: { sex: 'female' } })).get('fees-charged')?.total).toEqual({ value: 0, of: 0, people: 0 });
  });

  it('take three queries, each of which finds its rows by an index', async () => {
    const { queries, statements } = await countQueries(() => measure(scope));
    expect(queries).toBe(3);
    if (engine !== 'embedded') return;
    for (const statement of statements) {
      const plan = await test.dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${statement.replaceAll('?', "''")}`);
      expect(plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!x\b|CONSTANT ROW|\(subquery)/.test(detail))).toEqual([]);
    }
  });

  it('sum accounts over days, months and both alike', async () => {
    const sums = async (from: string, to: string): Promise<number> => (
      (await test.app.get(AccountSumsRepository).sums([test.centre.id], { from, to })).find(({ account }) => account === '6361')?.cents ?? 0);
    expect(await Promise.all([
      sums('2026-11-01', '2026-11-30'), sums('2026-10-19', '2026-11-19'), sums('2026-10-20', '2026-11-18'), sums('2026-10-19', '2026-11-30'), sums('2026-11-30', '2026-11-01'),
    ])).toEqual([3_000, 3_900, 0, 3_900, 0]);
  });

  it.each(CODES)('%s opens to rows that add up to it', async (code) => {
    const page = await test.app.get(MeasureProof).page(t, code, scope, test.centre.id, { limit: 50, offset: 0 });
    const { value, of } = cell(code) as Cell;
    const sum = { value: page.shown.reduce((all, row) => all + row.value, 0), of: page.shown.reduce((all, row) => all + row.of, 0) };
    expect(sum.value).toBe(value);
    if (!code.startsWith('cost-')) expect(sum.of).toBe(of);
    expect(page.rows).toBe(page.shown.length);
    if (code !== 'seat-use') expect(page.value).toBe(value);
    expect(page.of).toBe(sum.of);
    for (const row of page.shown) expect([row.text === '', row.href?.startsWith('/')]).toEqual([false, true]);
    const [first] = (await test.app.get(MeasureProof).page(t, code, scope, test.centre.id, { limit: 1, offset: 0 })).shown;
    expect(first).toEqual(page.shown[0]);
  });

  it('name nobody of another centre, and link none of its records', async () => {
    const { shown } = await test.app.get(MeasureProof).page(t, 'fees-paid', scope, newId(), { limit: 50, offset: 0 });
    expect(shown.some(({ href }) => href !== undefined)).toBe(false);
    expect(JSON.stringify(shown)).not.toContain('Alva');
    const own = await test.app.get(MeasureProof).page(t, 'fees-paid', scope, test.centre.id, { limit: 50, offset: 0 });
    expect(own.shown.some(({ detail }) => detail?.includes('Apaza'))).toBe(true);
  });
});
