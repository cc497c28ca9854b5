import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Workstation } from '../centres/workstation.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, Ref } from '../shared/database/columns.js';
import { Session } from './session.entity.js';

/** A learner signed in at one of the centre's PCs: proposed to the register, for the trainer to confirm. */
@Entity('arrivals')
@Unique('uq_arrivals_session_id_person_id', ['sessionId', 'personId'])
export class Arrival {
  @Id() id: string;
  @Ref(() => Session) sessionId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @Instant() arrivedAt: number;
  @Ref(() => Workstation, { null: true }) workstationId: string | null;
}
