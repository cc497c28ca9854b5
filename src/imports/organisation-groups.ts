import type { OrganisationFields } from '../organisations/organisation-fields.js';
import { areAlike } from '../organisations/organisation-names.js';
import { organisationKey } from '../organisations/organisation-types.js';
import type { Id } from '../shared/kernel/ids.js';
import { searchable } from '../shared/kernel/text.js';
import type { OrganisationRow } from './organisation-rows.js';
import { type PlanChoices, type RowDoubt, settled } from './plan.js';

/** An organisation that is here, as a plan has to know it. */
export interface KnownOrganisation extends OrganisationFields {
  id: Id;
}

/** One organisation: the record that is here, if any, and the rows that speak of it. */
export interface OrganisationGroup {
  known: KnownOrganisation | null;
  registerNumber: string | null;
  key: string;
  address: string | null;
  rows: OrganisationRow[];
}

/** Tells which rows of a list speak of one organisation, and of which that is here. */
export class OrganisationGroups {
  /** Rows that are left out until somebody decides. */
  readonly skipped: OrganisationRow[] = [];
  private readonly groups: OrganisationGroup[] = [];
  private readonly byNumber = new Map<string, OrganisationGroup>();
  private readonly byKey = new Map<string, OrganisationGroup[]>();

  constructor(known: readonly KnownOrganisation[], private readonly choices: PlanChoices) {
    for (const organisation of known) {
      const { registerNumber, name, address } = organisation;
      this.open({ known: organisation, registerNumber, key: organisationKey(name), address, rows: [] });
    }
  }

  /** Rows with a number go first: they settle what a name alone may mean, wherever they stand in the list. */
  addAll(rows: readonly OrganisationRow[]): void {
    const sound = rows.filter((row): row is OrganisationRow & { fields: OrganisationFields } => row.fields !== null);
    for (const row of sound) if (row.fields.registerNumber) this.addNumbered(row, row.fields.registerNumber);
    for (const row of sound) if (!row.fields.registerNumber) this.addNamed(row, row.fields.address);
    for (const group of this.groups) group.rows.sort((a, b) => a.row - b.row);
  }

  /** @returns the organisations of which the list speaks */
  all(): OrganisationGroup[] {
    return this.groups.filter(({ rows }) => rows.length > 0);
  }

  private addNumbered(row: OrganisationRow, registerNumber: string): void {
    const numbered = this.byNumber.get(registerNumber);
    if (numbered) {
      if (areAlike(numbered.key, row.key)) this.join(numbered, row);
      else this.ask(row, 'other-name', [numbered], ['skip', 'same'], 'registerNumber');
      return;
    }
    const [numberless, ...more] = (this.byKey.get(row.key) ?? []).filter((group) => group.registerNumber === null);
    if (numberless && more.length === 0) {
      numberless.registerNumber = registerNumber;
      this.byNumber.set(registerNumber, numberless);
      this.join(numberless, row);
    } else this.openWith(row);
  }

  private addNamed(row: OrganisationRow, address: string | null): void {
    const namesakes = this.byKey.get(row.key) ?? [];
    const [only, ...more] = namesakes;
    const elsewhere = only && address !== null && only.address !== null && searchable(address) !== searchable(only.address);
    if (!only) this.openWith(row);
    else if (more.length === 0 && !elsewhere) this.join(only, row);
    else this.ask(row, 'organisation-several', namesakes, ['skip', ...namesakes.map(optionOf), 'new'], 'name');
  }

  /** Puts the row where the clerk has chosen; the first option, to leave it out, is done until then. */
  private ask(row: OrganisationRow, code: RowDoubt['code'], groups: readonly OrganisationGroup[], options: string[], field: string): void {
    const value = field === 'name' ? row.label : row.fields?.registerNumber ?? '';
    const doubt = settled(row.row, { code, field, reason: `imports:doubts.${code}`, value, options, chosen: 'skip' }, this.choices);
    const asked = { ...row, doubts: [...row.doubts, doubt] };
    const chosen = doubt.chosen === 'same' ? groups[0] : groups.find((group) => optionOf(group) === doubt.chosen);
    if (doubt.chosen === 'skip') this.skipped.push(asked);
    else if (chosen) this.join(chosen, asked);
    else this.openWith(asked);
  }

  private openWith(row: OrganisationRow): void {
    const { registerNumber = null, address = null } = row.fields ?? {};
    this.open({ known: null, registerNumber, key: row.key, address, rows: [row] });
  }

  private open(group: OrganisationGroup): void {
    this.groups.push(group);
    if (group.registerNumber) this.byNumber.set(group.registerNumber, group);
    this.byKey.set(group.key, [...this.byKey.get(group.key) ?? [], group]);
  }

  private join(group: OrganisationGroup, row: OrganisationRow): void {
    group.rows.push(row);
    group.address ??= row.fields?.address ?? null;
  }
}

function optionOf(group: OrganisationGroup): string {
  return group.known?.id ?? `row:${group.rows[0]?.row ?? 0}`;
}
