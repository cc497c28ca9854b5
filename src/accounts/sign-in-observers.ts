import { Injectable } from '@nestjs/common';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { describeFault, log } from '../shared/web/log.js';

/** A learner who has just signed in. */
export interface LearnerSignIn {
  personId: Id;
  /** The PC that she sits at; null when she signed in elsewhere. */
  workstationId: Id | null;
  at: Instant;
}

type Observer = (signIn: LearnerSignIn) => Promise<unknown>;

/** Tells other features that a learner signed in; they register when their module starts. Signing in never fails for them. */
@Injectable()
export class SignInObservers {
  private readonly observers: Observer[] = [];

  add(observer: Observer): void {
    this.observers.push(observer);
  }

  async tell(signIn: LearnerSignIn): Promise<void> {
    for (const observer of this.observers) {
      await observer(signIn).catch((error: unknown) => log.error(describeFault(error), 'an observer of sign-ins failed'));
    }
  }
}
