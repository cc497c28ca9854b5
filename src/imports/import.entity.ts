import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, Json, LooseId, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import type { Mapping } from './columns.js';
import type { PlanCounts } from './plan.js';

const IMPORT_KINDS = ['organisations', 'people'] as const;
const IMPORT_STATUSES = ['planning', 'planned', 'writing', 'done', 'cancelled'] as const;

/** A list that somebody sent in, on its way to becoming people or organisations. */
@Entity('imports')
@Index(['centreId', 'createdAt'])
export class Import {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @OneOf(IMPORT_KINDS) kind: (typeof IMPORT_KINDS)[number];
  @Text(160) fileName: string;
  @Text(64) contentHash: string;
  @Text(20) encoding: string;
  @Text(4) delimiter: string;
  @Json() headings: string[];
  @Json() mapping: Mapping;
  @OneOf(IMPORT_STATUSES) status: (typeof IMPORT_STATUSES)[number];
  @Json({ null: true }) counts: PlanCounts | null;
  @LooseId() createdBy: string;
  @Instant() createdAt: number;
  @Instant({ null: true }) confirmedAt: number | null;
  @Version() version: number;
}
