import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isDuplicate } from '../shared/database/retry-rules.js';
import { SYSTEM, type Tx } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Throttled } from '../shared/web/web-errors.js';
import { ThrottleCounter } from './throttle-counter.entity.js';
import { ACCOUNT_RULE, ADDRESS_RULE, blockedUntil, CODE_RULE, countTry, EVERYWHERE_RULE, PIN_RULE, type ThrottleRule, type Tries } from './throttle-rules.js';

/** What counts a try: a name in the database, and how much it bears. */
interface Counter {
  name: string;
  rule: ThrottleRule;
  /** Counts others' tries too: one that succeeds takes itself back, and no more. */
  shared?: boolean;
}

/** All counters that a try is counted by. */
export type Guess = readonly Counter[];

/** Counts tries in the database, so that all processes agree. */
@Injectable()
export class Throttle {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly unitOfWork: UnitOfWork) {}

  /** Counts a try before its secret is looked at. @throws Throttled while one has to wait */
  async begin(guess: Guess): Promise<void> {
    const blocked = await this.count(guess, guess.length);
    if (blocked !== null) throw new Throttled(blocked);
  }

  /** Takes a try back that succeeded: the account starts afresh, the address has one less. */
  async succeeded(tx: Tx, guess: Guess): Promise<void> {
    for (const { name, shared } of guess) {
      if (shared) await tx.execute('UPDATE throttle_counters SET failures = failures - 1, blocked_until = NULL WHERE name = ? AND failures > 0', [name]);
      else await tx.execute('DELETE FROM throttle_counters WHERE name = ?', [name]);
    }
  }

  /** Somebody got a new secret at the desk: earlier tries count no more, wherever they came from. */
  async forget(tx: Tx, accountId: string): Promise<void> {
    const subject = accountSubject(accountId);
    await tx.execute('DELETE FROM throttle_counters WHERE name >= ? AND name < ?', [subject, `${subject}\u007f`]);
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
    const name = `${what}:${networkOf(address)}`;
    await this.unitOfWork.run((tx) => count(tx, name, rule), { actor: SYSTEM }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  /** One query. @throws Throttled while this network has to wait after look-ups that found nothing */
  async expectPatience(what: string, address: string, now: number): Promise<void> {
    const counter = await this.dataSource.manager.findOneBy(ThrottleCounter, { name: `${what}:${networkOf(address)}` });
    const blocked = blockedUntil(counter, now);
    if (blocked !== null) throw new Throttled(blocked);
  }

  /** @param again how often two first tries at the same moment may make the same row: each time one counter is there */
  private count(guess: Guess, again: number): Promise<number | null> {
    return this.unitOfWork.run(async (tx) => {
      for (const { name, rule } of guess) {
        const blocked = await count(tx, name, rule);
        if (blocked !== null) return blocked;
      }
      return null;
    }, { actor: SYSTEM }).catch((error: unknown) => {
      if (isDuplicate(error) && again > 0) return this.count(guess, again - 1);
      throw error;
    });
  }
}

/** @param browser a browser that the account knows is counted by itself: others' tries do not touch it */
export function accountGuess(accountId: string, address: string, browser: string | null = null): Guess {
  const subject = accountSubject(accountId);
  return browser ? [{ name: `${subject}~${browser}`, rule: ACCOUNT_RULE }] : subjectGuess(subject, address);
}

/**
 * The second step, counted apart from the first: whoever knows the password would otherwise wipe what is counted here by
 * proving it again. Only a second step that is taken wipes it, not even a new password does.
 */
export function secondStepGuess(accountId: string, address: string): Guess {
  return subjectGuess(`second-steps:${accountId}`, address);
}

/** Something typed that belongs to no account: kept as a hash, since people type passwords into the wrong field. */
export function unknownGuess(typed: string, address: string): Guess {
  return subjectGuess(`unknown:${createHash('sha256').update(typed).digest('hex').slice(0, 40)}`, address);
}

/** A PIN, counted where it is typed too. @param stationId the PC of the centre; null elsewhere, where the address tells */
export function pinGuess(guess: Guess, stationId: string | null, address: string): Guess {
  return [{ name: `pins@${stationId ?? networkOf(address)}`, rule: PIN_RULE, shared: true }, ...guess];
}

/** A code from the desk, which belongs to nobody before it is found. */
export function codeGuess(kind: 'access' | 'station', address: string): Guess {
  return [{ name: `${kind}-codes@${networkOf(address)}`, rule: CODE_RULE, shared: true }];
}

/** Her own password, asked for again inside a session: somebody may have found it open. */
export function ownPasswordGuess(accountId: string): Guess {
  return [{ name: `${accountSubject(accountId)}!own`, rule: ACCOUNT_RULE }];
}

function subjectGuess(subject: string, address: string): Guess {
  const network = networkOf(address);
  return [
    { name: `address:${network}`, rule: ADDRESS_RULE, shared: true },
    { name: `${subject}@${network}`, rule: ACCOUNT_RULE },
    { name: subject, rule: EVERYWHERE_RULE },
  ];
}

function accountSubject(accountId: string): string {
  return `account:${accountId}`;
}

async function count(tx: Tx, name: string, rule: ThrottleRule): Promise<number | null> {
  // The update comes first: it holds the row against everybody else until this unit ends.
  const known = await tx.execute('UPDATE throttle_counters SET held = held + 1 WHERE name = ?', [name]);
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

/** One household has one network of IPv6: the first four groups. */
function networkOf(address: string): string {
  const network = address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
  return network.slice(0, 45);
}
