import { mayBeOne } from '../people/duplicates.js';
import { likeness, NameIndex } from '../people/like-names.js';
import type { LearnerFields, PersonFields } from '../people/person-fields.js';
import { nameTokens, surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { changesToPerson, completePerson, gapsOnly } from './person-changes.js';
import type { PersonRow } from './person-rows.js';
import type { PlanChoices } from './plan.js';
import { askAbout, listedGroups, optionOf, withLead } from './row-groups.js';

/** A person that is here, as a plan has to know her. */
export interface KnownPerson extends PersonFields {
  id: Id;
  /** What she is at this centre; null for somebody whom only another centre knows. */
  learner: (LearnerFields & { id: Id }) | null;
  /** She was asked in a diagnosis since: what she said there herself stands, and a list only fills what she left open. */
  interviewed: boolean;
  /** She was asked for her consent here: whether she still gives it is hers to say, and no list's. */
  consentAsked: boolean;
  /** Her posts in organisations of this centre that have not ended. */
  memberships: readonly { id: Id; organisationId: Id; post: string }[];
}

/** A row that is not faulty. */
export type SoundRow = PersonRow & { fields: PersonFields };

/** Rows that speak of one person by themselves: they share a DNI, or are one row without. In the list's order. */
export type PersonUnit = [SoundRow, ...SoundRow[]];

/** One person: the record that is here, if any, and the rows that speak of her. */
export interface PersonGroup {
  known: KnownPerson | null;
  rows: SoundRow[];
  /** What she will be when the list is written. Rows are recognised by it, so that they find her again the next time. */
  after: PersonFields;
  organisations: Set<Id>;
}

/**
 * Tells which rows of a list speak of one person, and who of them is here. What two rows mean to each other depends on
 * the list alone, and what a row means to the records on how they will be afterwards: so the same list, sent again,
 * finds all its people.
 */
export class PersonGroups {
  /** Rows that are left out until somebody decides, with those that repeat them. */
  readonly skipped: PersonUnit[] = [];
  private readonly groups: PersonGroup[] = [];
  private readonly byDni = new Map<string, PersonGroup>();
  private readonly byName = new Map<string, Set<PersonGroup>>();
  private readonly likeNames = new NameIndex<PersonGroup>();
  /** Folding a name costs more than all else here, and each is needed several times. */
  private readonly tokens = new WeakMap<PersonFields, string[]>();

  constructor(known: readonly KnownPerson[], private readonly choices: PlanChoices) {
    for (const person of known) {
      const organisations = new Set(person.memberships.map(({ organisationId }) => organisationId));
      this.open({ known: person, rows: [], after: person, organisations });
    }
  }

  /** Cuts a list into units, to be added in this order: the more a row tells, the sooner, since it settles what others may mean. */
  unitsOf(rows: readonly SoundRow[]): PersonUnit[] {
    const numbered = new Map<string, PersonUnit>();
    const others: PersonUnit[] = [];
    for (const row of rows) {
      const { dni } = row.fields;
      const unit = dni === null ? undefined : numbered.get(dni);
      if (dni === null) others.push([row]);
      else if (!unit) numbered.set(dni, [row]);
      else this.addToUnit(unit, row);
    }
    const exactness = ([{ fields }]: PersonUnit) => (fields.birthDate !== null ? 0 : fields.birthYear !== null ? 1 : 2);
    return [...numbered.values(), ...others.sort((a, b) => exactness(a) - exactness(b))];
  }

  /** Puts a unit with its person. */
  add(unit: PersonUnit): void {
    const [lead] = unit;
    const fields = fieldsOfRows(unit);
    const holder = fields.dni === null ? undefined : this.byDni.get(fields.dni);
    if (holder) {
      const asked = this.isOther(holder.after, fields) ? this.askOtherName(lead, holder.after) : { row: lead, chosen: 'same' };
      return asked.chosen === 'same' ? this.join(holder, withLead(unit, asked.row)) : void this.skipped.push(withLead(unit, asked.row));
    }
    const namesake = this.namesakeOf(fields, lead.organisationId);
    if (namesake) this.join(namesake, unit);
    else this.addStranger(unit, fields);
  }

  /** @returns the people of whom the list speaks, in its order */
  all(): PersonGroup[] {
    return listedGroups(this.groups);
  }

  /** A DNI under which somebody else stands is mistyped, in one place or the other. */
  private addToUnit(unit: PersonUnit, row: SoundRow): void {
    const [lead] = unit;
    const asked = this.isOther(lead.fields, row.fields) ? this.askOtherName(row, lead.fields) : { row, chosen: 'same' };
    if (asked.chosen === 'same') unit.push(asked.row);
    else this.skipped.push([asked.row]);
  }

  /** The same name and birth, where no DNI speaks against it; without any birth, the same organisation too. */
  private namesakeOf(fields: PersonFields, organisationId: Id | null): PersonGroup | undefined {
    const namesakes = [...this.byName.get(this.keyOf(fields)) ?? []].filter(({ after, organisations }) => {
      if (after.dni !== null && fields.dni !== null) return false;
      if (fields.birthYear === null && after.birthYear === null) {
        return organisationId === null ? organisations.size === 0 : organisations.has(organisationId);
      }
      const otherDay = after.birthDate !== null && fields.birthDate !== null && after.birthDate !== fields.birthDate;
      return after.birthYear === fields.birthYear && !otherDay;
    });
    // Of several the choice must not hang on the order in which they came: the same day, then whoever has no DNI.
    const rank = ({ after }: PersonGroup) => `${after.birthDate === fields.birthDate ? 0 : 1} ${after.dni ?? ''} ${after.birthDate ?? ''}`;
    return namesakes.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))[0];
  }

  private addStranger(unit: PersonUnit, fields: PersonFields): void {
    const like = [...new Set(this.likeNames.find(this.tokensOf(fields), fields.birthYear).map(({ value }) => value))]
      .filter((group) => mayBeOne(group.after, fields));
    const [first] = like;
    if (!first) return this.openWith(unit, fields);
    const asked = askAbout(unit[0], {
      code: 'like-person', field: 'fullName', reason: 'imports:doubts.like-person', value: unit[0].label,
      options: ['new', ...like.map(optionOf), 'skip'], chosen: 'new', params: { name: surnamesFirst(first.after) },
    }, this.choices);
    const rows = withLead(unit, asked.row);
    const chosen = like.find((group) => optionOf(group) === asked.chosen);
    if (asked.chosen === 'skip') this.skipped.push(rows);
    else if (chosen) this.join(chosen, rows);
    else this.openWith(rows, fields);
  }

  private askOtherName(row: SoundRow, holder: PersonFields): { row: SoundRow; chosen: string | null } {
    return askAbout(row, {
      code: 'other-name', field: 'dni', reason: 'imports:doubts.other-name', value: row.fields.dni ?? '', options: ['skip', 'same'], chosen: 'skip',
      params: { name: surnamesFirst(holder) },
    }, this.choices);
  }

  private openWith(rows: PersonUnit, after: PersonFields): void {
    this.open({ known: null, rows: [...rows], after, organisations: organisationsOf(rows) });
  }

  private open(group: PersonGroup): void {
    this.groups.push(group);
    this.remember(group);
  }

  private join(group: PersonGroup, unit: PersonUnit): void {
    const keyBefore = this.keyOf(group.after);
    group.rows = [...group.rows, ...unit].sort((a, b) => a.row - b.row);
    group.after = afterwards(group);
    for (const id of organisationsOf(unit)) group.organisations.add(id);
    if (this.keyOf(group.after) !== keyBefore) this.byName.get(keyBefore)?.delete(group);
    this.remember(group);
  }

  private remember(group: PersonGroup): void {
    const { after } = group;
    if (after.dni !== null) this.byDni.set(after.dni, group);
    const key = this.keyOf(after);
    const namesakes = this.byName.get(key) ?? new Set();
    if (!namesakes.has(group)) this.likeNames.add(this.tokensOf(after), after.birthYear, group);
    this.byName.set(key, namesakes.add(group));
  }

  private isOther(one: PersonFields, other: PersonFields): boolean {
    return likeness(this.tokensOf(one), this.tokensOf(other)) === 'other';
  }

  private keyOf(name: PersonFields): string {
    return this.tokensOf(name).join(' ');
  }

  private tokensOf(name: PersonFields): string[] {
    let tokens = this.tokens.get(name);
    if (!tokens) this.tokens.set(name, tokens = nameTokens(name));
    return tokens;
  }
}

/** What the rows of a person say together. */
export function fieldsOfRows(rows: readonly SoundRow[]): PersonFields {
  return rows.map(({ fields }) => fields).reduce(completePerson);
}

/** What a list changes of a person who is here: less where only another centre knows her. */
export function changesOf(known: KnownPerson, fields: PersonFields): Partial<PersonFields> {
  const changes = changesToPerson(known, fields);
  return known.learner ? changes : gapsOnly<PersonFields>(known, changes);
}

function afterwards({ known, rows }: PersonGroup): PersonFields {
  const fields = fieldsOfRows(rows);
  return known ? { ...known, ...changesOf(known, fields) } : fields;
}

function organisationsOf(rows: readonly SoundRow[]): Set<Id> {
  return new Set(rows.flatMap(({ organisationId }) => organisationId ?? []));
}
