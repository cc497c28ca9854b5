import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDuplicate } from '../shared/database/retry-rules.js';
import { SYSTEM, type Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Throttled } from '../shared/web/web-errors.js';
import { ThrottleCounter } from './throttle-counter.entity.js';
import { ACCOUNT_RULE, ADDRESS_RULE, blockedUntil, countTry, type ThrottleRule, type Tries } from './throttle-rules.js';

/** Whose tries are counted: an account (or what was typed where none was found) and the address they come from. */
export interface Guess {
  /** `account:ID`, or `name:…` for one that may not exist. */
  subject: string;
  address: string;
}

/** Counts tries in the database, so that all processes agree. */
@Injectable()
export class Throttle {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly unitOfWork: UnitOfWork) {}

  /** Counts a try before its secret is looked at. @throws Throttled while one has to wait */
  async begin(guess: Guess): Promise<void> {
    const blocked = await this.count(guess).catch((error: unknown) => {
      // Two first tries at the same moment: the other one made the row.
      if (isDuplicate(error)) return this.count(guess);
      throw error;
    });
    if (blocked !== null) throw new Throttled(blocked);
  }

  /** Takes a try back that succeeded: the account starts afresh, the address has one less. */
  async succeeded(tx: Tx, { subject, address }: Guess): Promise<void> {
    await this.forget(tx, subject);
    await tx.execute('UPDATE throttle_counters SET failures = failures - 1, blocked_until = NULL WHERE name = ? AND failures > 0', [addressName(address)]);
  }

  /** Somebody got a new secret at the desk: earlier tries count no more. */
  async forget(tx: Tx, subject: string): Promise<void> {
    await tx.execute('DELETE FROM throttle_counters WHERE name = ?', [subject]);
  }

  /** Marks something that may be used once for a while, such as a code of the second step. @returns false when it was used already */
  async useOnce(tx: Tx, name: string, until: number): Promise<boolean> {
    const touched = await tx.execute('UPDATE throttle_counters SET failures = failures + 1 WHERE name = ?', [name]);
    if (touched > 0) return false;
    await tx.insert(ThrottleCounter, { name, failures: 1, windowEndsAt: until, blockedUntil: null });
    return true;
  }

  /** Counts a look-up that found nothing, so that whoever tries codes has to wait; those who look up what is there are not counted. */
  async missed(what: string, address: string, rule: ThrottleRule): Promise<void> {
    const name = networkName(what, address);
    await this.unitOfWork.run((tx) => count(tx, name, rule), { actor: SYSTEM }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  /** One query. @throws Throttled while this network has to wait after look-ups that found nothing */
  async expectPatience(what: string, address: string, now: number): Promise<void> {
    const counter = await this.dataSource.manager.findOneBy(ThrottleCounter, { name: networkName(what, address) });
    const blocked = blockedUntil(counter, now);
    if (blocked !== null) throw new Throttled(blocked);
  }

  /** For tests and the desk: how often an account's secret was mistyped lately. */
  async failuresOf(subject: string): Promise<number> {
    const counter = await this.dataSource.manager.findOneBy(ThrottleCounter, { name: subject });
    return counter?.failures ?? 0;
  }

  private count({ subject, address }: Guess): Promise<number | null> {
    return this.unitOfWork.run(async (tx) => {
      const byAddress = await count(tx, addressName(address), ADDRESS_RULE);
      return byAddress ?? await count(tx, subject, ACCOUNT_RULE);
    }, { actor: SYSTEM });
  }
}

export function accountSubject(accountId: string): string {
  return `account:${accountId}`;
}

/** Something typed that belongs to no account: kept as a hash, since people type passwords into the wrong field. */
export function unknownSubject(typed: string): string {
  return `unknown:${createHash('sha256').update(typed).digest('hex')}`;
}

async function count(tx: Tx, name: string, rule: ThrottleRule): Promise<number | null> {
  // The update comes first: it holds the row against everybody else until this unit ends.
  const known = await tx.execute('UPDATE throttle_counters SET failures = failures WHERE name = ?', [name]);
  const [row] = known > 0 ? await tx.manager.query('SELECT * FROM throttle_counters WHERE name = ?', [name]) as Row[] : [];
  const before = row ? readTries(row) : null;
  const blocked = blockedUntil(before, tx.now);
  if (blocked !== null) return blocked;
  const tries = countTry(rule, before, tx.now);
  if (before) {
    await tx.execute('UPDATE throttle_counters SET failures = ?, window_ends_at = ?, blocked_until = ? WHERE name = ?',
      [tries.failures, tries.windowEndsAt, tries.blockedUntil, name]);
  } else {
    await tx.insert(ThrottleCounter, { name, ...tries });
  }
  return null;
}

interface Row {
  failures: number;
  window_ends_at: number;
  blocked_until: number | null;
}

function readTries(row: Row): Tries {
  return {
    failures: Number(row.failures),
    windowEndsAt: Number(row.window_ends_at),
    blockedUntil: row.blocked_until === null ? null : Number(row.blocked_until),
  };
}

function addressName(address: string): string {
  return networkName('address', address);
}

/** One household has one network of IPv6: the first four groups. */
function networkName(what: string, address: string): string {
  const network = address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
  return `${what}:${network}`.slice(0, 120);
}
