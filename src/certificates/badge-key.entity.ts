import type { JWK } from 'jose';
import { Entity } from 'typeorm';
import { Id, Instant, Json, LongText, Secret, Version } from '../shared/database/columns.js';

/** A pair of keys that signs badges. A retired one signs nothing more, and still proves what it has signed. */
@Entity('badge_keys')
export class BadgeKey {
  @Id() id: string;
  @Json() publicJwk: JWK;
  /** PKCS #8, sealed with the installation's secret. */
  @Secret() @LongText() sealedPrivate: string;
  @Instant() createdAt: number;
  @Instant({ null: true }) retiredAt: number | null;
  @Version() version: number;
}
