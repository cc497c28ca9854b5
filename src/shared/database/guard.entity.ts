import { Entity } from 'typeorm';
import { Code, NotAudited, Whole } from './columns.js';

/** A row that units of work change to go one after the other: see `hold`. */
@Entity('guards')
@NotAudited()
export class Guard {
  @Code(80) name: string;
  /** How often it was held. */
  @Whole() turns: number;
}
