import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import { MembershipsService } from '../../src/organisations/memberships.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { organisationSchema } from '../../src/organisations/organisation-fields.js';
import { readPost } from '../../src/organisations/posts.js';
import { learnerSchema, personSchema } from '../../src/people/person-fields.js';
import { newConsent } from '../../src/people/consent-texts.js';
import { PeopleService } from '../../src/people/people.service.js';
import { PersonRepository } from '../../src/people/person.repository.js';
import { ALWAYS } from '../../src/shared/kernel/availability.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import { inventPeople, type InventedPerson } from './invented.js';
import type { Registered } from './placing.js';
import type { World } from './world.js';

/** The municipality's offices, each with whoever leads it and one of her or his staff. */
const OFFICES = [
  ['Gerencia de Desarrollo Social', 'Gerenta'], ['Subgerencia de Participación Vecinal', 'Subgerenta'], ['Subgerencia de Programas Sociales', 'Subgerente'],
  ['Oficina de Registro de Organizaciones', 'Jefa'], ['Oficina de Atención al Vecino', 'Jefe'], ['Gerencia de Participación Ciudadana', 'Gerente'],
] as const;
const STAFF_POST = 'Funcionario';
const FIRST_DNI = 39_000_000;
const SEED = 311;

/** In days from today: when the first ones came into their posts, when half of them were followed by others, and when some left again. */
const FIRST_SINCE = -700;
const FOLLOWED = -300;
const LEFT_AGAIN = -60;
/** How many of the first and of the second ones left then: fewer than five of a kind are not told. */
const LEFT = { first: 3, second: 2 };

/**
 * Officials of one municipality, who change fast: twelve come to a course, six of them are followed by others, who come to a
 * later one, and some of both leave again.
 */
export class Officials {
  private readonly offices: Id[] = [];
  private readonly came: { first: Id[]; second: Id[] } = { first: [], second: [] };

  constructor(private readonly world: World, private readonly centre: SampleCentre) {}

  /** Registers those who come to a course, on the day that the story is at. */
  async register(which: 'first' | 'second'): Promise<Registered[]> {
    const { world, centre } = this;
    const posts = await this.posts();
    const holders = which === 'first' ? posts : posts.filter((_, index) => index % 2 === 0);
    if (which === 'second') await this.leave(this.came.first.filter((_, index) => index % 2 === 0), addDays(world.today, FOLLOWED));
    const people = inventOfficials(holders.length, which, Number(world.today.slice(0, 4)));
    const found: Registered[] = [];
    for (const [index, { office, post }] of holders.entries()) {
      const invented = people[index] as InventedPerson;
      const since = addDays(world.today, which === 'first' ? FIRST_SINCE + index * 9 : FOLLOWED + 1);
      found.push({ personId: await this.registerOne(invented, { office, post, since }), availability: ALWAYS, invented });
    }
    this.came[which] = found.map(({ personId }) => personId);
    world.tell(`${centre.shortName}: la municipalidad envía a ${found.length} de su personal`);
    return found;
  }

  /** Later on some leave their posts, those trained first and those trained last. */
  async change(): Promise<void> {
    const stayed = this.came.first.filter((_, index) => index % 2 === 1);
    await this.leave([...stayed.slice(0, LEFT.first), ...this.came.second.slice(0, LEFT.second)], addDays(this.world.today, LEFT_AGAIN));
  }

  private async posts(): Promise<{ office: Id; post: string }[]> {
    const options = { actor: this.centre.coordinator, centreId: this.centre.id };
    for (const [name] of OFFICES.slice(this.offices.length)) {
      this.offices.push(await this.world.get(OrganisationsService).add(organisationSchema.parse({ name, type: 'Oficina municipal' }), options));
    }
    return OFFICES.flatMap(([, head], index) => [head, STAFF_POST].map((post) => ({ office: this.offices[index] as Id, post })));
  }

  private registerOne({ surnames, givenNames, dni, sex, birthDate, phone }: InventedPerson, { office, post, since }: { office: Id; post: string; since: string }): Promise<Id> {
    const { world, centre } = this;
    const { post: code, board } = readPost(post);
    return world.get(PeopleService).register({
      person: personSchema({ today: world.today }).parse({ surnames, givenNames, dni, sex, birth: birthDate, phone }), learner: learnerSchema.parse({}),
      consent: newConsent('signed', localDateAt(world.clock.now()), ['contact']), memberships: [{ organisationId: office, post: code, board, since, until: null }],
    }, { actor: centre.coordinator, centreId: centre.id }, { notDouble: true });
  }

  private async leave(people: readonly Id[], until: string): Promise<void> {
    const options = { actor: this.centre.coordinator, centreId: this.centre.id };
    for (const personId of people) {
      const [post] = await this.world.get(PersonRepository).posts(this.centre.id, personId);
      if (post) await this.world.get(MembershipsService).end(post.id, { until }, options);
    }
  }
}

/** They work at a desk, and course 1 still has something to teach them. */
function inventOfficials(count: number, which: 'first' | 'second', year: number): InventedPerson[] {
  const seed = which === 'first' ? SEED : SEED + 1;
  const noOrganisation = { registerNumber: '', name: '', type: '', address: '', recognisedOn: '', mandateEndsOn: '' };
  return inventPeople(count, seed, year, FIRST_DNI + seed * 1_000, [noOrganisation]).map((one) => ({ ...one, ability: -0.7, computerUse: 'Todos los días' }));
}
