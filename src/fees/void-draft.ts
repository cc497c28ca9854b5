import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Seal } from '../config/seal.js';
import { INSTALLATION_SECRET } from '../config/secret.js';
import type { Id } from '../shared/kernel/ids.js';
import { readCookie } from '../shared/web/cookies.js';
import type { Viewer } from '../shared/web/viewer.js';

const COOKIE = 'minka_void';
/** Long enough to count a float and open a till. */
const KEPT_FOR = 30 * 60;

/**
 * Keeps why somebody wanted to void a receipt while she opens her till first: it may name a person, so that it stands in no address,
 * but in a cookie that is sealed for this account and this receipt and that no page's script can read.
 */
@Injectable()
export class VoidDraft {
  private readonly vault: Seal;

  constructor(@Inject(INSTALLATION_SECRET) secret: string) {
    this.vault = new Seal(secret, 'void-draft');
  }

  keep(request: Request, { accountId }: Viewer, receiptId: Id, reason: string): void {
    const sealed = Buffer.from(this.vault.close(Buffer.from(reason), `${accountId}:${receiptId}`), 'base64').toString('base64url');
    this.write(request, receiptId, sealed, KEPT_FOR);
  }

  /** @returns what she wrote before; nothing where she wrote nothing, or another one did */
  read(request: Request, { accountId }: Viewer, receiptId: Id): string | undefined {
    const sealed = readCookie(request, COOKIE);
    return sealed ? this.vault.open(Buffer.from(sealed, 'base64url').toString('base64'), `${accountId}:${receiptId}`)?.toString() : undefined;
  }

  forget(request: Request, receiptId: Id): void {
    if (readCookie(request, COOKIE)) this.write(request, receiptId, '', 0);
  }

  private write(request: Request, receiptId: Id, value: string, seconds: number): void {
    request.res?.append('Set-Cookie', `${COOKIE}=${value}; Path=/receipts/${receiptId}/void; HttpOnly; SameSite=Lax; Max-Age=${seconds}${request.secure ? '; Secure' : ''}`);
  }
}
