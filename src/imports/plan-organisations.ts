import type { OrganisationFields } from '../organisations/organisation-fields.js';
import { hasAllWords } from '../organisations/organisation-names.js';
import { organisationKey } from '../organisations/organisation-types.js';
import { richerSpelling } from '../people/richer-text.js';
import type { Id } from '../shared/kernel/ids.js';
import { inTurns } from './in-turns.js';
import { type KnownOrganisation, type OrganisationGroup, OrganisationGroups } from './organisation-groups.js';
import { type OrganisationRow, readOrganisationRow } from './organisation-rows.js';
import { cellsBy, countRows, type FieldChange, type ImportPlan, type PlanRequest, type RowPlan } from './plan.js';

export type OrganisationWrite =
  | { write: 'organisation.add'; row: number; fields: OrganisationFields }
  | { write: 'organisation.change'; row: number; id: Id; changes: Partial<OrganisationFields> };

export interface OrganisationPlanRequest extends PlanRequest {
  /** All organisations of the centre. */
  organisations: readonly KnownOrganisation[];
}

const COLUMNS = ['registerNumber', 'name', 'type', 'sector', 'district', 'address', 'recognisedOn', 'mandateEndsOn'] as const satisfies
  readonly (keyof OrganisationFields)[];

/**
 * Decides what a list of organisations will do. An organisation is recognised by its register number, and by its name
 * where one of the two has no number. What the list leaves empty stays as it is.
 */
export async function planOrganisations(request: OrganisationPlanRequest): Promise<ImportPlan<OrganisationWrite>> {
  const { rows, mapping, columns, organisations, choices = {}, onProgress = () => {} } = request;
  const cell = cellsBy(mapping);
  const read: OrganisationRow[] = [];
  await inTurns(rows, (row) => { read.push(readOrganisationRow(row, columns, cell)); }, (done) => onProgress(done * 0.7));
  const groups = new OrganisationGroups(organisations, choices);
  groups.addAll(read);
  const plans: RowPlan[] = [...read.filter(({ fields }) => !fields).map(faultyPlan), ...groups.skipped.map(skippedPlan)];
  const writes: OrganisationWrite[] = [];
  await inTurns(groups.all(), (group) => {
    const planned = planGroup(group);
    plans.push(...planned.plans);
    writes.push(...planned.writes);
  }, (done) => onProgress(0.7 + done * 0.3));
  plans.sort((a, b) => a.row - b.row);
  writes.sort((a, b) => a.row - b.row);
  return { rows: plans, counts: countRows(plans), writes };
}

function planGroup({ known, rows }: OrganisationGroup): { plans: RowPlan[]; writes: OrganisationWrite[] } {
  const [lead, ...repeats] = rows as [OrganisationRow, ...OrganisationRow[]];
  const fields = rows.map((row) => row.fields as OrganisationFields).reduce(completed);
  const changes = known ? changesTo(known, fields, new Set(rows.flatMap(({ said }) => [...said]))) : {};
  const changed = Object.keys(changes).length > 0;
  const doubtful = lead.doubts.length > 0;
  const plan: RowPlan = {
    row: lead.row, status: known && !changed ? 'here' : doubtful ? 'doubtful' : known ? 'changed' : 'new', label: fields.name,
    knownId: known?.id ?? null, repeats: null, changes: known ? listed(known, changes) : [], faults: [], doubts: lead.doubts,
  };
  const writes: OrganisationWrite[] = !known ? [{ write: 'organisation.add', row: lead.row, fields }]
    : changed ? [{ write: 'organisation.change', row: lead.row, id: known.id, changes }] : [];
  const repeated = repeats.map((row): RowPlan => ({ ...plan, row: row.row, status: 'repeated', repeats: lead.row, changes: [], doubts: row.doubts }));
  return { plans: [plan, ...repeated], writes };
}

/** The first row decides; later ones fill what it left empty and write its name better. */
function completed(first: OrganisationFields, later: OrganisationFields): OrganisationFields {
  const fields = { ...first, name: fullerName(first.name, later.name, first.name) };
  return { ...later, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) } as OrganisationFields;
}

/** Of two names the one with more words, or more accents where the words are the same; `otherwise` where they differ. */
function fullerName(first: string, second: string, otherwise: string): string {
  const [one, two] = [organisationKey(first), organisationKey(second)];
  if (one === two) return richerSpelling(first, second);
  if (hasAllWords(one, two)) return first;
  return hasAllWords(two, one) ? second : otherwise;
}

/** What the list says otherwise than the record. What was only read from a name says nothing against what is known. */
function changesTo(known: KnownOrganisation, fields: OrganisationFields, said: ReadonlySet<string>): Partial<OrganisationFields> {
  const wanted: OrganisationFields = { ...fields, name: fullerName(known.name, fields.name, fields.name) };
  const differs = (column: (typeof COLUMNS)[number]) => wanted[column] !== null && wanted[column] !== known[column];
  return Object.fromEntries(COLUMNS.filter((column) => differs(column) && (said.has(column) || known[column] === null))
    .map((column) => [column, wanted[column]]));
}

function listed(known: KnownOrganisation, changes: Partial<OrganisationFields>): FieldChange[] {
  return COLUMNS.filter((column) => column in changes).map((column) => ({ field: column, from: known[column], to: changes[column] ?? null }));
}

function faultyPlan({ row, label, faults, doubts }: OrganisationRow): RowPlan {
  return { row, status: 'faulty', label, knownId: null, repeats: null, changes: [], faults, doubts };
}

function skippedPlan({ row, label, doubts }: OrganisationRow): RowPlan {
  return { row, status: 'doubtful', label, knownId: null, repeats: null, changes: [], faults: [], doubts };
}
