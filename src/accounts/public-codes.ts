import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../shared/kernel/clock.js';
import { readPublicCode } from '../shared/kernel/public-code.js';
import { PUBLIC_CODE_RULE } from './throttle-rules.js';
import { Throttle } from './throttle.js';

/** Papers that anybody may look up who holds one in hand: certificates, receipts. */
@Injectable()
export class PublicCodes {
  constructor(private readonly throttle: Throttle, private readonly clock: Clock) {}

  /**
   * @param kind what is looked up: its misses are counted by themselves
   * @returns null for a code that nothing bears; the address waits after many such
   * @throws Throttled
   */
  async find<T>(kind: 'certificate-code' | 'receipt-code', typed: string, request: Request, byCode: (code: string) => Promise<T | null>): Promise<T | null> {
    const address = request.ip ?? '';
    await this.throttle.expectPatience(kind, address, this.clock.now());
    const code = readPublicCode(typed);
    const found = code === null ? null : await byCode(code);
    // A counter, not a record: it only slows down whoever tries one code after the other.
    if (!found) await this.throttle.missed(kind, address, PUBLIC_CODE_RULE);
    return found;
  }
}
