import { Entity } from 'typeorm';
import { Code, Instant, Json, LooseId, NotAudited, Text } from './columns.js';

/** Written in the transaction that it stands for, so that a form sent twice is answered as the first time. */
@Entity('idempotency_keys')
@NotAudited()
export class IdempotencyKey {
  /** The key as the browser sent it, behind the account that sent it. */
  @Code(120) submissionKey: string;
  @LooseId({ null: true }) accountId: string | null;
  /** SHA-256 of the body, hexadecimal. */
  @Text(64) bodyHash: string;
  @Json({ null: true }) answer: unknown;
  @Instant() recordedAt: number;
}
