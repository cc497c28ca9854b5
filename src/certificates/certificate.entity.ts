import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Course } from '../courses/course.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, LooseId, Ref, Text, Whole } from '../shared/database/columns.js';

/**
 * A certificate as it was given: what it says stays, whatever becomes of names and titles later. The database refuses to
 * change or remove one; only whose record it belongs to may change, when two records turn out to be one person.
 */
@Entity('certificates')
@Unique('uq_certificates_series_number', ['series', 'number'])
@Unique('uq_certificates_serial', ['serial'])
@Unique('uq_certificates_public_code', ['publicCode'])
@Unique('uq_certificates_claim', ['claim'])
@Index(['editionId', 'personId'])
@Index(['personId'])
@Index(['centreId', 'issuedAt'])
export class Certificate {
  @Id() id: string;
  /** `VES-2026` */
  @Text(20) series: string;
  @Whole() number: number;
  /** `VES-2026-0001` */
  @Text(30) serial: string;
  /** What the public page is found by: cannot be guessed. */
  @Text(20) publicCode: string;
  /** Edition, person and how many she had before: so that two presses give one. */
  @Text(90) claim: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Course, { length: 20 }) courseCode: string;
  @Text(210) personName: string;
  @Text(120) courseTitle: string;
  @Text(120) centreName: string;
  /** Of the modules that she took. */
  @Whole() hours: number;
  @Whole() sessionsHeld: number;
  @Whole() sessionsAttended: number;
  @Whole() practices: number;
  @Whole() practicesFinished: number;
  /** Why it was given although the rule was not met. */
  @Text(300, { null: true }) exceptionReason: string | null;
  @CalendarDate() issuedOn: string;
  @Instant() issuedAt: number;
  @LooseId({ null: true }) issuedBy: string | null;
}
