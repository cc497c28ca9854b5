import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, OneOf, Ref, Version } from '../shared/database/columns.js';
import { ConsortiumMember } from './consortium-member.entity.js';
import { CONSORTIUM_POSTS, type ConsortiumPostCode } from './post-rules.js';

/** A post of the consortium that somebody of a member organisation holds or held. */
@Entity('consortium_posts')
@Index(['centreId'])
@Index(['memberId'])
@Index(['personId'])
export class ConsortiumPost {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => ConsortiumMember) memberId: string;
  @Ref(() => Person) personId: string;
  @OneOf(CONSORTIUM_POSTS) post: ConsortiumPostCode;
  @CalendarDate() since: string;
  /** The mandate's last day. */
  @CalendarDate({ null: true }) until: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
