import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { findDuplicates, type DuplicatePair, type PossibleDouble } from './duplicates.js';
import { referencesTo } from './move-records.js';
import { Person } from './person.entity.js';

/** Two records of a centre that may be one person. */
export interface FoundPair {
  first: PossibleDouble;
  second: PossibleDouble;
  why: DuplicatePair['why'];
}

/** Looks for records that may be one person. Comparing ten thousand takes half a second, so it is done again only when something has changed. */
@Injectable()
export class DuplicatesRepository {
  private readonly compared = new Map<Id, { stamp: string; pairs: Promise<FoundPair[]> }>();

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The surest first, without those who were said to be two people. At most three queries. */
  async pairs(centreId: Id): Promise<FoundPair[]> {
    const apart = await this.dataSource.query<{ firstId: Id; secondId: Id }[]>('SELECT first_id AS firstId, second_id AS secondId FROM distinct_persons');
    const distinct = new Set(apart.map(({ firstId, secondId }) => `${firstId} ${secondId}`));
    return (await this.allPairs(centreId)).filter(({ first, second }) => !distinct.has([first.id, second.id].sort().join(' ')));
  }

  /** How many records of each table two people have, as `{attendance_marks: {kept: 3, merged: 12}}`. One query. */
  async records(keptId: Id, mergedId: Id): Promise<Map<string, { kept: number; merged: number }>> {
    const references = referencesTo(this.dataSource.getMetadata(Person));
    const rows = await this.dataSource.query<{ name: string; personId: Id; count: number }[]>(
      references.map(({ metadata, property }) => {
        const column = metadata.findColumnWithPropertyName(property)?.databaseName as string;
        return `SELECT '${metadata.tableName}' AS name, ${column} AS personId, COUNT(*) AS count FROM ${metadata.tableName} WHERE ${column} IN (?, ?) GROUP BY ${column}`;
      }).join(' UNION ALL '), references.flatMap(() => [keptId, mergedId]));
    const counts = new Map<string, { kept: number; merged: number }>();
    for (const { name, personId, count } of rows) {
      const known = counts.get(name) ?? { kept: 0, merged: 0 };
      counts.set(name, { ...known, [personId === keptId ? 'kept' : 'merged']: Number(count) });
    }
    return counts;
  }

  private async allPairs(centreId: Id): Promise<FoundPair[]> {
    const stamp = await this.stampOf(centreId);
    const known = this.compared.get(centreId);
    if (known?.stamp === stamp) return known.pairs;
    const pairs = this.compare(centreId);
    this.compared.set(centreId, { stamp, pairs });
    // What failed is tried again by the next one who asks.
    pairs.catch(() => this.compared.delete(centreId));
    return pairs;
  }

  private async compare(centreId: Id): Promise<FoundPair[]> {
    const people = await this.dataSource.query<PossibleDouble[]>(
      `SELECT p.id, p.surnames, p.given_names AS givenNames, p.dni, p.birth_date AS birthDate, p.birth_year AS birthYear
       FROM learners l JOIN persons p ON p.id = l.person_id WHERE l.centre_id = ? ORDER BY l.sort_name, p.id`, [centreId]);
    const byId = new Map(people.map((person) => [person.id, person]));
    const found = await findDuplicates(people);
    return found.map(({ first, second, why }) => ({ first: byId.get(first) as PossibleDouble, second: byId.get(second) as PossibleDouble, why }));
  }

  /** Another text as soon as somebody of the centre was added, changed or merged. */
  private async stampOf(centreId: Id): Promise<string> {
    const [row] = await this.dataSource.query<{ people: number; versions: number }[]>(
      'SELECT COUNT(*) AS people, SUM(p.version) AS versions FROM learners l JOIN persons p ON p.id = l.person_id WHERE l.centre_id = ?', [centreId]);
    return `${row?.people} ${row?.versions}`;
  }
}
