import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import type { CallOutcome } from './call-list.js';
import { Call } from './call.entity.js';
import type { CentreActor } from './sessions.service.js';

/** A call about somebody's absence from a session, and what came of it. */
export interface CallToNote {
  personId: Id;
  sessionId: Id;
  outcome: CallOutcome;
  note: string | null;
}

/** Keeps the calls that were made to those who missed. */
@Injectable()
export class CallsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws NotThere when that person has no mark in that session of the centre */
  note(actor: CentreActor, call: CallToNote, options: Pick<UnitOptions, 'submission'> = {}): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { personId, sessionId, outcome, note } = call;
      const marked = await tx.manager.existsBy(AttendanceMark, { sessionId, personId, centreId: actor.centreId });
      if (!marked) throw new NotThere('absence');
      await tx.insert(Call, { id: newId(), centreId: actor.centreId, personId, sessionId, outcome, note, madeAt: tx.now, madeBy: actor.accountId });
    }, { actor, ...options });
  }
}
