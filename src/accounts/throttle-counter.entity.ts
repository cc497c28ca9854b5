import { Entity, Index } from 'typeorm';
import { Code, Held, Instant, NotAudited, Whole } from '../shared/database/columns.js';

/** Failed tries of an account or an address in its current window. */
@Entity('throttle_counters')
@NotAudited()
@Index(['windowEndsAt'])
export class ThrottleCounter {
  @Code(120) name: string;
  @Whole() failures: number;
  @Instant() windowEndsAt: number;
  @Instant({ null: true }) blockedUntil: number | null;
  @Held() held?: number;
}
