import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, Ref, Version } from '../shared/database/columns.js';

/** An organisation that keeps a centre open with others, from one day to another. Who comes back is a new row. */
@Entity('consortium_members')
@Index(['centreId'])
@Index(['organisationId'])
@Index(['contactPersonId'])
export class ConsortiumMember {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Organisation) organisationId: string;
  @CalendarDate() since: string;
  /** Its last day in the consortium. */
  @CalendarDate({ null: true }) until: string | null;
  @Ref(() => Person, { null: true }) contactPersonId: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
