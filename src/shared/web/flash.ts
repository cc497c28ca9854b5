import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { readCookie } from './cookies.js';
import type { TextParams, Translate } from './i18n.js';
import { isOwnPath } from './page.js';
import type { Flash } from './shell.js';

/** What the next page says about the act before it: a catalogue key, so that it is said in the viewer's language. */
export interface FlashMessage {
  key: string;
  params?: TextParams;
  /** `success` unless told. */
  kind?: Flash['kind'];
  /** A next step; `key` is the text's. */
  link?: { href: string; key: string };
}

const COOKIE = 'minka_flash';
const LONGEST = 2_000;

/** Carries a flash over the redirect in a signed cookie, so that no GET has to write. */
export class FlashCookie {
  constructor(private readonly secret: string) {}

  leave(response: Response, message: FlashMessage): void {
    const body = Buffer.from(JSON.stringify(message)).toString('base64url');
    if (body.length <= LONGEST) setCookie(response, `${body}.${this.sign(body)}`, 'Max-Age=60');
  }

  /** Takes the flash that waits for this page, and clears it. */
  take(request: Request, response: Response, t: Translate): Flash | null {
    const cookie = readCookie(request, COOKIE);
    if (!cookie) return null;
    dropFlash(response);
    const message = this.verified(cookie);
    return message ? shownFlash(message, t) : null;
  }

  private verified(cookie: string): FlashMessage | null {
    const [body = '', signature = ''] = cookie.split('.');
    const expected = Buffer.from(this.sign(body));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as FlashMessage;
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(`flash:${body}`).digest('base64url');
  }
}

/** What was to be said goes unsaid: it may name what the next one at the PC should not read. */
export function dropFlash(response: Response): void {
  setCookie(response, '', 'Max-Age=0');
}

/** In the viewer's words. */
export function shownFlash(message: FlashMessage, t: Translate): Flash {
  const link = message.link && isOwnPath(message.link.href) ? { href: message.link.href, text: t(message.link.key) } : null;
  return { kind: message.kind ?? 'success', text: t(message.key, message.params), link };
}

function setCookie(response: Response, value: string, life: string): void {
  response.append('Set-Cookie', `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; ${life}`);
}
