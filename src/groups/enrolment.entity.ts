import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { LearningGroup } from './learning-group.entity.js';

export const ENROLMENT_STATUSES = ['enrolled', 'waiting', 'withdrawn', 'completed'] as const;
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number];

/** A person in an edition, and the group that she is in now. */
@Entity('enrolments')
@Unique('uq_enrolments_edition_id_person_id', ['editionId', 'personId'])
@Index(['groupId', 'status'])
@Index(['personId'])
@Index(['centreId', 'status'])
export class Enrolment {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => LearningGroup, { null: true }) groupId: string | null;
  @OneOf(ENROLMENT_STATUSES) status: EnrolmentStatus;
  /** Why no group took her: a `NotPlacedReason` of `group-forming`, or `came-later`. */
  @Text(40, { null: true }) waitingReason: string | null;
  @Instant() enrolledAt: number;
  @Instant({ null: true }) endedAt: number | null;
  @Version() version: number;
}
