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
import { publicTitle, publicView } from './certificate.presenter.js';
import { CertificatesRepository } from './certificates.repository.js';

const COUNTED_AS = 'certificate-code';

/** What whoever holds a certificate in hand can check: name and course, and nothing else. */
@Controller('c')
@Policy(anyone)
export class PublicCertificateController {
  constructor(private readonly certificates: CertificatesRepository, private readonly throttle: Throttle, private readonly clock: Clock) {}

  @Get(':code')
  @Header('X-Robots-Tag', 'noindex, nofollow')
  async show(@Param('code') typed: string, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const address = request.ip ?? '';
    await this.throttle.expectPatience(COUNTED_AS, address, this.clock.now());
    const code = readPublicCode(typed);
    const certificate = code === null ? null : await this.certificates.byCode(code);
    if (certificate) return page('certificates/public', publicView(t, certificate), { title: publicTitle(certificate, 'certificates:public.title'), layout: 'plain' });
    // A counter, not a record: it only slows down whoever tries one code after the other.
    await this.throttle.missed(COUNTED_AS, address, PUBLIC_CODE_RULE);
    return page('certificates/unknown', {}, { title: 'certificates:unknown.title', layout: 'plain', status: 404 });
  }
}
