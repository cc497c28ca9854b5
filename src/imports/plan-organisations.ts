import type { OrganisationFields } from '../organisations/organisation-fields.js';
import type { Id } from '../shared/kernel/ids.js';
import { inTurns } from '../shared/kernel/in-turns.js';
import { changesToOrganisation, fieldsOfRows, listedOrganisationChanges, type SoundOrganisationRow } from './organisation-changes.js';
import { type KnownOrganisation, type OrganisationGroup, OrganisationGroups, type OrganisationUnit } from './organisation-groups.js';
import { type OrganisationRow, readOrganisationRow } from './organisation-rows.js';
import { cellsBy, countRows, type ImportPlan, type PlanRequest, type ReadValue, readValues, type RowPlan, type RowStatus } from './plan.js';
import { skippedPlans } from './row-groups.js';

export type OrganisationWrite =
  | { write: 'organisation.add'; row: number; fields: OrganisationFields }
  | { write: 'organisation.change'; row: number; id: Id; changes: Partial<OrganisationFields> };

export interface OrganisationPlanRequest extends PlanRequest {
  /** All organisations of the centre, in the order in which they were made. */
  organisations: readonly KnownOrganisation[];
}

/**
 * Decides what a list of organisations will do. An organisation is recognised by its register number, and by its name
 * where one of the two has no number. What the list leaves empty stays as it is; what it says otherwise is changed.
 */
export async function planOrganisations(request: OrganisationPlanRequest): Promise<ImportPlan<OrganisationWrite>> {
  const { rows, mapping, columns, organisations, choices = {}, onProgress = () => {} } = request;
  const cell = cellsBy(mapping);
  const read: OrganisationRow[] = [];
  await inTurns(rows, (row) => { read.push(readOrganisationRow(row, columns, cell)); }, (done) => onProgress(done * 0.7));
  const groups = new OrganisationGroups(organisations, choices);
  const units = groups.unitsOf(read.filter((row): row is SoundOrganisationRow => row.fields !== null));
  await inTurns(units, (unit) => groups.add(unit), (done) => onProgress(0.7 + done * 0.2));
  const plans = [...read.filter(({ fields }) => !fields).map((row) => rowPlan(row, 'faulty')), ...groups.skipped.flatMap((unit) => skippedPlans(unit, rowPlan))];
  const writes: OrganisationWrite[] = [];
  await inTurns(groups.all(), (group) => {
    const planned = planOrganisation(group);
    plans.push(...planned.plans);
    if (planned.write) writes.push(planned.write);
  }, (done) => onProgress(0.9 + done * 0.1));
  plans.sort((a, b) => a.row - b.row);
  return { rows: plans, counts: countRows(plans), writes };
}

function planOrganisation({ known, rows }: OrganisationGroup): { plans: RowPlan[]; write: OrganisationWrite | null } {
  const [lead, ...repeats] = rows as OrganisationUnit;
  const fields = fieldsOfRows(rows);
  const changes = known ? changesToOrganisation(known, rows) : {};
  const here = known !== null && Object.keys(changes).length === 0;
  const status = here ? 'here' : lead.doubts.length > 0 ? 'doubtful' : known ? 'changed' : 'new';
  const knownId = known?.id ?? null;
  const plans: RowPlan[] = [
    { ...rowPlan(lead, status), label: fields.name, knownId, changes: known ? listedOrganisationChanges(known, changes) : [] },
    ...repeats.map((row) => ({ ...rowPlan(row, 'repeated'), knownId, repeats: lead.row })),
  ];
  if (here) return { plans, write: null };
  return {
    plans,
    write: known ? { write: 'organisation.change', row: lead.row, id: known.id, changes } : { write: 'organisation.add', row: lead.row, fields },
  };
}

function rowPlan({ row, label, fields, faults, doubts }: OrganisationRow, status: RowStatus): RowPlan {
  return { row, status, label, knownId: null, repeats: null, read: fields ? readOf(fields) : [], changes: [], faults, doubts: fields ? doubts : [] };
}

function readOf({ registerNumber, type, sector, district, address, recognisedOn, mandateEndsOn }: OrganisationFields): ReadValue[] {
  return readValues({ registerNumber, type, sector, district, address, recognisedOn, mandateEndsOn });
}
