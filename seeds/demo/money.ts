import { AlliancesService, type PromiseDraft } from '../../src/ledger/alliances/alliances.service.js';
import { AlliancesRepository } from '../../src/ledger/alliances/alliances.repository.js';
import type { AlliancePromise } from '../../src/ledger/alliances/alliance-promise.entity.js';
import type { Gift } from '../../src/ledger/alliances/contribution-rules.js';
import { ContributionsService } from '../../src/ledger/alliances/contributions.service.js';
import { MovesService } from '../../src/ledger/books/moves.service.js';
import { monthOf } from '../../src/ledger/entry-rules.js';
import { ExpensesService } from '../../src/ledger/expenses/expenses.service.js';
import type { ExpenseDraft } from '../../src/ledger/expenses/expense-rules.js';
import { addDays, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import type { StaffMember, World } from './world.js';

const MONTHS = 12;

/** What is spent every month, and what every so many months. */
const SPENT: readonly (Pick<ExpenseDraft, 'category' | 'supplier' | 'documentKind' | 'description'> & { every: number; cents: number; day: number; from: string })[] = [
  { category: '6561', supplier: 'Librería El Cuaderno', documentKind: 'boleta', description: 'Papel, plumones y tinta', every: 1, cents: 4_850, day: 5, from: '1011' },
  { category: '6562', supplier: 'Bodega Doña Meche', documentKind: 'boleta', description: 'Lejía, trapos y papel higiénico', every: 1, cents: 3_120, day: 6, from: '1011' },
  { category: '6311', supplier: 'Movilidad local', documentKind: 'sworn', description: 'Pasajes para visitar organizaciones', every: 1, cents: 2_400, day: 12, from: '1011' },
  { category: '6391', supplier: 'Caja de ahorros', documentKind: 'ticket', description: 'Mantenimiento de la cuenta', every: 1, cents: 700, day: 2, from: '1041' },
  { category: '6341', supplier: 'Servicio Técnico Quispe', documentKind: 'boleta', description: 'Cambio de fuente y limpieza de PC', every: 3, cents: 16_000, day: 15, from: '1041' },
  { category: '6371', supplier: 'Imprenta Sol', documentKind: 'factura', description: 'Volantes de la nueva edición', every: 4, cents: 9_000, day: 9, from: '1041' },
];

const UNIVERSITY: readonly PromiseDraft[] = [
  { kind: 'power', unit: 'mes', quantityHundredths: 100, unitValueCents: 32_000 }, { kind: 'internet', unit: 'mes', quantityHundredths: 100, unitValueCents: 18_000 },
  { kind: 'room', unit: 'mes', quantityHundredths: 100, unitValueCents: 60_000 }, { kind: 'training-hours', unit: 'horas', quantityHundredths: 4_000, unitValueCents: 1_500 },
];
const MUNICIPALITY: readonly PromiseDraft[] = [{ kind: 'money', unit: 'mes', quantityHundredths: 100, unitValueCents: 15_000 }];

/** A year of a centre's books: what there was, what allies gave, what was spent, and an expense that waits for a second person. */
export async function keepBooks(world: World, centre: SampleCentre): Promise<void> {
  world.travel(0);
  const actor = centre.treasurer;
  const months = monthsUpTo(world.today);
  await world.get(MovesService).open(centre.id, {
    date: `${months[0] as string}-01`, amounts: [{ account: '1011', cents: 180_000 }, { account: '1041', cents: 150_000 }, { account: '1051', cents: 12_000 }],
  }, { actor });
  await giveByAllies(world, centre, months);
  for (const [index, month] of months.entries()) {
    for (const [place, { every, cents, day, from, ...said }] of SPENT.entries()) {
      if (index % every !== 0) continue;
      const documentNumber = said.documentKind === 'sworn' ? null : `B00${place + 1}-${String(1_200 + index * 37 + place)}`;
      await spend(world, actor, { ...said, documentNumber, amountCents: cents + index * 35, date: dayIn(month, day, world.today), paidFrom: from, fileId: null });
    }
  }
  await spend(world, actor, {
    category: '6364', supplier: 'Telefonía del Sur', documentKind: 'boleta', documentNumber: 'S101-88213', description: 'Teléfono del centro', amountCents: 4_500,
    date: addDays(world.today, -4), paidFrom: null, fileId: null,
  });
  await spend(world, actor, {
    category: '6341', supplier: 'Servicio Técnico Quispe', documentKind: 'factura', documentNumber: 'F001-0450', description: 'Reparación del proyector', amountCents: 35_000,
    date: addDays(world.today, -1), paidFrom: '1041', fileId: null,
  });
  world.tell(`${centre.shortName}: un año de gastos y aportes; un gasto espera a otra persona`);
}

function spend(world: World, actor: StaffMember, draft: ExpenseDraft): Promise<unknown> {
  return world.get(ExpensesService).enter(actor.centreId, draft, { actor });
}

/** The university keeps what it promised but for some hours, the municipality was late twice; its alliance is to be renewed. */
async function giveByAllies(world: World, centre: SampleCentre, months: readonly string[]): Promise<void> {
  const startsOn = `${months[0] as string}-01`;
  const university = await promised(world, centre, { ally: 'Universidad Tecnológica del Cono Sur', startsOn, endsOn: null, about: 'Convenio de uso de ambientes' }, UNIVERSITY);
  const municipality = await promised(world, centre, { ally: `Municipalidad de ${centre.district}`, startsOn, endsOn: addDays(world.today, 45), about: 'Convenio de apoyo' }, MUNICIPALITY);
  for (const [index, month] of months.entries()) {
    const date = dayIn(month, 25, world.today);
    for (const promise of university) await receive(world, centre, promise, date, inKind(promise, promise.kind === 'training-hours' ? 2_600 + (index % 4) * 450 : promise.quantityHundredths));
    for (const promise of municipality) if (index % 5 !== 3) await receive(world, centre, promise, date, { kind: 'money', amountCents: promise.unitValueCents, accountCode: '1041' });
  }
}

async function promised(
  world: World, centre: SampleCentre, alliance: { ally: string; about: string; startsOn: LocalDate; endsOn: LocalDate | null }, promises: readonly PromiseDraft[],
): Promise<(AlliancePromise & { ally: string })[]> {
  const options = { actor: centre.treasurer };
  const id: Id = await world.get(AlliancesService).open(centre.id, { ...alliance, organisationId: null, fileId: null }, options);
  for (const promise of promises) await world.get(AlliancesService).promise(centre.id, id, promise, options);
  return (await world.get(AlliancesRepository).promises(id)).map((promise) => ({ ...promise, ally: alliance.ally }));
}

function inKind({ kind, unit, unitValueCents }: AlliancePromise, quantityHundredths: number): Gift {
  return { kind: kind as Exclude<typeof kind, 'money'>, unit, unitValueCents, quantityHundredths };
}

async function receive(world: World, centre: SampleCentre, { id, ally }: AlliancePromise & { ally: string }, date: LocalDate, gift: Gift): Promise<void> {
  const note = gift.kind === 'money' ? 'Voucher de depósito' : gift.kind === 'training-hours' ? 'Parte de horas firmado' : 'Constancia de la institución';
  await world.get(ContributionsService).receive(centre.id, { promiseId: id, giver: ally, date, gift, note, fileId: null }, { actor: centre.treasurer });
}

/** The last twelve months, the oldest first. */
function monthsUpTo(today: LocalDate): string[] {
  const months = [monthOf(today)];
  while (months.length < MONTHS) months.unshift(monthOf(addDays(`${months[0] as string}-01`, -1)));
  return months;
}

/** A day of a month; of this month none that is still to come. */
function dayIn(month: string, day: number, today: LocalDate): LocalDate {
  const date = `${month}-${String(day).padStart(2, '0')}`;
  return date > today ? today : date;
}
