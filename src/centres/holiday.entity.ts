import { Entity, Unique } from 'typeorm';
import { CalendarDate, Flag, Id, Ref, Text, Version } from '../shared/database/columns.js';
import { Centre } from './centre.entity.js';

/** A day that differs from the weekday: a holiday, or a holiday on which this centre opens all the same. */
@Entity('holidays')
@Unique('uq_holidays_centre_id_date', ['centreId', 'date'])
export class Holiday {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @CalendarDate() date: string;
  @Text(80) name: string;
  @Flag() closed: boolean;
  @Version() version: number;
}
