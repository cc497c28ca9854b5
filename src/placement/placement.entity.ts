import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, Ref, Text, Whole } from '../shared/database/columns.js';
import type { Level } from '../shared/kernel/levels.js';
import { PlacementTest } from './placement-test.entity.js';

/** The level that a person was placed in, by whom and on what grounds. The newest counts; the history stays. */
@Entity('placements')
@Index(['personId', 'centreId', 'decidedAt'])
@Index(['personId', 'decidedAt'])
@Index(['centreId', 'decidedAt'])
@Index(['testId'])
export class Placement {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @Whole() level: Level;
  @Whole({ null: true }) proposedLevel: Level | null;
  @Ref(() => PlacementTest, { null: true }) testId: string | null;
  @Instant() decidedAt: number;
  @LooseId({ null: true }) decidedBy: string | null;
  /** Why the trainer decided otherwise than proposed. */
  @Text(300, { null: true }) reason: string | null;
}
