import { addDays } from '../../src/shared/kernel/local-date.js';
import { MembershipsService } from '../../src/organisations/memberships.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { organisationSchema } from '../../src/organisations/organisation-fields.js';
import { readPost } from '../../src/organisations/posts.js';
import { learnerSchema, personSchema } from '../../src/people/person-fields.js';
import { newConsent } from '../../src/people/consent-texts.js';
import { PeopleService } from '../../src/people/people.service.js';
import { PersonRepository } from '../../src/people/person.repository.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import type { World } from './world.js';

/** Officials change fast: one of these has left her post, and another came after her. `left` counts days from today. */
const OFFICES = [
  { name: 'Gerencia de Desarrollo Social', people: [
    { surnames: 'Salvatierra Rojas', givenNames: 'Hilda', dni: '39000011', sex: 'F', birth: '1971', phone: '987000011', post: 'Gerenta', since: -700, left: -90 },
    { surnames: 'Bendezú Tello', givenNames: 'Óscar', dni: '39000024', sex: 'M', birth: '1979', phone: '987000024', post: 'Gerente', since: -89, left: null },
  ] },
  { name: 'Subgerencia de Participación Vecinal', people: [
    { surnames: 'Munayco Arias', givenNames: 'Rocío', dni: '39000037', sex: 'F', birth: '1984', phone: '987000037', post: 'Subgerenta', since: -500, left: null },
    { surnames: 'Lizana Curi', givenNames: 'Darío', dni: '39000040', sex: 'M', birth: '1990', phone: '', post: 'Funcionario', since: -300, left: null },
  ] },
] as const;

/** The municipality sends its officials, too: two offices, registered at the desk. */
export async function registerOfficials(world: World, { id: centreId, coordinator }: SampleCentre): Promise<void> {
  const options = { actor: coordinator, centreId };
  for (const { name, people } of OFFICES) {
    const office = await world.get(OrganisationsService).add(organisationSchema.parse({ name, type: 'Oficina municipal' }), options);
    for (const { post, since, left, ...answers } of people) {
      const personId = await register(world, office, { post, since, answers }, options);
      if (left !== null) await leavePost(world, personId, addDays(world.today, left), options);
    }
  }
}

async function register(
  world: World, organisationId: Id, { post, since, answers }: { post: string; since: number; answers: Record<string, string> },
  options: { actor: SampleCentre['coordinator']; centreId: Id },
): Promise<Id> {
  const { post: code, board } = readPost(post);
  const today = world.today;
  return world.get(PeopleService).register({
    person: personSchema({ today }).parse(answers), learner: learnerSchema.parse({}), consent: newConsent('signed', addDays(today, -60), ['contact']),
    memberships: [{ organisationId, post: code, board, since: addDays(today, since), until: null }],
  }, options);
}

async function leavePost(world: World, personId: Id, until: string, options: { actor: SampleCentre['coordinator']; centreId: Id }): Promise<void> {
  const [post] = await world.get(PersonRepository).posts(options.centreId, personId);
  if (post) await world.get(MembershipsService).end(post.id, until, options);
}
