import { Body, Controller, Get, Header, Param, Post, Req, UploadedFiles } from '@nestjs/common';
import type { Request } from 'express';
import { PublicAddress } from '../config/public-address.js';
import type { BoundedFile } from '../shared/files/bounded-upload.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { TakesFiles } from '../shared/web/bounded-form.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, refusalsToForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { BadgesService } from './badges.service.js';
import { badgeView, publicTitle } from './certificate.presenter.js';

/** Many times a badge. */
const MOST_KILOBYTES = 100;

/** What the world needs to check badges: a page for people, addresses for their programs. */
@Controller('badges')
@Policy(anyone)
export class BadgesController {
  constructor(private readonly badges: BadgesService, private readonly address: PublicAddress) {}

  @Get('check')
  ask(@Texts() t: Translate): Answer {
    return checkPage(t, emptyForm());
  }

  /** Changes nothing, so it carries no key: whoever sends it twice gets the same answer. */
  @Post('check')
  // A text that is too large for a badge is refused in words on its page; only what no page would give back is cut off on its way.
  @TakesFiles({ limit: MOST_KILOBYTES * 1000, files: 1, longestText: 20 * MOST_KILOBYTES * 1000 })
  async check(@UploadedFiles() sent: BoundedFile[] | undefined, @Body() body: { badge?: unknown } | undefined, @Texts() t: Translate): Promise<Answer> {
    const typed = typeof body?.badge === 'string' ? body.badge.trim() : '';
    const file = sent?.find(({ fieldname }) => fieldname === 'file');
    if (typed === '' && file?.bytes === null) return refusedPage(t, { field: 'file', reason: 'certificates:check.too-large', params: { kilobytes: MOST_KILOBYTES } });
    if (typed.length > MOST_KILOBYTES * 1000) return refusedPage(t, { field: 'badge', reason: 'certificates:check.text-too-long' });
    const text = typed || file?.bytes?.toString('utf8') || '';
    const checked = text === '' ? null : await this.badges.check(text);
    if (checked?.ok) return page('certificates/badge', badgeView(t, checked.certificate), { title: publicTitle(checked.certificate, 'certificates:check.proven'), layout: 'plain' });
    const reason = checked === null ? 'certificates:check.nothing' : `certificates:check.${checked.fault}`;
    return refusedPage(t, { field: 'badge', reason }, typed);
  }

  @Get('keys')
  @Header('Access-Control-Allow-Origin', '*')
  async keys(@Req() request: Request): Promise<Answer> {
    return data(await this.badges.keySet(this.address.of(request)));
  }

  @Get('keys/:id')
  @Header('Access-Control-Allow-Origin', '*')
  async key(@Param('id') id: Id, @Req() request: Request): Promise<Answer> {
    return data(await this.badges.key(this.address.of(request), id));
  }

  @Get('issuers/:id')
  @Header('Access-Control-Allow-Origin', '*')
  async issuer(@Param('id') id: Id, @Req() request: Request): Promise<Answer> {
    return data(await this.badges.issuer(this.address.of(request), id));
  }

  @Get('achievements/:code')
  @Header('Access-Control-Allow-Origin', '*')
  async achievement(@Param('code') code: string, @Req() request: Request): Promise<Answer> {
    return data(await this.badges.achievement(this.address.of(request), code, { centreId: null, key: null }));
  }

  @Get('achievements/:centre/:code/:words')
  @Header('Access-Control-Allow-Origin', '*')
  async toldAchievement(@Param('centre') centreId: Id, @Param('code') code: string, @Param('words') key: string, @Req() request: Request): Promise<Answer> {
    return data(await this.badges.achievement(this.address.of(request), code, { centreId, key }));
  }

  @Get('revocations/:id')
  @Header('Access-Control-Allow-Origin', '*')
  async revocations(@Param('id') id: Id, @Req() request: Request): Promise<Answer> {
    return data(await this.badges.revocations(this.address.of(request), id));
  }
}

function refusedPage(t: Translate, refusal: Refusal, typed = ''): Answer {
  return checkPage(t, failedView(refusalsToForm([refusal], { badge: typed }), t));
}

function checkPage(t: Translate, form: FormView): Answer {
  const fields = [
    field(form, t, { name: 'badge', type: 'textarea', rows: 6, label: 'certificates:check.badge', hint: 'certificates:check.badge-hint' }),
    field(form, t, { name: 'file', type: 'file', label: 'certificates:check.file', accept: '.jwt,.txt', optional: true }),
  ];
  return page('certificates/check', { form, fields }, { title: 'certificates:check.title', layout: 'plain', status: formStatus(form) });
}
