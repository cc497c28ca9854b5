import { Entity, Index } from 'typeorm';
import { Centre } from '../../centres/centre.entity.js';
import { Organisation } from '../../organisations/organisation.entity.js';
import { CalendarDate, Id, Instant, Ref, Text, Version } from '../../shared/database/columns.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';

/** What a centre agreed with an ally: an organisation of the register, or anybody else by name. */
@Entity('alliances')
@Index(['centreId', 'endsOn'])
@Index(['fileId'])
export class Alliance {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Organisation, { null: true }) organisationId: string | null;
  /** The ally's name. */
  @Text(160) ally: string;
  @Text(300, { null: true }) about: string | null;
  @CalendarDate() startsOn: string;
  /** The last day; nothing where no end was agreed. */
  @CalendarDate({ null: true }) endsOn: string | null;
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
