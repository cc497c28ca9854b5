import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { toString as drawQr } from 'qrcode';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Tx } from '../shared/database/tx.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Account } from './account.entity.js';
import { Throttle } from './throttle.js';

const PERIOD = 30;
const IV = 12;
const TAG = 16;

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
  private readonly key: Buffer;

  constructor(@Inject(INSTALLATION_SECRET) secret: string, private readonly throttle: Throttle) {
    this.key = createHash('sha256').update(`second-step:${secret}`).digest();
  }

  /** @returns a new secret as base32 */
  newSecret(): string {
    return new Secret({ size: 20 }).base32;
  }

  async enrolment(base32: string, label: string): Promise<Enrolment> {
    const uri = this.totp(base32, label).toString();
    const qr = await drawQr(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
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
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const sealed = Buffer.concat([cipher.update(Secret.fromBase32(base32).bytes), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @returns base32, or null when it was sealed under another secret of the installation */
  open(sealed: string): string | null {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV));
      decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
      const opened = Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
      return Secret.fromHex(opened.toString('hex')).base32;
    } catch {
      return null;
    }
  }

  /** True when the account's second step is set up and can be asked for. */
  isSetUp(account: Pick<Account, 'totpSecret' | 'totpConfirmedAt'>): boolean {
    return account.totpConfirmedAt !== null && account.totpSecret !== null && this.open(account.totpSecret) !== null;
  }

  private totp(base32: string, label = 'Minka'): TOTP {
    return new TOTP({ issuer: 'Minka', label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(base32) });
  }
}
