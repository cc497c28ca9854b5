import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PUBLIC_CODE_RULE } from '../accounts/throttle-rules.js';
import { Throttle } from '../accounts/throttle.js';
import { Clock } from '../shared/kernel/clock.js';
import { readPublicCode } from '../shared/kernel/public-code.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { publicReceiptView } from './receipts.presenter.js';
import { ReceiptsRepository } from './receipts.repository.js';

const COUNTED_AS = 'receipt-code';

/** What whoever holds a receipt in hand can check: number, date, amount and whether it counts, without anybody's name. */
@Controller('r')
@Policy(anyone)
export class PublicReceiptController {
  constructor(private readonly receipts: ReceiptsRepository, private readonly throttle: Throttle, private readonly clock: Clock) {}

  @Get(':code')
  @Header('X-Robots-Tag', 'noindex, nofollow')
  async show(@Param('code') typed: string, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const address = request.ip ?? '';
    await this.throttle.expectPatience(COUNTED_AS, address, this.clock.now());
    const code = readPublicCode(typed);
    const receipt = code === null ? null : await this.receipts.byCode(code);
    if (receipt) return page('receipts/public', publicReceiptView(t, receipt), { title: receipt.voidedAt === null ? 'receipts:public.title' : 'receipts:public.title-void', layout: 'plain' });
    // A counter, not a record: it only slows down whoever tries one code after the other.
    await this.throttle.missed(COUNTED_AS, address, PUBLIC_CODE_RULE);
    return page('receipts/unknown', {}, { title: 'receipts:unknown.title', layout: 'plain', status: 404 });
  }
}
