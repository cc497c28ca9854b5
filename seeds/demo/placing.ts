import { DataSource } from 'typeorm';
import { newConsent, type Purpose } from '../../src/people/consent-texts.js';
import { ConsentsService } from '../../src/people/consents.service.js';
import { DiagnosesService } from '../../src/placement/diagnoses.service.js';
import type { Answers } from '../../src/placement/diagnosis-questions.js';
import { chance } from '../../src/placement/estimate.js';
import type { Item } from '../../src/placement/item-schemas.js';
import { itemBank } from '../../src/placement/item-bank.js';
import type { ObservedMark } from '../../src/placement/observed-marks.js';
import type { PlacementTest, TestPurpose } from '../../src/placement/placement-test.entity.js';
import { PlacementTestsService, stepOf } from '../../src/placement/placement-tests.service.js';
import { PlacementRepository } from '../../src/placement/placement.repository.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { places } from '../../src/shared/database/sql.js';
import { bandsOf } from '../../src/shared/kernel/availability.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { localDateAt } from '../../src/shared/kernel/local-date.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import type { Random } from '../../src/shared/kernel/random.js';
import type { InventedPerson } from './invented.js';
import type { StaffMember, World } from './world.js';

/** A registered person of the story, with what Minka does not know of her. */
export interface Registered {
  personId: Id;
  availability: number;
  /** As a trainer confirmed it. */
  level?: Level;
  invented: InventedPerson;
}

const USES: Record<string, string> = { Nunca: 'never', 'Alguna vez': 'sometimes', 'Cada semana': 'weekly', 'Todos los días': 'daily' };

/** She signs at the desk; nearly all may be called, and most also let their picture be used. */
export async function consent(world: World, by: StaffMember, { personId }: Registered, random: Random): Promise<void> {
  const lot = random();
  const covers: Purpose[] = [...(lot < 0.93 ? ['contact' as const] : []), ...(lot > 0.25 ? ['pictures' as const] : [])];
  const given = newConsent('signed', localDateAt(world.clock.now()), covers);
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

/** A trainer confirms what Minka proposes. @returns the level */
export async function confirmProposed(world: World, by: StaffMember, { personId }: Registered): Promise<Level> {
  const test = await world.get(PlacementRepository).finishedTest(by.centreId, personId);
  const level = test?.level ?? 0;
  await world.get(PlacementsService).decide(personId, { level, reason: null }, { actor: by });
  return level;
}

/** She began the test herself and will go on another day. */
export async function sitHalf(world: World, { personId }: Registered, centreId: Id): Promise<void> {
  const actor = { accountId: null, centreId };
  await world.get(PlacementTestsService).start(personId, { actor });
  for (const ordinal of [1, 2, 3]) await world.get(PlacementTestsService).answer(personId, ordinal, { left: 'yes' }, { actor });
}

/** She takes the whole test herself: she chooses as well as she can, and goes on where a thing is new to her. */
export async function sit(world: World, { personId, invented }: Registered, centreId: Id, random: Random, purpose: TestPurpose = 'placement'): Promise<void> {
  const tests = world.get(PlacementTestsService);
  const repository = world.get(PlacementRepository);
  const options = { actor: { accountId: null, centreId } };
  await tests.start(personId, options, purpose);
  for (let finished = false; !finished;) {
    const test = await repository.openTest(centreId, personId, purpose) as PlacementTest;
    const step = stepOf(test, await repository.responses(test.id));
    if (step.finished) return;
    finished = await tests.answer(personId, step.ordinal, answerTo(step.item, random() < chance(step.item, invented.ability)), options, purpose);
  }
}

/** What the form of an item sends. */
function answerTo(item: Item, can: boolean): Record<string, unknown> {
  if (item.kind === 'choice' || item.kind === 'menu') return { answer: can ? item.right : 'otra' };
  if (!can) return { left: 'yes' };
  if (item.kind === 'type-text' || item.kind === 'correct-text') return { answer: acceptedText(item.right) };
  if (item.kind === 'scroll-read' || item.kind === 'mock-page') return { answer: item.right.option ?? acceptedText(item.right.typed) };
  if (item.kind !== 'pointer') return { left: 'yes' };
  return item.shown.gesture === 'click' ? { answer: item.right } : { trace: JSON.stringify({ target: item.right, gesture: item.shown.gesture }) };
}

/** Any text that an item accepts. */
function acceptedText(right: unknown): string {
  const found = [right].flat().map((each) => (typeof each === 'string' ? each : Object.values(each as object).flat()[0] as unknown));
  return typeof found[0] === 'string' ? found[0] : '';
}

/** The people of a list as they are registered now, found by their DNI. */
export async function newcomers(world: World, centreId: Id, invented: readonly InventedPerson[]): Promise<Registered[]> {
  const rows: { personId: Id; dni: string; availability: number | null }[] = await world.get(DataSource).query(
    `SELECT p.id AS "personId", p.dni, l.availability FROM persons p JOIN learners l ON l.person_id = p.id AND l.centre_id = ?
     WHERE p.dni IN (${places(invented)})`, [centreId, ...invented.map(({ dni }) => dni)]);
  const byDni = new Map(invented.map((one) => [one.dni, one]));
  return rows.map(({ personId, dni, availability }) => ({ personId, availability: availability ?? 0, invented: byDni.get(dni) as InventedPerson }));
}

/** Luck plays a small part: who does the hard things alone does the easy ones too, as a trainer would see it. */
function markOf(likely: number, random: Random): ObservedMark {
  const luck = 0.35 + 0.3 * random();
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
