import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { MembershipFields } from '../organisations/membership-rules.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { Consent } from './consent.entity.js';
import { Learner } from './learner.entity.js';
import type { PersonFields } from './person-fields.js';
import { searchNameOf } from './person-names.js';
import { Person } from './person.entity.js';
import { doublesAmong, type LikePerson } from './registration-rules.js';

/** Somebody as her centre knows her. */
export interface KnownPerson {
  person: Person;
  learner: Learner;
}

/** A post that somebody holds or held, with its organisation. */
export interface HeldPost extends MembershipFields {
  id: Id;
  version: number;
  organisationId: Id;
  organisation: string;
  mandateEndsOn: LocalDate | null;
}

/** Nobody is merged more often; a circle, which there is none, would end here. */
const MOST_STEPS = 20;

/** Reads of single people, each through the centre that knows them. */
@Injectable()
export class PersonRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query. @throws NotThere for somebody whom this centre does not know, whether there is one or not */
  async known(centreId: Id, personId: Id): Promise<KnownPerson> {
    if (!isId(personId)) throw new NotThere('person');
    const found = await this.dataSource.manager.createQueryBuilder(Learner, 'learner')
      .innerJoinAndMapOne('learner.person', Person, 'person', 'person.id = learner.personId')
      .where('learner.personId = :personId AND learner.centreId = :centreId AND person.mergedIntoId IS NULL', { personId, centreId })
      .getOne() as (Learner & { person: Person }) | null;
    if (!found) throw new NotThere('person');
    const { person, ...learner } = found;
    return { person, learner };
  }

  /** The same, or where a merged record leads to in the end. */
  async knownOrMerged(centreId: Id, personId: Id): Promise<KnownPerson | { survivor: Id }> {
    try {
      return await this.known(centreId, personId);
    } catch (error) {
      const survivor = error instanceof NotThere ? await this.survivorOf(centreId, personId) : null;
      if (survivor) return { survivor };
      throw error;
    }
  }

  private async survivorOf(centreId: Id, personId: Id): Promise<Id | null> {
    if (!isId(personId)) return null;
    const [row] = await this.dataSource.query<{ id: Id }[]>(`
      WITH RECURSIVE trail (id, next_id, steps) AS (
        SELECT id, merged_into_id, 0 FROM persons WHERE id = ?
        UNION ALL SELECT p.id, p.merged_into_id, t.steps + 1 FROM persons p JOIN trail t ON p.id = t.next_id WHERE t.steps < ?)
      SELECT t.id FROM trail t JOIN learners l ON l.person_id = t.id AND l.centre_id = ? WHERE t.next_id IS NULL AND t.steps > 0`,
    [personId, MOST_STEPS, centreId]);
    return row?.id ?? null;
  }

  /** What she holds first, then what she held. */
  async posts(centreId: Id, personId: Id): Promise<HeldPost[]> {
    const rows = await this.dataSource.query<HeldPost[]>(`
      SELECT m.id, m.version, m.post, m.board, m.since, m.until, o.id AS organisationId, o.name AS organisation, o.mandate_ends_on AS mandateEndsOn
      FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.person_id = ? AND o.centre_id = ?
      ORDER BY CASE WHEN m.until IS NULL THEN 0 ELSE 1 END, m.until DESC, m.board DESC, m.since DESC, m.id`, [personId, centreId]);
    return rows.map((row) => ({ ...row, board: Boolean(Number(row.board)), version: Number(row.version) }));
  }

  /** All that she agreed to at this centre, the newest first. */
  consents(centreId: Id, personId: Id): Promise<Consent[]> {
    return this.dataSource.manager.find(Consent, { where: { personId, centreId }, order: { givenOn: 'DESC', id: 'DESC' } });
  }

  /** Whoever of this centre has a DNI: for the page that says that it is taken. */
  async withDni(centreId: Id, dni: string): Promise<Pick<Person, 'id' | 'surnames' | 'givenNames'> | null> {
    const [row] = await this.dataSource.query<Pick<Person, 'id' | 'surnames' | 'givenNames'>[]>(
      `SELECT p.id, p.surnames, p.given_names AS givenNames FROM persons p JOIN learners l ON l.person_id = p.id
       WHERE p.dni = ? AND l.centre_id = ?`, [dni, centreId]);
    return row ?? null;
  }

  /** Those of this centre who may be the person that is being registered. */
  async like(centreId: Id, person: PersonFields): Promise<LikePerson[]> {
    return doublesAmong(await nearPeople(this.dataSource, centreId, person), person);
  }

  /** Both of a pair, or the record that stayed where one of them was merged. @throws NotThere unless the centre knows both */
  async pairOrMerged(centreId: Id, firstId: Id, secondId: Id): Promise<[KnownPerson, KnownPerson] | { survivor: Id }> {
    try {
      return await this.pair(centreId, firstId, secondId);
    } catch (error) {
      const gone = error instanceof NotThere;
      const survivor = gone ? await this.survivorOf(centreId, firstId) ?? await this.survivorOf(centreId, secondId) : null;
      if (survivor) return { survivor };
      throw error;
    }
  }

  /** @throws NotThere unless the centre knows both and neither was merged */
  private async pair(centreId: Id, firstId: Id, secondId: Id): Promise<[KnownPerson, KnownPerson]> {
    const ids = [firstId, secondId];
    if (!ids.every(isId) || firstId === secondId) throw new NotThere('pair');
    const people = await this.dataSource.manager.findBy(Person, { id: In(ids) });
    const learners = await this.dataSource.manager.findBy(Learner, { personId: In(ids), centreId });
    const [first, second] = ids.map((id) => {
      const person = people.find((one) => one.id === id);
      const learner = learners.find((one) => one.personId === id);
      if (!person || !learner || person.mergedIntoId !== null) throw new NotThere('person');
      return { person, learner };
    });
    return [first as KnownPerson, second as KnownPerson];
  }
}

/** What can be asked: the data source outside, the manager of a unit of work inside. */
interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** The people of a centre who were born in the same year, or whose name reads the same: few enough to compare. */
export function nearPeople(source: Queryable, centreId: Id, person: PersonFields): Promise<LikePerson[]> {
  return source.query<LikePerson[]>(
    `SELECT p.id, p.surnames, p.given_names AS givenNames, p.dni, p.birth_date AS birthDate, p.birth_year AS birthYear
     FROM persons p JOIN learners l ON l.person_id = p.id
     WHERE l.centre_id = ? AND p.merged_into_id IS NULL AND (p.birth_year = ? OR p.search_name = ?)`,
    [centreId, person.birthYear ?? 0, searchNameOf(person)]);
}
