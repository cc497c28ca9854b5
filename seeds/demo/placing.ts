import { DataSource } from 'typeorm';
import { newConsent } from '../../src/people/consent-texts.js';
import { ConsentsService } from '../../src/people/consents.service.js';
import { DiagnosesService } from '../../src/placement/diagnoses.service.js';
import type { Answers } from '../../src/placement/diagnosis-questions.js';
import { chance } from '../../src/placement/estimate.js';
import { itemBank } from '../../src/placement/item-bank.js';
import type { ObservedMark } from '../../src/placement/observed-marks.js';
import { PlacementTestsService } from '../../src/placement/placement-tests.service.js';
import { PlacementRepository } from '../../src/placement/placement.repository.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { bandsOf } from '../../src/shared/kernel/availability.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { localDateAt } from '../../src/shared/kernel/local-date.js';
import type { Random } from '../../src/shared/kernel/random.js';
import type { InventedPerson } from './invented.js';
import type { StaffMember, World } from './world.js';

/** A registered person of the story, with what Minka does not know of her. */
export interface Registered {
  personId: Id;
  availability: number;
  invented: InventedPerson;
}

const USES: Record<string, string> = { Nunca: 'never', 'Alguna vez': 'sometimes', 'Cada semana': 'weekly', 'Todos los días': 'daily' };

/** She signs at the desk; most also let their picture be used. */
export async function consent(world: World, by: StaffMember, { personId }: Registered, random: Random): Promise<void> {
  const given = newConsent('signed', localDateAt(world.clock.now()), random() < 0.7 ? ['pictures'] : []);
  await world.get(ConsentsService).give(personId, given, { actor: by, centreId: by.centreId });
}

/** A clerk asks the diagnosis aloud. */
export async function diagnose(world: World, by: StaffMember, person: Registered, random: Random): Promise<void> {
  await world.get(DiagnosesService).complete(person.personId, answersOf(person, random), { actor: by });
}

/** A trainer watches her at a PC and marks what she does. */
export async function watch(world: World, by: StaffMember, person: Registered, random: Random): Promise<void> {
  const marks = Object.fromEntries(itemBank().tasks.map((task) => [task.code, markOf(chance(task, person.invented.ability), random)]));
  await world.get(PlacementTestsService).observe(person.personId, marks, { actor: by });
}

/** A trainer confirms what Minka proposes. */
export async function confirmProposed(world: World, by: StaffMember, { personId }: Registered): Promise<void> {
  const test = await world.get(PlacementRepository).finishedTest(by.centreId, personId);
  await world.get(PlacementsService).decide(personId, { level: test?.level ?? 0, reason: null }, { actor: by });
}

/** She began the test herself and will go on another day. */
export async function sitHalf(world: World, { personId }: Registered, centreId: Id): Promise<void> {
  const actor = { accountId: null, centreId };
  await world.get(PlacementTestsService).start(personId, { actor });
  for (const ordinal of [1, 2, 3]) await world.get(PlacementTestsService).answer(personId, ordinal, { left: 'yes' }, { actor });
}

/** The people of a list as they are registered now, found by their DNI. */
export async function newcomers(world: World, centreId: Id, invented: readonly InventedPerson[]): Promise<Registered[]> {
  const rows: { personId: Id; dni: string; availability: number | null }[] = await world.get(DataSource).query(
    `SELECT p.id AS "personId", p.dni, l.availability FROM persons p JOIN learners l ON l.person_id = p.id AND l.centre_id = ?
     WHERE p.dni IN (${invented.map(() => '?').join(', ')})`, [centreId, ...invented.map(({ dni }) => dni)]);
  const byDni = new Map(invented.map((one) => [one.dni, one]));
  return rows.map(({ personId, dni, availability }) => ({ personId, availability: availability ?? 0, invented: byDni.get(dni) as InventedPerson }));
}

function markOf(likely: number, random: Random): ObservedMark {
  const luck = random();
  if (luck < likely) return 'alone';
  return luck < likely + 0.15 ? 'with_help' : 'no';
}

function answersOf({ invented, availability }: Registered, random: Random): Answers {
  const { ability } = invented;
  const able = (from: number): boolean => ability + (random() - 0.5) > from;
  const computerUse = USES[invented.computerUse] ?? 'never';
  return {
    computerAccess: able(0) ? 'home' : able(-1) ? 'elsewhere' : 'none',
    computerUse,
    phone: able(-1.2) ? 'smart' : able(-2.4) ? 'basic' : 'none',
    internetUse: able(0.3) ? 'daily' : able(-0.6) ? 'weekly' : able(-1.4) ? 'sometimes' : 'never',
    emailUse: able(0.3) ? 'alone' : able(-0.6) ? 'with-help' : 'none',
    purposes: able(-1) ? ['family', ...(able(0) ? ['procedures', 'work'] : [])] : ['nothing'],
    wishes: ['computer', 'organisation'],
    fear: able(0) ? 'none' : able(-1) ? 'some' : 'much',
    obstacles: random() < 0.5 ? ['time'] : ['nothing'],
    hours: bandsOf(availability),
    cause: (['democracy', 'equity', 'markets'] as const)[Math.floor(random() * 3)] as string,
  };
}
