import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicAddress } from '../config/public-address.js';
import { givenNamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { download, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { beforeAfterView } from './before-after.presenter.js';
import { certificatesPdf } from './certificate-pdf.js';
import { printed } from './certificate.presenter.js';
import { ISSUERS, mayDo, READERS, TEACHERS } from './certificates.policy.js';
import { issueForm, ruleForm } from './certificates.form.js';
import { CertificatesRepository } from './certificates.repository.js';
import { CertificatesService } from './certificates.service.js';
import { completionView } from './completion.presenter.js';
import { CompletionRepository } from './completion.repository.js';
import { EndlineRepository } from './endline.repository.js';
import { issueAllView, issueOneView } from './issuing.presenter.js';

/** The certificates of an edition: its rule, how everybody stands, giving them to one or to all at once. */
@Controller('editions/:id/certificates')
@Policy(allow(...ISSUERS))
export class CompletionController {
  constructor(
    private readonly certificates: CertificatesService, private readonly completion: CompletionRepository,
    private readonly repository: CertificatesRepository, private readonly endline: EndlineRepository, private readonly address: PublicAddress, private readonly clock: Clock,
  ) {}

  @Get()
  @Policy(allow('treasurer', ...READERS))
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('group') group: unknown, @Texts() t: Translate): Promise<Answer> {
    return this.editionPage(viewer, id, groupOf(group), emptyForm(), t);
  }

  @Post('rule')
  async setRule(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const saved = await submitEdit(ruleForm, body, ({ version, ...asked }) => (
      this.certificates.setRule(viewer.centreId, id, asked, version, { actor: viewer, submission })));
    if (!saved.ok) return this.editionPage(viewer, id, null, failedView(saved.form, t), t);
    return redirect(`/editions/${id}/certificates`, 'certificates:flash.rule-saved');
  }

  /** Lets everybody of the edition take the test at the end. */
  @Post('endline')
  @Policy(allow(...TEACHERS))
  async openEndline(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.certificates.openEndline(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`/editions/${id}/certificates`, 'certificates:flash.endline-opened');
  }

  /** Nobody begins it any more; what was found stays. */
  @Post('endline/closing')
  @Policy(allow(...TEACHERS))
  async closeEndline(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.certificates.closeEndline(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`/editions/${id}/certificates`, 'certificates:flash.endline-closed');
  }

  /** Before the course and now, by person. */
  @Get('endline')
  @Policy(allow(...READERS))
  async beforeAfter(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const ground = await this.completion.ground(viewer.centreId, id);
    const { endlineOpenedAt, name } = ground.edition;
    if (endlineOpenedAt === null) throw new NotThere('test at the end');
    const people = await this.completion.people(ground, this.clock.today());
    const model = beforeAfterView(t, ground.edition, people, await this.endline.ofEdition(id, endlineOpenedAt), viewer.roles);
    return page('certificates/before-after', model, { title: t('certificates:endline.results-title', { edition: name }) });
  }

  /** What would be given, to be looked at first. */
  @Get('new')
  new(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate,
  ): Promise<Answer> {
    return this.issuePage(viewer, id, { person: query.person, group: query.group }, emptyForm(), t);
  }

  @Post()
  async issue(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const given = await submitForm(issueForm, body, (wish) => this.certificates.issue(viewer.centreId, id, wish, { actor: viewer, submission }));
    if (!given.ok) return this.issuePage(viewer, id, { person: body.people, group: body.group }, failedView(given.form, t), t);
    const count = given.value.length;
    const [only] = given.value;
    return redirect(count === 1 && only ? `/certificates/${only}` : `/editions/${id}/certificates`, { key: 'certificates:flash.given', params: { count } });
  }

  @Get('all.pdf')
  @Policy(allow(...TEACHERS))
  async pdf(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('group') group: unknown, @Texts() t: Translate, @Req() request: Request,
  ): Promise<Answer> {
    const edition = await this.completion.edition(viewer.centreId, id);
    const certificates = await this.repository.ofEdition(viewer.centreId, id, groupOf(group));
    if (certificates.length === 0) throw new NotThere('certificate of the edition');
    const base = this.address.of(request);
    const file = t('certificates:pdf.file-several', { edition: edition.name });
    return download(`${file}.pdf`, 'application/pdf', await certificatesPdf(certificates.map((one) => printed(one, base))));
  }

  private async editionPage(viewer: Viewer, id: Id, groupId: Id | null, form: FormView, t: Translate): Promise<Answer> {
    const ground = await this.completion.ground(viewer.centreId, id);
    const people = await this.completion.people(ground, this.clock.today());
    const { endlineOpenedAt } = ground.edition;
    const results = endlineOpenedAt === null ? null : await this.endline.ofEdition(id, endlineOpenedAt);
    const today = this.clock.today();
    const model = completionView(t, { edition: ground.edition, people, groupId, results, today, may: mayDo(viewer), roles: viewer.roles }, form);
    return page('certificates/edition', model, { title: t('certificates:edition.title', { edition: ground.edition.name }), status: formStatus(form) });
  }

  private async issuePage(viewer: Viewer, id: Id, { person, group }: { person: unknown; group: unknown }, form: FormView, t: Translate): Promise<Answer> {
    const ground = await this.completion.ground(viewer.centreId, id);
    const people = await this.completion.people(ground, this.clock.today());
    if (isId(person)) {
      const one = people.find(({ personId }) => personId === person);
      if (!one) throw new NotThere('person of the edition');
      const title = t('certificates:issue.one-title', { name: givenNamesFirst(one) });
      return page('certificates/issue-one', issueOneView(t, ground.edition, one, form), { title, status: formStatus(form) });
    }
    const groupId = groupOf(group);
    const shown = groupId === null ? people : people.filter((one) => one.groupId === groupId);
    return page('certificates/issue', issueAllView(t, ground.edition, shown, groupId, form), { title: 'certificates:issue.title', status: formStatus(form) });
  }
}

function groupOf(asked: unknown): Id | null {
  return isId(asked) ? asked : null;
}
