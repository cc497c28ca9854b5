import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LooseId, NotAudited, OneOf, Text } from './columns.js';

const AUDIT_ACTIONS = ['insert', 'update', 'remove'] as const;

/** Who changed what and when, with before and after. The database refuses to change or remove a row. */
@Entity('audit_entries')
@NotAudited()
@Index(['unitId'])
@Index(['entity', 'entityId', 'recordedAt'])
@Index(['centreId', 'recordedAt'])
@Index(['recordedAt'])
export class AuditEntry {
  @Id() id: string;
  /** All entries of one unit of work share it. */
  @LooseId() unitId: string;
  @Instant() recordedAt: number;
  /** The account that acted; null when Minka acted by itself. */
  @LooseId({ null: true }) actorId: string | null;
  @LooseId({ null: true }) centreId: string | null;
  @Text(40) entity: string;
  @Text(60) entityId: string;
  @OneOf(AUDIT_ACTIONS) action: (typeof AUDIT_ACTIONS)[number];
  @Json({ null: true }) valuesBefore: Record<string, unknown> | null;
  @Json({ null: true }) valuesAfter: Record<string, unknown> | null;
}
