import type { OrganisationFields } from '../organisations/organisation-fields.js';
import { hasAllWords } from '../organisations/organisation-names.js';
import { organisationKey } from '../organisations/organisation-types.js';
import { richerSpelling } from '../people/richer-text.js';
import type { OrganisationRow } from './organisation-rows.js';
import type { FieldChange } from './plan.js';

/** A row that is not faulty. */
export type SoundOrganisationRow = OrganisationRow & { fields: OrganisationFields };

const COLUMNS = ['registerNumber', 'name', 'type', 'sector', 'district', 'address', 'recognisedOn', 'mandateEndsOn'] as const satisfies
  readonly (keyof OrganisationFields)[];

/** What the rows of an organisation say together: the first decides, later ones fill what it left empty and write its name fuller. */
export function fieldsOfRows(rows: readonly SoundOrganisationRow[]): OrganisationFields {
  return rows.map(({ fields }) => fields).reduce((first, later) => {
    const said = Object.fromEntries(Object.entries(first).filter(([, value]) => value !== null)) as Partial<OrganisationFields>;
    return { ...later, ...said, name: fullerName(first.name, later.name, first.name) };
  });
}

/** What a list says otherwise than the record. What was only read from a name says nothing against what is known. */
export function changesToOrganisation(known: OrganisationFields, rows: readonly SoundOrganisationRow[]): Partial<OrganisationFields> {
  const fields = fieldsOfRows(rows);
  const said = new Set(rows.flatMap((row) => [...row.said]));
  const wanted: OrganisationFields = { ...fields, name: fullerName(known.name, fields.name, fields.name) };
  const differs = (column: (typeof COLUMNS)[number]) => wanted[column] !== null && wanted[column] !== known[column];
  return Object.fromEntries(COLUMNS.filter((column) => differs(column) && (said.has(column) || known[column] === null))
    .map((column) => [column, wanted[column]]));
}

/** The changes as a page lists them. */
export function listedOrganisationChanges(known: OrganisationFields, changes: Partial<OrganisationFields>): FieldChange[] {
  return COLUMNS.filter((column) => column in changes).map((column) => ({ field: column, from: known[column], to: changes[column] ?? null }));
}

/** Of two names the one with more words, or more accents where the words are the same; `otherwise` where they differ. */
function fullerName(first: string, second: string, otherwise: string): string {
  const [one, two] = [organisationKey(first), organisationKey(second)];
  if (one === two) return richerSpelling(first, second);
  if (hasAllWords(one, two)) return first;
  return hasAllWords(two, one) ? second : otherwise;
}
