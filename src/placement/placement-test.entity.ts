import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Flag, Id, Instant, LooseId, OneOf, Real, Ref, Text, Version, Whole } from '../shared/database/columns.js';
import type { Level } from '../shared/kernel/levels.js';

/** To find her level before a course, or what she can do after it. */
export type TestPurpose = 'placement' | 'endline';

const TEST_MODES = ['self', 'observed'] as const;

/** One sitting of the placement test, or one observed checklist. */
@Entity('placement_tests')
@Index(['personId', 'startedAt'])
@Index(['centreId', 'finishedAt'])
export class PlacementTest {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @OneOf(TEST_MODES) mode: (typeof TEST_MODES)[number];
  @Text(20, { default: 'placement' }) purpose: TestPurpose;
  @Whole() seed: number;
  @Instant() startedAt: number;
  @Instant({ null: true }) finishedAt: number | null;
  /** When an observed checklist took the place of a test that was left open; such a test counts for nothing. */
  @Instant({ null: true }) closedAt: number | null;
  @Real() priorMean: number;
  @Real() priorDeviation: number;
  /** EAP estimate; null before the first answer. */
  @Real({ null: true }) theta: number | null;
  @Real({ null: true }) deviation: number | null;
  @Whole({ null: true }) level: Level | null;
  /** Posterior probability of the level. */
  @Real({ null: true }) certainty: number | null;
  /** She sits at a browser without scripts: tasks that need one are not chosen. */
  @Flag() withoutScript: boolean;
  @LooseId({ null: true }) observedBy: string | null;
  @Version() version: number;
}
