import type { EntityManager } from 'typeorm';
import { readDni } from '../people/dni.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { choicesFor } from './import-choices.js';
import type { Import } from './import.entity.js';
import { knownOrganisations, knownPeople } from './known-records.js';
import type { KnownPerson } from './person-groups.js';
import { planOrganisations, type OrganisationWrite } from './plan-organisations.js';
import { planPeople, type PersonWrite } from './plan-people.js';
import { cellsBy, type ImportPlan } from './plan.js';
import type { ListRow } from './read-list.js';

/** A plan with the rows and records that it was made from. */
export type PlannedImport =
  | { kind: 'organisations'; rows: readonly ListRow[]; plan: ImportPlan<OrganisationWrite> }
  | { kind: 'people'; rows: readonly ListRow[]; plan: ImportPlan<PersonWrite>; known: KnownPerson[] };

/** Plans a list on what is here: loads what the plan has to know, then decides by the rules alone. */
export async function planImport(
  manager: EntityManager, { id, kind, mapping, headings, centreId }: Import, rows: readonly ListRow[], today: LocalDate,
  onProgress: (done: number) => void,
): Promise<PlannedImport> {
  const request = { rows, mapping, columns: headings.length, today, choices: await choicesFor(manager, id), onProgress };
  const organisations = await knownOrganisations(manager, centreId);
  if (kind === 'organisations') return { kind, rows, plan: await planOrganisations({ ...request, organisations }) };
  const cell = cellsBy(mapping);
  const dnis = rows.flatMap((row) => dniOf(cell(row, 'dni')));
  const known = await knownPeople(manager, centreId, dnis, today);
  return { kind, rows, known, plan: await planPeople({ ...request, organisations, people: known }) };
}

function dniOf(text: string): string[] {
  const read = readDni(text);
  return read.ok && read.value.dni ? [read.value.dni] : [];
}
