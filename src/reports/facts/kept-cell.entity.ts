import { Entity } from 'typeorm';
import { Code, Id, NotAudited, Real, Whole } from '../../shared/database/columns.js';

/** A cell of a kept tally. Sums of minutes outgrow a whole column: as doubles they are exact up to 2^53. */
@Entity('kept_cells')
@NotAudited()
export class KeptCell {
  @Id() tallyId: string;
  /** `CODE`, or `CODE|DIMENSION|VALUE`. */
  @Code(200) cell: string;
  @Real() value: number;
  @Real() of: number;
  @Whole() people: number;
}
