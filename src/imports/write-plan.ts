import { addMemberships, endMemberships, type MembershipOf } from '../organisations/memberships.js';
import { addOrganisations, changeOrganisation } from '../organisations/organisations.service.js';
import { changeMany, type PersonChange } from '../people/change-people.js';
import type { LearnerFields } from '../people/person-fields.js';
import type { NewConsent } from '../people/consent-texts.js';
import { giveConsents } from '../people/consents.service.js';
import { registerHere, registerMany } from '../people/register-people.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import type { KnownPerson } from './person-groups.js';
import type { OrganisationWrite } from './plan-organisations.js';
import type { PersonRef, PersonWrite } from './plan-people.js';

/** The ids of what rows have made, by the rows' numbers. */
export type MadeIds = ReadonlyMap<number, Id>;

/** Writes what was planned for a list of organisations, inside the import's unit of work. */
export async function writeOrganisations(tx: Tx, centreId: Id, writes: readonly OrganisationWrite[]): Promise<MadeIds> {
  const added = writes.filter((write) => write.write === 'organisation.add');
  const ids = await addOrganisations(tx, centreId, added.map(({ fields }) => fields));
  for (const write of writes) {
    if (write.write === 'organisation.change') await changeOrganisation(tx, centreId, write.id, write.changes);
  }
  return madeIds(added.map(({ row }) => row), ids);
}

/**
 * Writes what was planned for a list of people, inside the import's unit of work: new people first, then who comes from
 * another centre, then what changes.
 */
export async function writePeople(tx: Tx, centreId: Id, known: readonly KnownPerson[], writes: readonly PersonWrite[]): Promise<MadeIds> {
  const sorted = sortWrites(writes);
  const rows = [...sorted.added.keys()];
  const ids = await registerMany(tx, centreId, rows.map((row) => ({
    person: sorted.added.get(row) as never, learner: sorted.learnerOf({ row }), memberships: sorted.membershipsOf({ row }), consent: sorted.consentOf({ row }),
  })));
  if (ids.length < rows.length) throw new Error('fewer people were made than planned');
  const byId = new Map(known.map((person) => [person.id, person]));
  await registerHere(tx, centreId, sorted.arriving.map((id) => ({
    id, name: byId.get(id) as KnownPerson, learner: sorted.learnerOf({ id }), memberships: sorted.membershipsOf({ id }), consent: sorted.consentOf({ id }),
  })));
  await endMemberships(tx, centreId, sorted.ends);
  const arriving = new Set(sorted.arriving);
  await addMemberships(tx, centreId, sorted.memberships.flatMap(({ person, ...membership }): MembershipOf[] => (
    'id' in person && !arriving.has(person.id) ? [{ ...membership, personId: person.id }] : [])));
  await giveConsents(tx, centreId, writes.flatMap((write) => (
    write.write === 'consent.add' && 'id' in write.person && !arriving.has(write.person.id) ? [{ personId: write.person.id, consent: write.consent }] : [])));
  await changeMany(tx, centreId, personChanges(known, writes));
  return madeIds(rows, ids);
}

function madeIds(rows: readonly number[], ids: readonly Id[]): MadeIds {
  return new Map(rows.map((row, index) => [row, ids[index] as Id]));
}

type MembershipAdd = Extract<PersonWrite, { write: 'membership.add' }>;
type PlannedMembership = Omit<MembershipOf, 'personId'> & { person: PersonRef };

interface SortedWrites {
  /** By the row that makes the person. */
  added: Map<number, Extract<PersonWrite, { write: 'person.add' }>['fields']>;
  /** People of other centres who become known here. */
  arriving: Id[];
  memberships: PlannedMembership[];
  ends: { id: Id; until: string }[];
  learnerOf: (ref: PersonRef) => LearnerFields;
  consentOf: (ref: PersonRef) => NewConsent | null;
  membershipsOf: (ref: PersonRef) => Omit<MembershipOf, 'personId'>[];
}

function sortWrites(writes: readonly PersonWrite[]): SortedWrites {
  const added: SortedWrites['added'] = new Map();
  const learners = new Map<string, LearnerFields>();
  const memberships: PlannedMembership[] = [];
  const byPerson = new Map<string, Omit<MembershipOf, 'personId'>[]>();
  const consents = new Map<string, NewConsent>();
  const arriving: Id[] = [];
  const ends: SortedWrites['ends'] = [];
  for (const write of writes) {
    if (write.write === 'person.add') added.set(write.row, write.fields);
    else if (write.write === 'learner.add') {
      learners.set(keyOf(write.person), write.fields);
      if ('id' in write.person) arriving.push(write.person.id);
    } else if (write.write === 'consent.add') consents.set(keyOf(write.person), write.consent);
    else if (write.write === 'membership.add') {
      const membership = asMembership(write);
      memberships.push({ ...membership, person: write.person });
      byPerson.set(keyOf(write.person), [...byPerson.get(keyOf(write.person)) ?? [], membership]);
    } else if (write.write === 'membership.end') ends.push({ id: write.id, until: write.until });
  }
  return {
    added, arriving, memberships, ends,
    learnerOf: (ref) => learners.get(keyOf(ref)) as LearnerFields,
    consentOf: (ref) => consents.get(keyOf(ref)) ?? null,
    membershipsOf: (ref) => byPerson.get(keyOf(ref)) ?? [],
  };
}

function asMembership({ organisationId, post, board }: MembershipAdd): Omit<MembershipOf, 'personId'> {
  return { organisationId, post, board, since: null, until: null };
}

function keyOf(ref: PersonRef): string {
  return 'id' in ref ? ref.id : `row ${ref.row}`;
}

function personChanges(known: readonly KnownPerson[], writes: readonly PersonWrite[]): PersonChange[] {
  const byLearner = new Map(known.flatMap(({ id, learner }) => (learner ? [[learner.id, id] as const] : [])));
  return writes.flatMap((write): PersonChange[] => {
    if (write.write === 'person.change') return [{ personId: write.id, person: write.changes }];
    if (write.write === 'learner.change') return [{ personId: byLearner.get(write.id) as Id, learner: write.changes }];
    return [];
  });
}
