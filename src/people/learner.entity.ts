import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, OneOf, Ref, Text, Version, Whole } from '../shared/database/columns.js';
import { Person } from './person.entity.js';
import type { PlacementStage } from './placement-stage.js';
import { ACCESSES, type Access, COMPUTER_USES, type ComputerUse, PARTICIPANT_KINDS, type ParticipantKind } from './person-words.js';

/** A person at a centre: what makes her visible to its staff. */
@Entity('learners')
@Unique('uq_learners_person_id_centre_id', ['personId', 'centreId'])
@Index(['centreId', 'registeredAt'])
@Index(['centreId', 'leftAt', 'sortName'])
@Index(['centreId', 'placementStage', 'leftAt', 'stageSince'])
export class Learner {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @OneOf(PARTICIPANT_KINDS) kind: ParticipantKind;
  /** 21 bits, see the kernel's `Availability`; null when not asked yet. */
  @Whole({ null: true }) availability: number | null;
  @OneOf(COMPUTER_USES, { null: true }) computerUse: ComputerUse | null;
  /** As her diagnosis says; null when she was not asked. */
  @OneOf(ACCESSES, { null: true }) access: Access | null;
  @Instant() registeredAt: number;
  /** Since when she no longer comes to this centre: lists leave her out, her record stays. */
  @Instant({ null: true }) leftAt: number | null;
  /** A copy of the person's, beside the centre: so the list of a centre is read page by page from an index. */
  @Text(240, { default: '' }) sortName: string;
  /** Where she stands on the way to a level: kept by `restage` when something happens, so that no list has to work it out. */
  @Text(20, { default: 'to-diagnose' }) placementStage: PlacementStage;
  /** Since when; null until something has happened. */
  @Instant({ null: true }) stageSince: number | null;
  @Version() version: number;
}
