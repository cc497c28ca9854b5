import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicCodes } from '../accounts/public-codes.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { publicReceiptView } from './receipts.presenter.js';
import { ReceiptsRepository } from './receipts.repository.js';

/** What whoever holds a receipt in hand can check: number, date, amount and whether it counts, without anybody's name. */
@Controller('r')
@Policy(anyone)
export class PublicReceiptController {
  constructor(private readonly receipts: ReceiptsRepository, private readonly codes: PublicCodes) {}

  @Get(':code')
  @Header('X-Robots-Tag', 'noindex, nofollow')
  async show(@Param('code') typed: string, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const receipt = await this.codes.find('receipt-code', typed, request, (code) => this.receipts.byCode(code));
    if (receipt) return page('fees/receipts/public', publicReceiptView(t, receipt), { title: receipt.voidedAt === null ? 'receipts:public.title' : 'receipts:public.title-void', layout: 'plain' });
    return page('fees/receipts/unknown', {}, { title: 'receipts:unknown.title', layout: 'plain', status: 404 });
  }
}
