import { Entity, Index } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, Ref, Version } from '../shared/database/columns.js';

/** Another coach whom a learner lets read what is noted about her coaching. */
@Entity('coaching_note_readers')
@Index(['personId', 'endedAt'])
@Index(['readerId', 'endedAt'])
export class CoachingNoteReader {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Account) readerId: string;
  @Instant() allowedAt: number;
  @LooseId({ null: true }) allowedBy: string | null;
  @Instant({ null: true }) endedAt: number | null;
  @Version() version: number;
}
