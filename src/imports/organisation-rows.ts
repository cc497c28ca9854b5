import type { OrganisationAnswers, OrganisationFields } from '../organisations/organisation-fields.js';
import { organisationSchema } from '../organisations/organisation-fields.js';
import { organisationKey } from '../organisations/organisation-types.js';
import type { CellReader, RowDoubt, RowFault } from './plan.js';
import { misplacedCells } from './plan.js';
import type { ListRow } from './read-list.js';
import { readSoftly } from './soft-reading.js';

/** A row of a list of organisations, read. `fields` is null where it is faulty. */
export interface OrganisationRow {
  row: number;
  label: string;
  /** The name as it is compared. */
  key: string;
  /** Fields whose cells say something: others may have been read from the name. */
  said: ReadonlySet<string>;
  fields: OrganisationFields | null;
  faults: RowFault[];
  doubts: RowDoubt[];
}

const FIELDS = ['registerNumber', 'name', 'type', 'sector', 'district', 'address', 'recognisedOn', 'mandateEndsOn'] as const satisfies
  readonly (keyof OrganisationAnswers)[];

/** A row is worth having without these: what cannot be read of them is left out, and said. */
const SOFT = ['type', 'sector', 'district', 'address'];

export function readOrganisationRow(row: ListRow, columns: number, cell: CellReader): OrganisationRow {
  const answers = Object.fromEntries(FIELDS.map((field) => [field, cell(row, field)])) as Record<(typeof FIELDS)[number], string>;
  const { value, faults, doubts } = readSoftly(organisationSchema, answers, SOFT);
  const all = [...misplacedCells(row, columns), ...faults];
  const label = value?.name ?? answers.name;
  const said = new Set(FIELDS.filter((field) => answers[field] !== ''));
  return { row: row.row, label, key: organisationKey(label), said, fields: all.length === 0 ? value : null, faults: all, doubts };
}
