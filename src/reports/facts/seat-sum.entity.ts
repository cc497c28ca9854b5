import { Entity, Index } from 'typeorm';
import { Code, LooseId, NotAudited, Real, Text, Whole } from '../../shared/database/columns.js';

/** Minutes of the seats of all sessions of a month whose register was saved, by what they can be split by. Kept up to date with the facts. */
@Entity('seat_sums')
@NotAudited()
@Index(['centreId', 'month'])
export class SeatSum {
  /** `CENTRE:MONTH:COURSE:LEVEL` */
  @Code(60) code: string;
  @LooseId() centreId: string;
  /** `YYYY-MM` */
  @Text(7) month: string;
  @Whole() course: number;
  @Whole() level: number;
  /** Exact up to 2^53. */
  @Real() minutes: number;
}
