import { OrganisationIndex } from '../organisations/organisation-names.js';
import type { OrganisationType } from '../organisations/organisation-types.js';
import type { NewConsent } from '../people/consent-texts.js';
import { formatBirth } from '../people/birth.js';
import type { LearnerFields, PersonFields } from '../people/person-fields.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { inTurns } from '../shared/kernel/in-turns.js';
import { kindAfter, kindOfRows, listedMembership, type MembershipChange, membershipChanges } from './membership-changes.js';
import { changesToLearner, gapsOnly, listedChanges } from './person-changes.js';
import { changesOf, fieldsOfRows, type KnownPerson, type PersonGroup, PersonGroups, type SoundRow } from './person-groups.js';
import { type PersonRow, personReader, readPersonRow } from './person-rows.js';
import {
  cellsBy, choiceKey, countRows, type FieldChange, type ImportPlan, type PlanChoices, type PlanRequest, type ReadValue, readValues, type RowDoubt, type RowPlan, type RowStatus,
} from './plan.js';
import { skippedPlans } from './row-groups.js';

/** Whom a write is about: somebody who is here, or the person that a row of this list makes. */
export type PersonRef = { id: Id } | { row: number };

export type PersonWrite =
  | { write: 'person.add'; row: number; fields: PersonFields }
  | { write: 'person.change'; row: number; id: Id; changes: Partial<PersonFields> }
  | { write: 'learner.add'; row: number; person: PersonRef; fields: LearnerFields }
  | { write: 'learner.change'; row: number; id: Id; changes: Partial<LearnerFields> }
  | { write: 'consent.add'; row: number; person: PersonRef; consent: NewConsent }
  | { write: 'membership.add'; row: number; person: PersonRef; organisationId: Id; post: string; board: boolean }
  | { write: 'membership.end'; row: number; id: Id; until: LocalDate };

export interface ListedOrganisation {
  id: Id;
  registerNumber: string | null;
  name: string;
  type: OrganisationType;
}

export interface PeoplePlanRequest extends PlanRequest {
  /** All organisations of the centre. */
  organisations: readonly ListedOrganisation[];
  /** Everybody at the centre, and whoever elsewhere has a DNI of the list; nobody who was merged into another. */
  people: readonly KnownPerson[];
}

/** What planning one person needs beside her rows. */
interface Surroundings {
  today: LocalDate;
  choices: PlanChoices;
  types: ReadonlyMap<Id, OrganisationType>;
}

interface Planned {
  plans: RowPlan[];
  writes: PersonWrite[];
}

/**
 * Decides what a list of people will do. A person is recognised by her DNI, and by name and birth where one side has no
 * DNI. What the list leaves empty stays as it is; what it says otherwise is changed; a row that repeats somebody adds
 * what was left empty. A membership that is not there is added; another post in the organisation ends the one before.
 */
export async function planPeople(request: PeoplePlanRequest): Promise<ImportPlan<PersonWrite>> {
  const { rows, organisations, choices = {}, onProgress = () => {} } = request;
  const reader = personReader(rows, request.today, {
    cell: cellsBy(request.mapping), columns: request.columns, organisations: new OrganisationIndex(organisations), choices,
  });
  const read: PersonRow[] = [];
  await inTurns(rows, (row) => { read.push(readPersonRow(row, reader)); }, (done) => onProgress(done * 0.6));
  const groups = new PersonGroups(request.people, choices);
  const units = groups.unitsOf(read.filter((row): row is SoundRow => row.fields !== null));
  await inTurns(units, (unit) => groups.add(unit), (done) => onProgress(0.6 + done * 0.2));
  const plans = [...read.filter(({ fields }) => !fields).map((row) => rowPlan(row, 'faulty')), ...groups.skipped.flatMap((unit) => skippedPlans(unit, rowPlan))];
  const writes: PersonWrite[] = [];
  const surroundings = { today: request.today, choices, types: new Map(organisations.map(({ id, type }) => [id, type])) };
  await inTurns(groups.all(), (group) => {
    const planned = planPerson(group, surroundings);
    plans.push(...planned.plans);
    writes.push(...planned.writes);
  }, (done) => onProgress(0.8 + done * 0.2));
  plans.sort((a, b) => a.row - b.row);
  return { rows: plans, counts: countRows(plans), writes };
}

function planPerson(group: PersonGroup, { today, choices, types }: Surroundings): Planned {
  const { known } = group;
  const rows = withClearOrganisations(group, choices);
  const lead = rows[0] as SoundRow;
  const fields = fieldsOfRows(rows);
  const memberships = membershipChanges(rows, known);
  const learner: LearnerFields = {
    kind: kindOfRows(rows, types), availability: firstSaid(rows, 'availability'), computerUse: firstSaid(rows, 'computerUse'),
  };
  const { writes, changes } = known
    ? updates(known, lead.row, fields, learner, { memberships, types })
    : { writes: additions(lead.row, fields, learner), changes: [] };
  const person = known ? { id: known.id } : { row: lead.row };
  const consent = known?.consentAsked ? null : firstSaid(rows, 'consent');
  if (known && consent) changes.push({ field: 'consent', from: null, to: consent.how });
  if (consent) writes.push({ write: 'consent.add', row: lead.row, person, consent });
  const all = [...writes, ...memberships.flatMap((change) => membershipWrites(change, person, today))];
  const status = known && all.length === 0 && !stillAsks(known, lead) ? 'here' : lead.doubts.length > 0 ? 'doubtful' : known?.learner ? 'changed' : 'new';
  const plans = rows.map((row): RowPlan => {
    const joined = known || row !== lead ? memberships.filter((change) => change.row === row.row).map(listedMembership) : [];
    const knownId = known?.id ?? null;
    if (row !== lead) return { ...rowPlan(row, 'repeated'), knownId, repeats: lead.row, changes: joined };
    return { ...rowPlan(row, status), knownId, label: surnamesFirst(fields), changes: [...changes, ...joined] };
  });
  return { plans, writes: all };
}

/** Somebody who went in without her organisation is asked about again each time that a list names one. */
function stillAsks({ memberships }: KnownPerson, { doubts }: SoundRow): boolean {
  return memberships.length === 0 && doubts.some(({ field, options }) => field === 'organisation' && options.length > 0);
}

function additions(row: number, fields: PersonFields, learner: LearnerFields): PersonWrite[] {
  return [{ write: 'person.add', row, fields }, { write: 'learner.add', row, person: { row }, fields: learner }];
}

function updates(
  known: KnownPerson, row: number, fields: PersonFields, learner: LearnerFields,
  { memberships, types }: { memberships: readonly MembershipChange[]; types: Surroundings['types'] },
): { writes: PersonWrite[]; changes: FieldChange[] } {
  const changes = changesOf(known, fields);
  const writes: PersonWrite[] = [];
  if (Object.keys(changes).length > 0) writes.push({ write: 'person.change', row, id: known.id, changes });
  const listed = listedChanges(known, changes);
  if (!known.learner) {
    writes.push({ write: 'learner.add', row, person: { id: known.id }, fields: learner });
    return { writes, changes: listed };
  }
  const kind = kindAfter(known, memberships, types);
  const listSays = changesToLearner(known.learner, learner);
  const said = { ...(known.interviewed ? gapsOnly<LearnerFields>(known.learner, listSays) : listSays), ...(kind && { kind }) };
  if (Object.keys(said).length > 0) writes.push({ write: 'learner.change', row, id: known.learner.id, changes: said });
  for (const field of ['kind', 'availability', 'computerUse'] as const) {
    const to = said[field];
    if (to !== undefined) listed.push({ field, from: known.learner[field], to });
  }
  return { writes, changes: listed };
}

function membershipWrites({ row, organisationId, post, board, ends }: MembershipChange, person: PersonRef, today: LocalDate): PersonWrite[] {
  const add: PersonWrite = { write: 'membership.add', row, person, organisationId, post, board };
  return ends ? [{ write: 'membership.end', row, id: ends.id, until: today }, add] : [add];
}

/**
 * What a row leaves open about its organisation needs no choice where the person belongs to one of those it may be, or
 * where another row of hers names one surely; it adds nothing then. A name that is here needs no doubt about its order.
 */
function withClearOrganisations({ known, rows }: PersonGroup, choices: PlanChoices): SoundRow[] {
  const isOpen = (row: SoundRow, { field, code, options }: RowDoubt) =>
    field === 'organisation' && options.length > 0 && !options.includes(choices[choiceKey(row.row, code)] ?? '');
  const sure = rows.filter((row) => !row.doubts.some((doubt) => isOpen(row, doubt))).map(({ organisationId }) => organisationId);
  const clear = new Set([...sure, ...known?.memberships.map(({ organisationId }) => organisationId) ?? []]);
  return rows.map((row) => {
    const doubts = known ? row.doubts.filter(({ code }) => code !== 'name-order') : row.doubts;
    const open = doubts.find((doubt) => isOpen(row, doubt));
    if (!open?.options.some((option) => clear.has(option))) return { ...row, doubts };
    return { ...row, organisationId: null, doubts: doubts.filter((doubt) => doubt !== open) };
  });
}

function firstSaid<Field extends 'availability' | 'computerUse' | 'consent'>(rows: readonly SoundRow[], field: Field): SoundRow[Field] | null {
  return rows.find((row) => row[field] !== null)?.[field] ?? null;
}

/** What is wrong with a faulty row comes first: nothing else is asked about it. */
function rowPlan({ row, label, faults, doubts, ...rest }: PersonRow, status: RowStatus): RowPlan {
  const faulty = status === 'faulty';
  return { row, status, label, knownId: null, repeats: null, read: faulty ? [] : readOf(rest), changes: [], faults, doubts: faulty ? [] : doubts };
}

function readOf({ fields, organisationId, post, postSaid, availability, computerUse, consent }: Omit<PersonRow, 'row' | 'label' | 'faults' | 'doubts'>): ReadValue[] {
  return readValues({
    dni: fields?.dni, dniPending: fields?.dniPending ? 'yes' : null, birth: fields && formatBirth(fields), sex: fields?.sex, phone: fields?.phone, email: fields?.email,
    motherTongue: fields?.motherTongue, organisation: organisationId, post: postSaid ? post.post : null, availability, computerUse, consent: consent?.how,
  });
}
