import type { DataSource } from 'typeorm';
import { inChunks, places } from '../../shared/database/sql.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Cells } from '../indicators/tally.js';
import { isReachCode, ReachTally } from '../measures/organisation-reach.js';
import { OrganisationSums } from '../measures/organisation-sums.js';
import { readKept, type FactsRow } from './kept-facts.js';
import type { LearnerFacts } from './learner-facts.js';
import type { SumsAsked } from './sums.js';

/** How a person's facts changed from one turn to another, whatever they were in between. */
export interface ChangedPerson {
  before: readonly LearnerFacts[];
  after: readonly LearnerFacts[];
}

/** The facts of these people as they were at the later turn. */
export type FactsAtTurn = (personIds: readonly Id[]) => Promise<Map<Id, readonly LearnerFacts[]>>;

/**
 * Brings the sums of organisations up to date: those in which somebody's post, or her coming, changed are taken off as they
 * were and added as they are. That takes the facts of all who ever held a post in them, and of nobody else.
 * @param cells changed in place
 */
export async function followReach(
  dataSource: Pick<DataSource, 'query'>, { scope, definitions, dimensions }: SumsAsked, changed: ReadonlyMap<Id, ChangedPerson>, factsAt: FactsAtTurn, cells: Cells,
): Promise<void> {
  const reach = definitions.filter(({ code }) => isReachCode(code));
  const centres = new Set(scope.centreIds);
  const here = (facts: readonly LearnerFacts[]): LearnerFacts[] => facts.filter(({ centreId }) => centres.has(centreId));
  const heldBy = (facts: readonly LearnerFacts[]): OrganisationSums => {
    const sums = new OrganisationSums(scope.period);
    sums.add(here(facts));
    return sums;
  };
  const organisations = new Set<Id>();
  for (const { before, after } of changed.values()) {
    const [was, is] = [[...heldBy(before).organisations()], [...heldBy(after).organisations()]];
    if (JSON.stringify(was) !== JSON.stringify(is)) for (const { organisationId } of [...was, ...is]) organisations.add(organisationId);
  }
  if (reach.length === 0 || organisations.size === 0) return;
  const others = (await membersOf(dataSource, [...organisations])).filter((id) => !changed.has(id));
  const [was, is] = [new OrganisationSums(scope.period), new OrganisationSums(scope.period)];
  for (const facts of (await factsAt(others)).values()) for (const sums of [was, is]) sums.add(here(facts));
  for (const { before, after } of changed.values()) {
    was.add(here(before));
    is.add(here(after));
  }
  const tally = new ReachTally(reach, scope.slice, dimensions, cells);
  for (const sum of was.organisations()) if (organisations.has(sum.organisationId)) tally.remove(sum);
  for (const sum of is.organisations()) if (organisations.has(sum.organisationId)) tally.add(sum);
}

async function membersOf(dataSource: Pick<DataSource, 'query'>, organisationIds: readonly Id[]): Promise<Id[]> {
  const found = new Set<Id>();
  for (const lot of inChunks(organisationIds)) {
    const rows = await dataSource.query<{ personId: Id }[]>(`SELECT person_id AS personId FROM memberships WHERE organisation_id IN (${places(lot)})`, [...lot]);
    for (const { personId } of rows) found.add(personId);
  }
  return [...found];
}

/** Facts of people as they are kept now, and the turn at which they were written. */
export async function keptFactsOf(dataSource: Pick<DataSource, 'query'>, personIds: readonly Id[]): Promise<Map<Id, { facts: LearnerFacts[]; turn: number }>> {
  const found = new Map<Id, { facts: LearnerFacts[]; turn: number }>();
  for (const lot of inChunks(personIds)) {
    const rows = await dataSource.query<Omit<FactsRow, 'centreId'>[]>(
      `SELECT person_id AS personId, facts, marks, turn FROM learner_facts WHERE person_id IN (${places(lot)}) ORDER BY person_id, centre_id`, [...lot]);
    for (const [personId, own] of groupBy(rows, (row) => row.personId)) {
      found.set(personId, { facts: own.map(readKept), turn: Math.max(...own.map(({ turn }) => Number(turn))) });
    }
  }
  return found;
}
