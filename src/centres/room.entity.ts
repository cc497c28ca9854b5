import { Entity, Unique } from 'typeorm';
import { Id, Ref, Text, Version } from '../shared/database/columns.js';
import { Centre } from './centre.entity.js';

/** A room of a centre, with its PCs. */
@Entity('rooms')
@Unique('uq_rooms_centre_id_name', ['centreId', 'name'])
export class Room {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Text(60) name: string;
  @Version() version: number;
}
