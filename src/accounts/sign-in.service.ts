import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import type { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { readCode } from './card-code.js';
import { secretMatches } from './hashing.js';
import { KnownBrowsers } from './known-browsers.js';
import { readLoginName } from './secret-rules.js';
import { accountGuess, pinGuess, Throttle, unknownGuess, type Guess } from './throttle.js';

/** How somebody came in, as the trail tells it. */
export type Way = 'password' | 'card' | 'station' | 'code' | 'second-step';

/**
 * Looks at the first secret of whoever wants to come in. Tries are counted before the secret is looked at; an unknown
 * name takes as long as a known one and gets the same answer; both outcomes are put into the trail, the secret never.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly throttle: Throttle,
    private readonly browsers: KnownBrowsers,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** A member of the staff. @throws Refused with one answer for a wrong name and a wrong password; Throttled */
  async byPassword(name: string, password: string, request: Request): Promise<Account> {
    const loginName = readLoginName(name);
    const account = loginName ? await this.accounts.byLoginName(loginName) : null;
    const guess = account
      ? accountGuess(account.id, addressOf(request), this.browsers.nameFor(request, account.id)) : unknownGuess(loginName ?? name, addressOf(request));
    const proved = await this.prove({ account, guess, known: account?.passwordHash ?? null, given: password, way: 'password' });
    this.browsers.remember(request, proved.id);
    return proved;
  }

  /** A learner with her card, from anywhere. @throws Refused, Throttled */
  async byCard(typed: string, pin: string, request: Request): Promise<Account> {
    const code = readCode(typed);
    const account = code ? await this.accounts.byCardCode(code) : null;
    return this.prove({ account, guess: learnerGuess(account, code ?? typed, request), known: account?.pinHash ?? null, given: pin, way: 'card' });
  }

  /** A learner who picked her name at a station. @throws Refused, Throttled */
  async atStation(personId: Id, pin: string, request: Request): Promise<Account> {
    const account = await this.accounts.learnerOf(personId);
    return this.prove({ account, guess: learnerGuess(account, personId, request), known: account?.pinHash ?? null, given: pin, way: 'station' });
  }

  private async prove({ account, guess, known, given, way }: Attempt): Promise<Account> {
    await this.throttle.begin(guess);
    const matches = await secretMatches(known, given);
    if (account && matches && account.disabledAt === null) {
      await this.unitOfWork.run((tx) => this.throttle.succeeded(tx, guess), { actor: SYSTEM });
      return account;
    }
    await this.unitOfWork.run(async (tx) => {
      if (account) tx.note('accounts', account.id, { event: 'sign-in-failed', way });
    }, { actor: SYSTEM });
    throw new Refused(refusalOf(way));
  }
}

interface Attempt {
  account: Account | null;
  guess: Guess;
  /** The hash of the secret, if there is one. */
  known: string | null;
  given: string;
  way: Way;
}

/** A PIN is short, and learners share browsers: no browser is known for them. */
function learnerGuess(account: Account | null, typed: string, request: Request): Guess {
  const address = addressOf(request);
  const guess = account ? accountGuess(account.id, address) : unknownGuess(typed, address);
  return pinGuess(guess, request.viewer?.stationId ?? null, address);
}

function addressOf(request: Request): string {
  return request.ip ?? '';
}

function refusalOf(way: Way): { field: string; reason: string } {
  if (way === 'password') return { field: 'password', reason: 'accounts:refusals.name-or-password' };
  return { field: 'pin', reason: way === 'card' ? 'accounts:refusals.card-or-pin' : 'accounts:refusals.pin' };
}
