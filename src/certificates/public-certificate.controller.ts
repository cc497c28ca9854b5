import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicCodes } from '../accounts/public-codes.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { publicTitle, publicView } from './certificate.presenter.js';
import { CertificatesRepository } from './certificates.repository.js';

/** What whoever holds a certificate in hand can check: name and course, and nothing else. */
@Controller('c')
@Policy(anyone)
export class PublicCertificateController {
  constructor(private readonly certificates: CertificatesRepository, private readonly codes: PublicCodes) {}

  @Get(':code')
  @Header('X-Robots-Tag', 'noindex, nofollow')
  async show(@Param('code') typed: string, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const certificate = await this.codes.find('certificate-code', typed, request, (code) => this.certificates.byCode(code));
    if (certificate) return page('certificates/public', publicView(t, certificate), { title: publicTitle(certificate, 'certificates:public.title'), layout: 'plain' });
    return page('certificates/unknown', {}, { title: 'certificates:unknown.title', layout: 'plain', status: 404 });
  }
}
