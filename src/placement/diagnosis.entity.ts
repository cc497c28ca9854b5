import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, Json, LooseId, Ref, Version } from '../shared/database/columns.js';

/** A person's answers about access, use, wishes, obstacles, hours and cause; resumed while not completed. */
@Entity('diagnoses')
@Index(['personId', 'startedAt'])
@Index(['centreId', 'completedAt'])
export class Diagnosis {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @Instant() startedAt: number;
  @Instant({ null: true }) completedAt: number | null;
  /** The clerk who asked aloud; null when she answered herself. */
  @LooseId({ null: true }) askedBy: string | null;
  @Json() answers: Record<string, string | string[]>;
  @Version() version: number;
}
