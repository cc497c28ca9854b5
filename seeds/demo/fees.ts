import { DataSource } from 'typeorm';
import { Charge } from '../../src/fees/charge.entity.js';
import type { PaymentMethod } from '../../src/fees/payment.entity.js';
import { recordPayment } from '../../src/fees/record-payment.js';
import { DENOMINATIONS, type Count } from '../../src/fees/till-rules.js';
import { TillsService } from '../../src/fees/tills.service.js';
import { balanceOf } from '../../src/ledger/balances.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import type { World } from './world.js';

/** What people change notes with, once the safe holds something. */
const FLOAT = 2_000;

/** How each of ten people pays: at the beginning or at the end of the course, all or half of it; one of ten goes on owing. */
const HABITS: readonly { begin: number; end: number; method?: PaymentMethod }[] = [
  { begin: 1, end: 0 }, { begin: 1, end: 0, method: 'yape' }, { begin: 1, end: 0 }, { begin: 0.5, end: 1 }, { begin: 1, end: 0 },
  { begin: 0, end: 1, method: 'yape' }, { begin: 1, end: 0, method: 'plin' }, { begin: 0, end: 0 }, { begin: 1, end: 0 }, { begin: 0.5, end: 0 },
];

/** The treasurer sits at her till on a day of an edition, and closes it in the evening. Once fifty céntimos were missing. */
export async function takeFees(world: World, centre: SampleCentre, editionId: Id, when: 'begin' | 'end'): Promise<void> {
  const tillId = await openTill(world, centre);
  const cash = await payAll(world, centre, editionId, when);
  const missing = when === 'end' && cash.taken >= 2_000 ? 50 : 0;
  await closeTill(world, centre, tillId, { counted: cash.float + cash.taken - missing, missing });
}

/** Today's till: it is open, and some of the course that runs have paid this morning. */
export async function openTodaysTill(world: World, centre: SampleCentre, editionId: Id): Promise<void> {
  world.travel(0);
  await openTill(world, centre);
  await payAll(world, centre, editionId, 'end', 6);
  world.tell(`${centre.shortName}: la caja de hoy está abierta`);
}

async function openTill(world: World, centre: SampleCentre): Promise<Id> {
  const { sessionId } = await world.get(TillsService).open(centre.id, { floatCents: await floatOf(world, centre), bookMissing: false }, { actor: centre.treasurer });
  return sessionId;
}

/** Nothing as long as the safe holds less. */
async function floatOf(world: World, { id }: SampleCentre): Promise<number> {
  return await balanceOf(world.get(DataSource).manager, id, ACCOUNT.safe) >= FLOAT ? FLOAT : 0;
}

/** All of a day in one unit of work. @returns what the till began with and took in cash */
async function payAll(world: World, centre: SampleCentre, editionId: Id, when: 'begin' | 'end', most = 500): Promise<{ float: number; taken: number }> {
  const charges = await world.get(DataSource).manager.find(Charge, { where: { editionId }, order: { chargedAt: 'ASC', claim: 'ASC' } });
  return world.get(UnitOfWork).run(async (tx) => {
    let [taken, paid] = [0, 0];
    for (const [index, { id, personId, openCents, amountCents, cancelledAt }] of charges.entries()) {
      const habit = HABITS[index % HABITS.length] as (typeof HABITS)[number];
      const cents = Math.min(openCents, Math.round(amountCents * habit[when]));
      if (cents === 0 || cancelledAt !== null || paid === most) continue;
      const { method = 'cash' } = habit;
      const operationNumber = method === 'cash' ? null : `${String(tx.now).slice(4, 9)}${String(index).padStart(4, '0')}`;
      await recordPayment(tx, centre.id, { personId, cents, method, chargeIds: [id], operationNumber, tenderedCents: method === 'cash' && index % 3 === 0 ? 2_000 : null, keepRest: false, otherOperation: false });
      if (method === 'cash') taken += cents;
      paid += 1;
    }
    const [till] = await tx.manager.query<{ float: number }[]>('SELECT float_cents AS "float" FROM till_sessions WHERE open_claim = ?', [centre.treasurer.accountId]);
    return { float: Number(till?.float ?? 0), taken };
  }, { actor: centre.treasurer });
}

async function closeTill(world: World, centre: SampleCentre, sessionId: Id, { counted, missing }: { counted: number; missing: number }): Promise<void> {
  const key = { centreId: centre.id, sessionId, mayCloseOthers: false };
  const { closed } = await world.get(TillsService).count(key, piecesOf(counted), { actor: centre.treasurer });
  if (!closed && missing > 0) await world.get(TillsService).close(key, 'Di mal un vuelto', { actor: centre.treasurer });
}

/** An amount in the fewest notes and coins. */
function piecesOf(cents: number): Count {
  const pieces: Record<string, number> = {};
  let rest = cents;
  for (const piece of DENOMINATIONS) {
    const number = Math.floor(rest / piece);
    if (number > 0) pieces[String(piece)] = number;
    rest -= number * piece;
  }
  return pieces;
}
