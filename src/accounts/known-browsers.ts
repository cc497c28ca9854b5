import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Id } from '../shared/kernel/ids.js';
import { readCookie } from '../shared/web/cookies.js';

const COOKIE = 'minka_known';
const A_YEAR = 365 * 86_400;
/** So many of the staff may share a PC. */
const MOST_ACCOUNTS = 8;

/**
 * Remembers, in a signed cookie, which accounts of the staff a browser has signed in to, so that somebody else's wrong
 * passwords do not keep their owners out. It lets nobody in: tries of such a browser are counted by themselves.
 */
@Injectable()
export class KnownBrowsers {
  constructor(@Inject(INSTALLATION_SECRET) private readonly secret: string) {}

  /** A name for the browser, where it has signed in to the account before. */
  nameFor(request: Request, accountId: Id): string | null {
    const known = this.read(request);
    return known?.accounts.includes(accountId) ? known.name : null;
  }

  remember(request: Request, accountId: Id): void {
    const known = this.read(request) ?? { name: randomBytes(8).toString('hex'), accounts: [] };
    const accounts = [accountId, ...known.accounts.filter((id) => id !== accountId)].slice(0, MOST_ACCOUNTS);
    const body = [known.name, ...accounts].join('~');
    const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${A_YEAR}${request.secure ? '; Secure' : ''}`;
    request.res?.append('Set-Cookie', `${COOKIE}=${body}.${this.sign(body)}; ${flags}`);
  }

  private read(request: Request): { name: string; accounts: Id[] } | null {
    const [body = '', signature = ''] = (readCookie(request, COOKIE) ?? '').split('.');
    const [expected, given] = [Buffer.from(this.sign(body)), Buffer.from(signature)];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const [name = '', ...accounts] = body.split('~');
    return { name, accounts };
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(`known-browser:${body}`).digest('base64url');
  }
}
