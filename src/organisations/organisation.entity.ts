import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { ORGANISATION_TYPES, type OrganisationType } from './organisation-types.js';

/** A social organisation of the municipal register (RUOS), or an office of the municipality. */
@Entity('organisations')
@Unique('uq_organisations_centre_id_register_number', ['centreId', 'registerNumber'])
@Index(['centreId', 'searchName'])
export class Organisation {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Text(20, { null: true }) registerNumber: string | null;
  @Text(160) name: string;
  @Text(160) searchName: string;
  @OneOf(ORGANISATION_TYPES) type: OrganisationType;
  @Text(20, { null: true }) sector: string | null;
  @Text(80, { null: true }) district: string | null;
  @Text(160, { null: true }) address: string | null;
  @CalendarDate({ null: true }) recognisedOn: string | null;
  @CalendarDate({ null: true }) mandateEndsOn: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
