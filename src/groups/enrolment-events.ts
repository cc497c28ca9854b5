import { Injectable } from '@nestjs/common';
import type { Edition } from '../courses/edition.entity.js';
import type { Tx } from '../shared/database/tx.js';
import type { Enrolment } from './enrolment.entity.js';

/** What somebody else does when people come to an edition, all of one act together, inside the same unit of work. */
export type OnEnrolled = (tx: Tx, edition: Edition, enrolments: readonly Enrolment[]) => Promise<void>;

/** What somebody else does when people get the seats that they waited for, inside the same unit of work. */
export type OnSeated = (tx: Tx, enrolments: readonly Enrolment[]) => Promise<void>;

/** What somebody else does when somebody withdraws, inside the same unit of work. */
export type OnWithdrawn = (tx: Tx, edition: Edition, enrolment: Enrolment) => Promise<void>;

/** Where features that stand on enrolments hear of them: groups know nothing of fees. */
@Injectable()
export class EnrolmentEvents {
  private readonly onEnrolled: OnEnrolled[] = [];
  private readonly onBroughtBack: OnEnrolled[] = [];
  private readonly onSeated: OnSeated[] = [];
  private readonly onWithdrawn: OnWithdrawn[] = [];

  /** People who were never in the edition. Called once at the start by a feature. */
  whenEnrolled(listener: OnEnrolled): void {
    this.onEnrolled.push(listener);
  }

  /** People who had withdrawn from the edition. Called once at the start by a feature. */
  whenBroughtBack(listener: OnEnrolled): void {
    this.onBroughtBack.push(listener);
  }

  /** People who had waited for a seat. Called once at the start by a feature. */
  whenSeated(listener: OnSeated): void {
    this.onSeated.push(listener);
  }

  /** Called once at the start by a feature. */
  whenWithdrawn(listener: OnWithdrawn): void {
    this.onWithdrawn.push(listener);
  }

  async enrolled(tx: Tx, edition: Edition, enrolments: readonly Enrolment[]): Promise<void> {
    if (enrolments.length > 0) for (const listener of this.onEnrolled) await listener(tx, edition, enrolments);
  }

  async broughtBack(tx: Tx, edition: Edition, enrolments: readonly Enrolment[]): Promise<void> {
    if (enrolments.length > 0) for (const listener of this.onBroughtBack) await listener(tx, edition, enrolments);
  }

  async seated(tx: Tx, enrolments: readonly Enrolment[]): Promise<void> {
    if (enrolments.length > 0) for (const listener of this.onSeated) await listener(tx, enrolments);
  }

  async withdrawn(tx: Tx, edition: Edition, enrolment: Enrolment): Promise<void> {
    for (const listener of this.onWithdrawn) await listener(tx, edition, enrolment);
  }
}
