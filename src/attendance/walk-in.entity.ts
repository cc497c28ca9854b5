import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, Ref, Text, Version } from '../shared/database/columns.js';
import { Session } from './session.entity.js';

/** Somebody who came to a session and does not stand in its list: her name, and who she is once somebody has said so. */
@Entity('walk_ins')
@Index(['sessionId', 'personId'])
export class WalkIn {
  @Id() id: string;
  @Ref(() => Session) sessionId: string;
  @Ref(() => Centre) centreId: string;
  /** As it was written by hand. */
  @Text(120) name: string;
  /** Her attendance stands in the register from then on. */
  @Ref(() => Person, { null: true }) personId: string | null;
  @Instant() notedAt: number;
  @LooseId({ null: true }) notedBy: string | null;
  @Version() version: number;
}
