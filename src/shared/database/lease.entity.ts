import { Entity } from 'typeorm';
import { Code, Instant, LooseId, NotAudited } from './columns.js';

/** A row held by one process at a time, for work that must not run twice at once. */
@Entity('leases')
@NotAudited()
export class Lease {
  @Code(60) name: string;
  @LooseId({ null: true }) holder: string | null;
  @Instant() heldUntil: number;
}
