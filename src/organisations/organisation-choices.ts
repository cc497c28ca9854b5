import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { OrganisationIndex, type NamedOrganisation } from './organisation-names.js';

/** An organisation and the words that a field shows for it. */
export interface OrganisationLabel {
  id: Id;
  label: string;
}

/** Offers the organisations of a centre to a field, and finds the one that was typed. One query. */
@Injectable()
export class OrganisationChoices {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** By name; where several have one name, their numbers stand behind it. */
  async labels(centreId: Id): Promise<OrganisationLabel[]> {
    return labelled(await this.organisations(centreId)).sort((a, b) => compareSpanish(a.label, b.label));
  }

  async labelOf(centreId: Id, organisationId: Id): Promise<string | null> {
    return labelled(await this.organisations(centreId)).find(({ id }) => id === organisationId)?.label ?? null;
  }

  /**
   * The organisation that was meant: by its whole label, or by as much of its name as leaves no doubt.
   * @throws Refused on `organisation` when there is none, or several
   */
  async find(centreId: Id, typed: string): Promise<Id> {
    const organisations = await this.organisations(centreId);
    const labelOf = labelled(organisations).find(({ label }) => label === typed);
    if (labelOf) return labelOf.id;
    const match = new OrganisationIndex(organisations).find(null, typed);
    if (match.found === 'one') return match.id;
    const [first, ...others] = match.found === 'like' ? match.ids : [];
    if (first && others.length === 0) return first;
    const reason = match.found === 'several' || match.found === 'like' ? 'organisation-several' : 'organisation-unknown';
    throw new Refused({ field: 'organisation', reason: `people:refusals.${reason}` });
  }

  private organisations(centreId: Id): Promise<NamedOrganisation[]> {
    return this.dataSource.query<NamedOrganisation[]>('SELECT id, register_number AS registerNumber, name FROM organisations WHERE centre_id = ?', [centreId]);
  }
}

function labelled(organisations: readonly NamedOrganisation[]): OrganisationLabel[] {
  const counts = new Map<string, number>();
  for (const { name } of organisations) counts.set(name, (counts.get(name) ?? 0) + 1);
  return organisations.map(({ id, name, registerNumber }) => ({
    id, label: (counts.get(name) ?? 0) > 1 && registerNumber ? `${name} · ${registerNumber}` : name,
  }));
}
