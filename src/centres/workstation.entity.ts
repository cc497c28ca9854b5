import { Entity, Index, Unique } from 'typeorm';
import { Id, Instant, Ref, Text, Version } from '../shared/database/columns.js';
import { Centre } from './centre.entity.js';
import { Room } from './room.entity.js';

/** A PC of a centre. */
@Entity('workstations')
@Unique('uq_workstations_room_id_label', ['roomId', 'label'])
@Index(['centreId'])
export class Workstation {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Room) roomId: string;
  @Text(20) label: string;
  /** Null while it works. */
  @Instant({ null: true }) outOfOrderSince: number | null;
  @Text(200, { null: true }) note: string | null;
  @Version() version: number;
}
