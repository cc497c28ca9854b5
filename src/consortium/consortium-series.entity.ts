import { Entity } from 'typeorm';
import { Code, NotAudited, Whole } from '../shared/database/columns.js';

/** The counter of the decisions of a centre's year: `CENTRE:2026`. Updated before a decision is written, so that no number is missing. */
@Entity('consortium_series')
@NotAudited()
export class ConsortiumSeries {
  @Code(45) code: string;
  @Whole({ default: 0 }) lastNumber: number;
}
