import type { OrganisationFields } from '../organisations/organisation-fields.js';
import { areAlike } from '../organisations/organisation-names.js';
import { organisationKey } from '../organisations/organisation-types.js';
import type { Id } from '../shared/kernel/ids.js';
import { searchable } from '../shared/kernel/text.js';
import { changesToOrganisation, fieldsOfRows, type SoundOrganisationRow } from './organisation-changes.js';
import type { PlanChoices } from './plan.js';
import { askAbout, listedGroups, optionOf, withLead } from './row-groups.js';

/** An organisation that is here, as a plan has to know it. */
export interface KnownOrganisation extends OrganisationFields {
  id: Id;
}

/** Rows that speak of one organisation by themselves: they share a number, or are one row without. In the list's order. */
export type OrganisationUnit = [SoundOrganisationRow, ...SoundOrganisationRow[]];

/** One organisation: the record that is here, if any, and the rows that speak of it. */
export interface OrganisationGroup {
  known: KnownOrganisation | null;
  rows: SoundOrganisationRow[];
  /** What it will be when the list is written. Rows are recognised by it, so that they find it again the next time. */
  after: OrganisationFields;
}

/** Tells which rows of a list speak of one organisation, and of which that is here; see `PersonGroups` for the way. */
export class OrganisationGroups {
  /** Rows that are left out until somebody decides, with those that repeat them. */
  readonly skipped: OrganisationUnit[] = [];
  private readonly groups: OrganisationGroup[] = [];
  private readonly byNumber = new Map<string, OrganisationGroup>();
  private readonly byKey = new Map<string, Set<OrganisationGroup>>();

  constructor(known: readonly KnownOrganisation[], private readonly choices: PlanChoices) {
    for (const organisation of known) this.open({ known: organisation, rows: [], after: organisation });
  }

  /** Cuts a list into units, to be added in this order: those with a number settle what a name alone may mean. */
  unitsOf(rows: readonly SoundOrganisationRow[]): OrganisationUnit[] {
    const numbered = new Map<string, OrganisationUnit>();
    const others: OrganisationUnit[] = [];
    for (const row of rows) {
      const { registerNumber } = row.fields;
      const unit = registerNumber === null ? undefined : numbered.get(registerNumber);
      if (registerNumber === null) others.push([row]);
      else if (!unit) numbered.set(registerNumber, [row]);
      else this.addToUnit(unit, row);
    }
    return [...numbered.values(), ...others];
  }

  /** Puts a unit with its organisation. */
  add(unit: OrganisationUnit): void {
    const fields = fieldsOfRows(unit);
    if (fields.registerNumber !== null) this.addNumbered(unit, fields, fields.registerNumber);
    else this.addNamed(unit, fields);
  }

  /** @returns the organisations of which the list speaks, in its order */
  all(): OrganisationGroup[] {
    return listedGroups(this.groups);
  }

  /** A number under which another organisation stands is mistyped, in one place or the other. */
  private addToUnit(unit: OrganisationUnit, row: SoundOrganisationRow): void {
    const asked = areAlike(unit[0].key, row.key) ? { row, chosen: 'same' } : this.askOtherName(row, unit[0].label);
    if (asked.chosen === 'same') unit.push(asked.row);
    else this.skipped.push([asked.row]);
  }

  private addNumbered(unit: OrganisationUnit, fields: OrganisationFields, registerNumber: string): void {
    const holder = this.byNumber.get(registerNumber);
    if (holder) {
      const alike = areAlike(organisationKey(holder.after.name), organisationKey(fields.name));
      const asked = alike ? { row: unit[0], chosen: 'same' } : this.askOtherName(unit[0], holder.after.name);
      return asked.chosen === 'same' ? this.join(holder, withLead(unit, asked.row)) : void this.skipped.push(withLead(unit, asked.row));
    }
    const [numberless, ...more] = this.namesakes(fields).filter(({ after }) => after.registerNumber === null);
    if (numberless && more.length === 0) this.join(numberless, unit);
    else this.open({ known: null, rows: [...unit], after: fields });
  }

  private addNamed(unit: OrganisationUnit, fields: OrganisationFields): void {
    const namesakes = this.namesakes(fields);
    const [only, ...more] = namesakes;
    if (!only) return this.open({ known: null, rows: [...unit], after: fields });
    if (more.length === 0 && !isElsewhere(only.after, fields)) return this.join(only, unit);
    const asked = askAbout(unit[0], {
      code: 'organisation-several', field: 'name', reason: 'imports:doubts.organisation-several', value: unit[0].label,
      options: ['skip', ...namesakes.map(optionOf), 'new'], chosen: 'skip',
    }, this.choices);
    const rows = withLead(unit, asked.row);
    const chosen = namesakes.find((group) => optionOf(group) === asked.chosen);
    if (asked.chosen === 'skip') this.skipped.push(rows);
    else if (chosen) this.join(chosen, rows);
    else this.open({ known: null, rows: [...rows], after: fields });
  }

  private askOtherName(row: SoundOrganisationRow, name: string): { row: SoundOrganisationRow; chosen: string | null } {
    return askAbout(row, {
      code: 'other-name', field: 'registerNumber', reason: 'imports:doubts.other-name', value: row.fields.registerNumber ?? '',
      options: ['skip', 'same'], chosen: 'skip', params: { name },
    }, this.choices);
  }

  private namesakes({ name }: OrganisationFields): OrganisationGroup[] {
    return [...this.byKey.get(organisationKey(name)) ?? []];
  }

  private open(group: OrganisationGroup): void {
    this.groups.push(group);
    this.remember(group);
  }

  private join(group: OrganisationGroup, unit: OrganisationUnit): void {
    this.byKey.get(organisationKey(group.after.name))?.delete(group);
    group.rows = [...group.rows, ...unit].sort((a, b) => a.row - b.row);
    const { known, rows } = group;
    group.after = known ? { ...known, ...changesToOrganisation(known, rows) } : fieldsOfRows(rows);
    this.remember(group);
  }

  private remember(group: OrganisationGroup): void {
    const { registerNumber, name } = group.after;
    if (registerNumber !== null) this.byNumber.set(registerNumber, group);
    const key = organisationKey(name);
    this.byKey.set(key, (this.byKey.get(key) ?? new Set()).add(group));
  }
}

/** Two addresses that say something else: one name, but perhaps two organisations. */
function isElsewhere(one: OrganisationFields, other: OrganisationFields): boolean {
  return one.address !== null && other.address !== null && searchable(one.address) !== searchable(other.address);
}
