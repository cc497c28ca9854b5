import { createHash, createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Actor } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Submission } from '../shared/web/submission.js';
import { Coach } from './coach.entity.js';
import { presentCoach } from './coaches.service.js';

/** 256 bits as base64url. */
const SECRET = /^[\w-]{43}$/;

/** The secret part of the address of a coach's calendar: shown once, kept as its hash alone. */
@Injectable()
export class CoachCalendarService {
  constructor(@Inject(INSTALLATION_SECRET) private readonly secret: string, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Gives the calendar a new secret; one that it had before opens nothing any more.
   * @returns the secret, the same again for the same form. @throws NotThere
   */
  async renew(centreId: Id, coachId: Id, { actor, submission }: { actor: Actor; submission: Submission }): Promise<string> {
    const secret = createHmac('sha256', this.secret).update(`coach-calendar:${coachId}:${submission.key}`).digest('base64url');
    await this.unitOfWork.run(async (tx) => {
      await tx.update(Coach, await presentCoach(tx, centreId, coachId), { calendarKey: calendarKeyOf(secret) as string });
    }, { actor, submission });
    return secret;
  }

  /** @throws NotThere */
  revoke(centreId: Id, coachId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.update(Coach, await presentCoach(tx, centreId, coachId), { calendarKey: null });
    }, options);
  }
}

/** What is kept of a secret; null for what cannot be one. */
export function calendarKeyOf(secret: string): string | null {
  return SECRET.test(secret) ? createHash('sha256').update(secret).digest('hex') : null;
}
