import { Entity, Index } from 'typeorm';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Flag, Id, Instant, Ref, Text, Version } from '../shared/database/columns.js';
import { Organisation } from './organisation.entity.js';

/** The post that a person holds in an organisation, since when and until when. */
@Entity('memberships')
@Index(['personId'])
@Index(['organisationId'])
export class Membership {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Organisation) organisationId: string;
  /** A code of `posts.ts`, or the words as given. */
  @Text(60) post: string;
  /** The post belongs to the board. */
  @Flag() board: boolean;
  @CalendarDate({ null: true }) since: string | null;
  @CalendarDate({ null: true }) until: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
