import { DataSource } from 'typeorm';
import { CertificatesService } from '../../src/certificates/certificates.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import type { Random } from '../../src/shared/kernel/random.js';
import type { SampleCentre } from './cast.js';
import { sit, type Registered } from './placing.js';
import type { World } from './world.js';

/** One in so many of those who completed comes back for the test at the end: twelve answers each are what a load of the demo can take. */
const ONE_IN = 4;
/** By how much of a level somebody can do more after a course. */
const LEARNED = { least: 1, spread: 1.2 };

/** Who completed an edition gets her certificate. */
export async function giveCertificates(world: World, centre: SampleCentre, editionId: Id): Promise<void> {
  await world.get(CertificatesService).issue(centre.id, editionId, { people: await completedIn(world, editionId), reason: null }, { actor: centre.coordinator });
}

/** The day after an edition some of those who completed it sit the test at its end, so that what they gained is on record. */
export async function measureGains(world: World, centre: SampleCentre, editionId: Id, people: readonly Registered[], random: Random): Promise<void> {
  await world.get(CertificatesService).openEndline(centre.id, editionId, { actor: centre.coordinator });
  const ids = new Set(await completedIn(world, editionId));
  const coming = people.filter(({ personId }) => ids.has(personId)).filter((_, index) => index % ONE_IN === 0);
  world.travelTo(addDays(localDateAt(world.clock.now()), 1), '15:00');
  for (const person of coming) {
    const invented = { ...person.invented, ability: person.invented.ability + LEARNED.least + random() * LEARNED.spread };
    await sit(world, { ...person, invented }, centre.id, random, 'endline');
  }
}

async function completedIn(world: World, editionId: Id): Promise<Id[]> {
  const completed = await world.get(DataSource).query<{ personId: Id }[]>("SELECT person_id AS personId FROM enrolments WHERE edition_id = ? AND status = 'completed'", [editionId]);
  return completed.map(({ personId }) => personId);
}
