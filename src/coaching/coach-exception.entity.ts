import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, OneOf, Ref, Text, TimeOfDay, Version } from '../shared/database/columns.js';
import { Coach } from './coach.entity.js';
import { EXCEPTION_KINDS, type ExceptionKind } from './coaching-words.js';

/** A date on which a coach's hours differ from the week's: away for the day or some hours, or there beside them. */
@Entity('coach_exceptions')
@Index(['coachId', 'date'])
@Index(['centreId', 'date'])
export class CoachException {
  @Id() id: string;
  @Ref(() => Coach) coachId: string;
  @Ref(() => Centre) centreId: string;
  @CalendarDate() date: string;
  @OneOf(EXCEPTION_KINDS) kind: ExceptionKind;
  /** Null with `toTime`: the whole day. */
  @TimeOfDay({ null: true }) fromTime: string | null;
  @TimeOfDay({ null: true }) toTime: string | null;
  @Text(200, { null: true }) reason: string | null;
  @Version() version: number;
}
