import { Entity, Index } from 'typeorm';
import { Code, Instant, Json, NotAudited, Ref } from '../shared/database/columns.js';
import { Account } from './account.entity.js';

/** A browser's session. Its id is the hash of what the cookie carries. */
@Entity('web_sessions')
@NotAudited()
@Index(['accountId'])
@Index(['expiresAt'])
export class WebSession {
  @Code(64) id: string;
  @Ref(() => Account, { null: true }) accountId: string | null;
  @Json() data: unknown;
  @Instant() touchedAt: number;
  @Instant() expiresAt: number;
}
