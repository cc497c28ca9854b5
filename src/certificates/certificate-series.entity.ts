import { Entity } from 'typeorm';
import { Code, NotAudited, Whole } from '../shared/database/columns.js';

/** The counter of a centre's year: `VES-2026`. Updated first by whoever gives certificates, so that no number is missing. */
@Entity('certificate_series')
@NotAudited()
export class CertificateSeries {
  @Code(20) code: string;
  @Whole({ default: 0 }) lastNumber: number;
}
