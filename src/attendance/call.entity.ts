import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, OneOf, Ref, Text } from '../shared/database/columns.js';
import { Session } from './session.entity.js';

export const CALL_OUTCOMES = ['reached', 'message', 'no_answer', 'wrong_number'] as const;

/** A call made, or tried, to somebody who missed a session. */
@Entity('calls')
@Unique('uq_calls_session_id_person_id_made_at', ['sessionId', 'personId', 'madeAt'])
@Index(['centreId', 'madeAt'])
export class Call {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Session) sessionId: string;
  @Instant() madeAt: number;
  @LooseId({ null: true }) madeBy: string | null;
  @OneOf(CALL_OUTCOMES) outcome: (typeof CALL_OUTCOMES)[number];
  @Text(300, { null: true }) note: string | null;
}
