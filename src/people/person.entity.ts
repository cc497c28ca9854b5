import { Entity, Index, Unique } from 'typeorm';
import { CalendarDate, Flag, Held, Id, Instant, LooseId, OneOf, Successor, Text, Version, Whole } from '../shared/database/columns.js';
import { type MotherTongue, SEXES, type Sex } from './person-words.js';

/** Somebody the centres know. Which centres: see `Learner`. */
@Entity('persons')
@Unique('uq_persons_dni', ['dni'])
@Index(['searchName'])
@Index(['phone'])
@Index(['birthYear', 'mergedIntoId'])
export class Person {
  @Id() id: string;
  @Text(100) surnames: string;
  @Text(100) givenNames: string;
  /** Surnames and given names as `searchable` folds them. */
  @Text(220) searchName: string;
  /** The same in the order of Spanish lists, see `sortNameOf`. */
  @Text(240, { default: '' }) sortName: string;
  @Text(8, { null: true }) dni: string | null;
  /** The document is being issued. */
  @Flag() dniPending: boolean;
  @CalendarDate({ null: true }) birthDate: string | null;
  /** Always filled when the date is; alone when only the year is known. */
  @Whole({ null: true }) birthYear: number | null;
  @OneOf(SEXES, { null: true }) sex: Sex | null;
  @Text(20, { null: true }) motherTongue: MotherTongue | null;
  /** Nine digits. */
  @Text(9, { null: true }) phone: string | null;
  @Text(120, { null: true }) email: string | null;
  /** The person that this record was merged into; such a record is never shown. */
  @Successor() @LooseId({ null: true }) mergedIntoId: string | null;
  @Instant() createdAt: number;
  @Held() held?: number;
  @Version() version: number;
}
