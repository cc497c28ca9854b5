import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicAddress } from '../config/public-address.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { download, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { BadgesService } from './badges.service.js';
import { certificatesPdf } from './certificate-pdf.js';
import { certificateView, printed, revocationView } from './certificate.presenter.js';
import { ISSUERS, READERS } from './certificates.policy.js';
import { revocationForm } from './certificates.form.js';
import { CertificatesRepository, type CertificateView } from './certificates.repository.js';
import { CertificatesService } from './certificates.service.js';

/** One certificate: for her who has it, and for the staff of its centre. */
@Controller('certificates/:id')
@Policy(allow('learner', ...READERS))
export class CertificateController {
  constructor(
    private readonly certificates: CertificatesService, private readonly repository: CertificatesRepository, private readonly badges: BadgesService,
    private readonly address: PublicAddress,
  ) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const certificate = await this.seen(viewer, id);
    const model = certificateView(t, certificate, this.address.of(request), { staff: hasRole(viewer, ...READERS), mayRevoke: hasRole(viewer, ...ISSUERS) });
    return page('certificates/show', model, { title: t('certificates:show.title', { serial: certificate.serial }) });
  }

  @Get('certificate.pdf')
  async pdf(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const certificate = await this.seen(viewer, id);
    if (certificate.revokedAt !== null) throw new NotThere('certificate that counts');
    const pdf = await certificatesPdf([printed(certificate, this.address.of(request))]);
    return download(`${t('certificates:pdf.file', { serial: certificate.serial })}.pdf`, 'application/pdf', pdf);
  }

  @Get('badge')
  async badge(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const certificate = await this.seen(viewer, id);
    const jws = await this.badges.badgeOf(this.address.of(request), certificate);
    return download(`${t('certificates:badge.file', { serial: certificate.serial })}.jwt`, 'application/jwt', jws);
  }

  @Get('revocation')
  @Policy(allow(...ISSUERS))
  askRevocation(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.revocationPage(viewer, id, emptyForm(), t);
  }

  @Post('revocation')
  @Policy(allow(...ISSUERS))
  async revoke(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const done = await submitForm(revocationForm, body, ({ reason }) => this.certificates.revoke(viewer.centreId, id, reason, { actor: viewer, submission }));
    if (!done.ok) return this.revocationPage(viewer, id, failedView(done.form, t), t);
    return redirect(`/certificates/${id}`, 'certificates:flash.revoked');
  }

  private async revocationPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const certificate = await this.repository.ofCentre(viewer.centreId, id);
    return page('certificates/form', revocationView(t, certificate, form), { title: 'certificates:revocation.title', status: formStatus(form) });
  }

  /** The staff sees those of its centre, a learner her own. */
  private seen(viewer: Viewer, id: Id): Promise<CertificateView> {
    if (hasRole(viewer, ...READERS)) return this.repository.ofCentre(viewer.centreId, id);
    if (!viewer.personId) throw new NotThere('certificate');
    return this.repository.ofHerself(viewer.personId, id);
  }
}
