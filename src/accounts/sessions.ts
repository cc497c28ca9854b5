import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Clock } from '../shared/kernel/clock.js';
import { SessionStore } from './session-store.js';

const CLEAN_EVERY = 3_600_000;

/** Starts and ends sessions. Their id changes whenever what they are allowed to do changes. */
@Injectable()
export class Sessions {
  private cleanedAt = 0;

  constructor(private readonly store: SessionStore, private readonly unitOfWork: UnitOfWork, private readonly clock: Clock) {}

  /** Replaces whatever session the browser had by a new one. Saved when the promise is fulfilled. */
  async start(request: Request, data: Pick<SessionData, 'signedIn' | 'pending'>): Promise<void> {
    await this.clean();
    await promised((done) => request.session.regenerate(done));
    Object.assign(request.session, data);
    await promised((done) => request.session.save(done));
  }

  /** Changes what the session holds, under the same id. */
  async change(request: Request, data: Pick<SessionData, 'signedIn' | 'pending'>): Promise<void> {
    Object.assign(request.session, data);
    await promised((done) => request.session.save(done));
  }

  async end(request: Request): Promise<void> {
    await promised((done) => request.session.destroy(done));
    request.viewer = null;
  }

  async settle(): Promise<void> {
    await this.store.settle();
  }

  private async clean(): Promise<void> {
    const now = this.clock.now();
    if (now - this.cleanedAt < CLEAN_EVERY) return;
    this.cleanedAt = now;
    await this.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM web_sessions WHERE expires_at < ?', [now]);
      await tx.execute('DELETE FROM unsent_forms WHERE expires_at < ?', [now]);
      await tx.execute('DELETE FROM throttle_counters WHERE window_ends_at < ? AND (blocked_until IS NULL OR blocked_until < ?)', [now, now]);
    }, { actor: SYSTEM });
  }
}

function promised(work: (done: (error: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => (error ? reject(error as Error) : resolve()));
  });
}
