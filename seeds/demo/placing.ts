import { DiagnosesService } from '../../src/placement/diagnoses.service.js';
import type { Answers } from '../../src/placement/diagnosis-questions.js';
import { chance, levelOf } from '../../src/placement/estimate.js';
import { itemBank } from '../../src/placement/item-bank.js';
import { PlacementTestsService, type ObservedMark } from '../../src/placement/placement-tests.service.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { bandsOf } from '../../src/shared/kernel/availability.js';
import type { Id } from '../../src/shared/kernel/ids.js';
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
export async function confirm(world: World, by: StaffMember, person: Registered, proposed: 0 | 1 | 2 | 3): Promise<void> {
  await world.get(PlacementsService).decide(person.personId, { level: proposed, reason: null }, { actor: by });
}

/** What the story believes of her; Minka finds its own. */
export function trueLevel(person: Registered): 0 | 1 | 2 | 3 {
  return levelOf(person.invented.ability);
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
