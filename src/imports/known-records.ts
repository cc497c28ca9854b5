import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { isHeldSql } from '../organisations/membership-rules.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Learner } from '../people/learner.entity.js';
import type { PersonFields } from '../people/person-fields.js';
import { Person } from '../people/person.entity.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { inChunks } from '../shared/database/sql.js';
import type { KnownOrganisation } from './organisation-groups.js';
import type { KnownPerson } from './person-groups.js';

/** All organisations of a centre, in the order in which they were made. */
export function knownOrganisations(manager: EntityManager, centreId: Id): Promise<KnownOrganisation[]> {
  return manager.find(Organisation, { where: { centreId }, order: { createdAt: 'ASC', id: 'ASC' } });
}

/** Everybody at a centre, and whoever elsewhere has a DNI of the list; nobody who was merged into another. */
export async function knownPeople(manager: EntityManager, centreId: Id, dnis: readonly string[], today: LocalDate): Promise<KnownPerson[]> {
  const here = new Map((await manager.findBy(Learner, { centreId })).map((learner) => [learner.personId, learner]));
  const people = await living(manager).andWhere('person.id IN (SELECT person_id FROM learners WHERE centre_id = :centreId)', { centreId }).getMany();
  for (const some of inChunks([...new Set(dnis)])) {
    people.push(...(await living(manager).andWhere('person.dni IN (:...some)', { some }).getMany()).filter(({ id }) => !here.has(id)));
  }
  const memberships = await membershipsAt(manager, centreId, today);
  const interviewed = await interviewedAt(manager, centreId);
  const consentAsked = await consentAskedAt(manager, centreId);
  return people.map((person) => ({
    ...person as Person & PersonFields, learner: here.get(person.id) ?? null, memberships: memberships.get(person.id) ?? [],
    interviewed: interviewed.has(person.id), consentAsked: consentAsked.has(person.id),
  }));
}

/** In the order in which they were made, so that the same list is planned alike each time. */
function living(manager: EntityManager): SelectQueryBuilder<Person> {
  return manager.createQueryBuilder(Person, 'person').where('person.mergedIntoId IS NULL').orderBy('person.createdAt').addOrderBy('person.id');
}

async function membershipsAt(manager: EntityManager, centreId: Id, today: LocalDate): Promise<Map<Id, KnownPerson['memberships']>> {
  const rows: { id: Id; personId: Id; organisationId: Id; post: string }[] = await manager.query(
    `SELECT m.id, m.person_id AS "personId", m.organisation_id AS "organisationId", m.post FROM memberships m
     JOIN organisations o ON o.id = m.organisation_id WHERE o.centre_id = ? AND ${isHeldSql('m')} ORDER BY m.created_at, m.id`,
    [centreId, today]);
  const byPerson = new Map<Id, { id: Id; organisationId: Id; post: string }[]>();
  for (const { personId, ...membership } of rows) byPerson.set(personId, [...byPerson.get(personId) ?? [], membership]);
  return byPerson;
}

/** Whoever has completed a diagnosis. By the table's name, since lists come before placement. */
async function interviewedAt(manager: EntityManager, centreId: Id): Promise<Set<Id>> {
  const rows: { id: Id }[] = await manager.query('SELECT DISTINCT person_id AS id FROM diagnoses WHERE centre_id = ? AND completed_at IS NOT NULL', [centreId]);
  return new Set(rows.map(({ id }) => id));
}

async function consentAskedAt(manager: EntityManager, centreId: Id): Promise<Set<Id>> {
  const rows: { id: Id }[] = await manager.query('SELECT DISTINCT person_id AS id FROM consents WHERE centre_id = ?', [centreId]);
  return new Set(rows.map(({ id }) => id));
}
