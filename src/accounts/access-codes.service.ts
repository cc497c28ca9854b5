import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import type { Submission } from '../shared/web/submission.js';
import { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { readCode } from './card-code.js';
import { codeHash, derivedCode, hashSecret } from './hashing.js';
import { OneTimeCode } from './one-time-code.entity.js';
import { passwordRefusals } from './secret-rules.js';
import { accountSubject, Throttle } from './throttle.js';

type Purpose = OneTimeCode['purpose'];

const HOUR = 3_600_000;
const LIFE: Record<Purpose, number> = { invitation: 14 * 24 * HOUR, reset: 24 * HOUR, station: HOUR };

const WRONG: Refusal = { field: 'code', reason: 'accounts:refusals.access-code' };

/** Codes given at the desk, good once and for a while. Only their hash is kept; a new one ends the one before. */
@Injectable()
export class AccessCodes {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(INSTALLATION_SECRET) private readonly secret: string,
    private readonly accounts: AccountsRepository,
    private readonly throttle: Throttle,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Makes a code inside a unit of work. @returns it for the one page that shows it; the same for the same form */
  async give(tx: Tx, accountId: Id, purpose: Purpose, submission: Pick<Submission, 'key'>): Promise<string> {
    const code = this.codeOf(accountId, submission);
    for (const earlier of await tx.manager.findBy(OneTimeCode, { accountId })) {
      if (earlier.usedAt === null && earlier.expiresAt > tx.now) await tx.update(OneTimeCode, earlier, { expiresAt: tx.now });
    }
    await tx.insert(OneTimeCode, {
      id: newId(), accountId, purpose, codeHash: codeHash(this.secret, code), expiresAt: tx.now + LIFE[purpose], usedAt: null,
      createdBy: tx.actor.accountId, createdAt: tx.now, version: 1,
    });
    return code;
  }

  /** The code that a form made: shown again when the form arrives again. */
  codeOf(accountId: Id, submission: Pick<Submission, 'key'>): string {
    return derivedCode(this.secret, `${accountId}:${submission.key}`);
  }

  /**
   * Takes an invitation or a reset: sets the password, ends all sessions of the account. @returns the account as it is now
   * @throws Refused for a code that is wrong, used or too old (one answer for all), and for a weak password
   */
  async setPassword(typed: string, password: string, address: string): Promise<Account> {
    refuseWeak(password);
    const { code, account } = await this.look(typed, address, ['invitation', 'reset']);
    refuseWeak(password, [account.loginName ?? '', account.displayName]);
    const passwordHash = await hashSecret(password);
    return this.unitOfWork.run(async (tx) => {
      await this.use(tx, code, address);
      await this.throttle.forget(tx, accountSubject(account.id));
      return tx.update(Account, account, { passwordHash, credentialsVersion: account.credentialsVersion + 1 });
    }, { actor: { accountId: account.id, centreId: null } });
  }

  /** Takes a station's code. @returns the station's account; stations that used an earlier code are none any more */
  async takeStation(typed: string, address: string): Promise<Account> {
    const { code, account } = await this.look(typed, address, ['station']);
    return this.unitOfWork.run(async (tx) => {
      await this.use(tx, code, address);
      return tx.update(Account, account, { credentialsVersion: account.credentialsVersion + 1 });
    }, { actor: { accountId: account.id, centreId: null } });
  }

  private async look(typed: string, address: string, purposes: readonly Purpose[]): Promise<{ code: OneTimeCode; account: Account }> {
    // 35 bits at this pace take centuries; what a page offers is throttled by address alone.
    await this.throttle.begin({ subject: `codes:${address}`, address });
    const read = readCode(typed);
    const code = read ? await this.dataSource.manager.findOneBy(OneTimeCode, { codeHash: codeHash(this.secret, read) }) : null;
    if (!code || !purposes.includes(code.purpose)) throw new Refused(WRONG);
    return { code, account: await this.accounts.existing(code.accountId) };
  }

  private async use(tx: Tx, { id }: OneTimeCode, address: string): Promise<void> {
    const code = await tx.manager.findOneByOrFail(OneTimeCode, { id });
    const account = await tx.manager.findOneByOrFail(Account, { id: code.accountId });
    if (code.usedAt !== null || code.expiresAt <= tx.now || account.disabledAt !== null) throw new Refused(WRONG);
    await tx.update(OneTimeCode, code, { usedAt: tx.now });
    await this.throttle.succeeded(tx, { subject: `codes:${address}`, address });
  }
}

function refuseWeak(password: string, names: string[] = []): void {
  const refusals = passwordRefusals(password, names);
  if (refusals.length > 0) throw new Refused(...refusals);
}
