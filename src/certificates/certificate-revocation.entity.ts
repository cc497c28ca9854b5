import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, LooseId, Ref, Text } from '../shared/database/columns.js';
import { Certificate } from './certificate.entity.js';

/** That a certificate counts no more, and why. Append-only: what was revoked is replaced by a new certificate. */
@Entity('certificate_revocations')
@Unique('uq_certificate_revocations_certificate_id', ['certificateId'])
@Index(['centreId', 'revokedAt'])
export class CertificateRevocation {
  @Id() id: string;
  @Ref(() => Certificate) certificateId: string;
  @Ref(() => Centre) centreId: string;
  /** For the centre: the public page does not show it. */
  @Text(300) reason: string;
  @Instant() revokedAt: number;
  @LooseId({ null: true }) revokedBy: string | null;
}
