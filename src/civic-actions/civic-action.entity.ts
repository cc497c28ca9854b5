import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, LooseId, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { StoredFile } from '../shared/files/stored-file.entity.js';
import { ACTION_KINDS, ENTERED_THROUGH, REVIEWS, type ActionKind, type EnteredThrough, type Review } from './action-words.js';

/** Something that a person did for her community with what she learned, and what proves it. */
@Entity('civic_actions')
@Index(['centreId', 'doneOn', 'id'])
@Index(['centreId', 'review', 'doneOn'])
@Index(['personId', 'doneOn'])
@Index(['organisationId'])
@Index(['fileId'])
export class CivicAction {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @OneOf(ACTION_KINDS) kind: ActionKind;
  @CalendarDate() doneOn: string;
  /** The organisation for which she did it. */
  @Ref(() => Organisation, { null: true }) organisationId: string | null;
  /** What she did, in a sentence. */
  @Text(300) told: string;
  /** What proves it beside or instead of a document: an address on the internet, the number of a request. */
  @Text(200, { null: true }) evidence: string | null;
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  @OneOf(ENTERED_THROUGH) enteredThrough: EnteredThrough;
  @Instant() enteredAt: number;
  @LooseId({ null: true }) enteredBy: string | null;
  @OneOf(REVIEWS) review: Review;
  @Instant({ null: true }) reviewedAt: number | null;
  @LooseId({ null: true }) reviewedBy: string | null;
  /** Why it cannot count as it stands; only of a wrong one. */
  @Text(300, { null: true }) reviewReason: string | null;
  @Version() version: number;
}
