import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { PendingSignIn } from './session-data.js';
import { SYSTEM, type Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Refused } from '../shared/kernel/refusal.js';
import type { Submission } from '../shared/web/submission.js';
import { SignInNeeded } from '../shared/web/web-errors.js';
import { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { Entrance } from './entrance.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { SecondStep, type Enrolment } from './second-step.js';
import { secondStepGuess, Throttle } from './throttle.js';

const WRONG = { field: 'stepCode', reason: 'accounts:refusals.step-code' };

/** Lets an administrator in who has proved her password: with the code of her phone or one on paper, or by setting it up first. */
@Injectable()
export class SecondStepService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly secondStep: SecondStep,
    private readonly entrance: Entrance,
    private readonly throttle: Throttle,
    private readonly unitOfWork: UnitOfWork,
    private readonly recovery: RecoveryCodes,
  ) {}

  /** What to set up on the phone. @throws SignInNeeded when nobody is on the way in */
  async enrolment(request: Request): Promise<Enrolment> {
    const { account, secret } = await this.pending(request, 'enrolment');
    return this.secondStep.enrolment(secret, account.loginName ?? account.displayName);
  }

  /** @throws SignInNeeded */
  async expect(request: Request, step: PendingSignIn['step']): Promise<void> {
    await this.pending(request, step);
  }

  /** @returns the path to go on with @throws Refused, Throttled, SignInNeeded */
  async confirm(request: Request, step: PendingSignIn['step'], code: string, submission: Submission): Promise<string> {
    // It has let her in before; what she has not got by then (her session), it does not give once more.
    if (!request.session.pending && await this.unitOfWork.answerTo({ actor: SYSTEM, submission })) return '/';
    const { account, secret, returnPath } = await this.pending(request, step);
    const guess = secondStepGuess(account.id, request.ip ?? '');
    await this.throttle.begin(guess);
    await this.unitOfWork.run(async (tx) => {
      const current = await this.stillOwing(tx, account, step);
      const accepted = await this.secondStep.accept(tx, account.id, secret, code)
        || (step === 'code' && await this.recovery.accept(tx, account, code));
      if (!accepted) throw new Refused(WRONG);
      await this.throttle.succeeded(tx, guess);
      if (step === 'enrolment') await tx.update(Account, current, { totpSecret: this.secondStep.seal(secret), totpConfirmedAt: tx.now });
    }, { actor: SYSTEM, submission }).catch((error: unknown) => this.noteFailure(account, error));
    return this.entrance.open(request, await this.accounts.existing(account.id), 'second-step', returnPath);
  }

  /**
   * What she owes may have changed since she proved her password: a phone that is registered is not replaced by whoever
   * proved the password before it was. Only when it has been removed is another one registered.
   */
  private async stillOwing(tx: Tx, { id }: Account, step: PendingSignIn['step']): Promise<Account> {
    const current = await tx.manager.findOneByOrFail(Account, { id });
    if (this.secondStep.stateOf(current) !== step) throw new SignInNeeded();
    return current;
  }

  /** In a unit of its own: what is refused leaves nothing. */
  private async noteFailure(account: Account, error: unknown): Promise<never> {
    if (error instanceof Refused) {
      await this.unitOfWork.run(async (tx) => tx.note('accounts', account.id, { event: 'sign-in-failed', way: 'second-step' }), { actor: SYSTEM });
    }
    throw error;
  }

  private async pending(request: Request, step: PendingSignIn['step']): Promise<{ account: Account; secret: string; returnPath: string }> {
    const { pending } = request.session;
    const account = pending?.step === step ? await this.accounts.byId(pending.accountId) : null;
    const sealed = step === 'enrolment' ? pending?.newSecret : account?.totpSecret;
    const secret = sealed ? this.secondStep.open(sealed) : null;
    if (!pending || !account || account.disabledAt !== null || secret === null) throw new SignInNeeded();
    // The password that was proved is another by now, or what she may do: it counts no more.
    if (pending.credentialsVersion !== account.credentialsVersion || this.secondStep.stateOf(account) !== step) throw new SignInNeeded();
    return { account, secret, returnPath: pending.returnPath };
  }
}
