import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Seal } from '../config/seal.js';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Tx } from '../shared/database/tx.js';
import type { Instant } from '../shared/kernel/clock.js';
import { drawQr } from '../shared/web/qr.js';
import type { Account } from './account.entity.js';
import { Throttle } from './throttle.js';

const PERIOD = 30;

/** What somebody needs to set up the second step on a phone. */
export interface Enrolment {
  /** In groups of four, to be typed where no camera is. */
  key: string;
  /** An SVG without styles. */
  qr: string;
}

/** The second step of administrators: a code that changes every half minute (TOTP, RFC 6238) on their phone. */
@Injectable()
export class SecondStep {
  private readonly vault: Seal;

  constructor(@Inject(INSTALLATION_SECRET) secret: string, private readonly throttle: Throttle) {
    this.vault = new Seal(secret, 'second-step');
  }

  /** @returns a new secret as base32 */
  newSecret(): string {
    return new Secret({ size: 20 }).base32;
  }

  async enrolment(base32: string, label: string): Promise<Enrolment> {
    const uri = this.totp(base32, label).toString();
    const qr = await drawQr(uri, { margin: 2 });
    return { key: base32.replace(/(.{4})(?=.)/g, '$1 '), qr };
  }

  /** The code of this half minute: for the sample centre's sign-ins and for tests. */
  codeAt(base32: string, now: Instant): string {
    return this.totp(base32).generate({ timestamp: now });
  }

  /** Takes each code once; a clock that is half a minute off is borne. Inside a unit of work. */
  async accept(tx: Tx, accountId: string, base32: string, code: string): Promise<boolean> {
    const delta = this.totp(base32).validate({ token: code.replace(/\s/g, ''), timestamp: tx.now, window: 1 });
    if (delta === null) return false;
    const step = Math.floor(tx.now / 1_000 / PERIOD) + delta;
    return this.throttle.useOnce(tx, `second-step:${accountId}:${step}`, tx.now + 3 * PERIOD * 1_000);
  }

  /** Encrypts a secret for the database (AES-256-GCM): 64 characters. */
  seal(base32: string): string {
    return this.vault.close(Secret.fromBase32(base32).bytes);
  }

  /** @returns base32, or null when it was sealed under another secret of the installation */
  open(sealed: string): string | null {
    const opened = this.vault.open(sealed);
    return opened && Secret.fromHex(opened.toString('hex')).base32;
  }

  /**
   * What an account owes after its password. `lost`: what is kept was sealed under another secret of the installation, so that nobody can
   * be asked for it; a password alone lets nobody past it.
   */
  stateOf({ totpSecret, totpConfirmedAt }: Pick<Account, 'totpSecret' | 'totpConfirmedAt'>): 'code' | 'enrolment' | 'lost' {
    if (totpConfirmedAt === null || totpSecret === null) return 'enrolment';
    return this.open(totpSecret) === null ? 'lost' : 'code';
  }

  private totp(base32: string, label = 'Minka'): TOTP {
    return new TOTP({ issuer: 'Minka', label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(base32) });
  }
}
