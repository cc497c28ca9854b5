import { mayBeOne } from '../people/duplicates.js';
import { likeness, NameIndex } from '../people/like-names.js';
import type { LearnerFields, PersonFields } from '../people/person-fields.js';
import { nameTokens } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { PersonRow } from './person-rows.js';
import { type PlanChoices, type RowDoubt, settled } from './plan.js';

/** A person that is here, as a plan has to know her. */
export interface KnownPerson extends PersonFields {
  id: Id;
  /** What she is at this centre; null for somebody whom only another centre knows. */
  learner: (LearnerFields & { id: Id }) | null;
  /** Her posts in organisations of this centre that have not ended. */
  memberships: readonly { id: Id; organisationId: Id; post: string }[];
}

/** A row that is not faulty. */
export type SoundRow = PersonRow & { fields: PersonFields };

/** One person: the record that is here, if any, and the rows that speak of her. */
export interface PersonGroup {
  known: KnownPerson | null;
  rows: SoundRow[];
  dni: string | null;
  birthDate: LocalDate | null;
  birthYear: number | null;
  organisations: Set<Id>;
}

/** Tells which rows of a list speak of one person, and who of them is here. */
export class PersonGroups {
  /** Rows that are left out until somebody decides. */
  readonly skipped: SoundRow[] = [];
  private readonly groups: PersonGroup[] = [];
  private readonly byDni = new Map<string, PersonGroup>();
  private readonly byName = new Map<string, PersonGroup[]>();
  private readonly likeNames = new NameIndex<PersonGroup>();

  constructor(known: readonly KnownPerson[], private readonly choices: PlanChoices) {
    for (const person of known) {
      const organisations = new Set(person.memberships.map(({ organisationId }) => organisationId));
      this.open({ known: person, rows: [], dni: person.dni, birthDate: person.birthDate, birthYear: person.birthYear, organisations }, person);
    }
  }

  /** Puts a row with its person. All rows with a DNI must come before those without, so that their order does not matter. */
  add(row: SoundRow): void {
    const { dni } = row.fields;
    const numbered = dni === null ? undefined : this.byDni.get(dni);
    if (numbered) return this.addToNumbered(numbered, row);
    const namesake = this.namesakeOf(row);
    if (namesake) this.join(namesake, row);
    else this.addStranger(row);
  }

  /** @returns the people of whom the list speaks */
  all(): PersonGroup[] {
    const spoken = this.groups.filter(({ rows }) => rows.length > 0);
    for (const group of spoken) group.rows.sort((a, b) => a.row - b.row);
    return spoken.sort((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0));
  }

  /** A DNI under which somebody else stands is mistyped, in one place or the other. */
  private addToNumbered(group: PersonGroup, row: SoundRow): void {
    const holder = group.rows[0]?.fields ?? group.known as KnownPerson;
    if (likeness(nameTokens(holder), nameTokens(row.fields)) !== 'other') return this.join(group, row);
    const asked = this.ask(row, {
      code: 'other-name', field: 'dni', reason: 'imports:doubts.other-name', value: row.fields.dni ?? '', options: ['skip', 'same'], chosen: 'skip',
      params: { name: `${holder.surnames}, ${holder.givenNames}` },
    });
    if (asked.chosen === 'same') this.join(group, asked.row);
    else this.skipped.push(asked.row);
  }

  /** The same name and birth, where no DNI speaks against it; without any birth, the same organisation too. */
  private namesakeOf({ fields, organisationId }: SoundRow): PersonGroup | undefined {
    const namesakes = (this.byName.get(nameKey(fields)) ?? []).filter((group) => {
      if (group.dni !== null && fields.dni !== null) return false;
      if (fields.birthYear === null && group.birthYear === null) {
        return organisationId === null ? group.organisations.size === 0 : group.organisations.has(organisationId);
      }
      const otherDay = group.birthDate !== null && fields.birthDate !== null && group.birthDate !== fields.birthDate;
      return group.birthYear === fields.birthYear && !otherDay;
    });
    // Of several the choice must not hang on the order in which they came.
    return namesakes.sort((a, b) => (a.dni ?? '') < (b.dni ?? '') ? -1 : 1)[0];
  }

  private addStranger(row: SoundRow): void {
    const like = this.likeNames.find(nameTokens(row.fields), row.fields.birthYear).map(({ value }) => value)
      .filter((group) => mayBeOne(group, row.fields));
    if (like.length === 0) return this.openWith(row);
    const first = like[0]?.known ?? like[0]?.rows[0]?.fields;
    const asked = this.ask(row, {
      code: 'like-person', field: 'fullName', reason: 'imports:doubts.like-person', value: row.label,
      options: ['new', ...like.map(optionOf), 'skip'], chosen: 'new', params: { name: first ? `${first.surnames}, ${first.givenNames}` : '' },
    });
    const chosen = like.find((group) => optionOf(group) === asked.chosen);
    if (asked.chosen === 'skip') this.skipped.push(asked.row);
    else if (chosen) this.join(chosen, asked.row);
    else this.openWith(asked.row);
  }

  private ask(row: SoundRow, doubt: RowDoubt): { row: SoundRow; chosen: string | null } {
    const answered = settled(row.row, doubt, this.choices);
    return { row: { ...row, doubts: [...row.doubts, answered] }, chosen: answered.chosen };
  }

  private openWith(row: SoundRow): void {
    const { dni, birthDate, birthYear } = row.fields;
    const organisations = new Set(row.organisationId === null ? [] : [row.organisationId]);
    this.open({ known: null, rows: [row], dni, birthDate, birthYear, organisations }, row.fields);
  }

  private open(group: PersonGroup, name: PersonFields): void {
    this.groups.push(group);
    if (group.dni !== null) this.byDni.set(group.dni, group);
    this.remember(group, name);
    this.likeNames.add(nameTokens(name), group.birthYear, group);
  }

  /** What a row says of a person helps to recognise her in the next. */
  private join(group: PersonGroup, row: SoundRow): void {
    const { dni, birthDate, birthYear } = row.fields;
    group.rows.push(row);
    if (row.organisationId !== null) group.organisations.add(row.organisationId);
    if (dni !== null && group.dni === null) {
      group.dni = dni;
      this.byDni.set(dni, group);
    }
    group.birthYear ??= birthYear;
    if (group.birthYear === birthYear) group.birthDate ??= birthDate;
    this.remember(group, row.fields);
  }

  private remember(group: PersonGroup, name: PersonFields): void {
    const key = nameKey(name);
    const groups = this.byName.get(key) ?? [];
    if (!groups.includes(group)) this.byName.set(key, [...groups, group]);
  }
}

function nameKey(name: PersonFields): string {
  return nameTokens(name).join(' ');
}

function optionOf(group: PersonGroup): string {
  return group.known?.id ?? `row:${group.rows[0]?.row ?? 0}`;
}
