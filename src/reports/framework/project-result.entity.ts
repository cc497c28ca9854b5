import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LongText, OneOf, Ref, Text, Version, Whole } from '../../shared/database/columns.js';
import { Project } from './project.entity.js';

export const RESULT_KINDS = ['outcome', 'output', 'activity'] as const;

/** A link of the chain: activities bring outputs, outputs bring outcomes. */
@Entity('project_results')
@Index(['projectId', 'ordinal'])
export class ProjectResult {
  @Id() id: string;
  @Ref(() => Project) projectId: string;
  @OneOf(RESULT_KINDS) kind: (typeof RESULT_KINDS)[number];
  /** What it brings about: an output for an activity, an outcome for an output; null for an outcome. */
  @Ref(() => ProjectResult, { null: true }) leadsToId: string | null;
  @Whole() ordinal: number;
  @Text(200) title: string;
  @LongText({ null: true }) description: string | null;
  /** The same for what leaves in English; what is missing leaves as it is. */
  @Json({ null: true }) english: { title?: string; description?: string } | null;
  /** When it was taken out of the framework; what it was stays on record. */
  @Instant({ null: true }) removedAt: number | null;
  @Version() version: number;
}
