import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, Money, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { Course } from './course.entity.js';

export const EDITION_STATUSES = ['planned', 'open', 'running', 'closed'] as const;

/** A course held at a centre between two dates. */
@Entity('editions')
@Index(['centreId', 'status', 'startsOn'])
export class Edition {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Course, { length: 20 }) courseCode: string;
  @Text(120) name: string;
  @CalendarDate() startsOn: string;
  @CalendarDate() endsOn: string;
  @Money() feeCents: number;
  @OneOf(EDITION_STATUSES) status: (typeof EDITION_STATUSES)[number];
  @Instant() createdAt: number;
  @Version() version: number;
}
