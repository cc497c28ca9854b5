import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { MONEY_DECIDERS, MONEY_READERS } from '../ledger/money.policy.js';
import { monthOf } from '../ledger/entry-rules.js';
import { MOST_IN_FILE } from '../ledger/paging.js';
import { givenNamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatSoles } from '../shared/kernel/money.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { readsMoney, WAIVER_ASKERS } from './fees.policy.js';
import { grantForm, refusalForm, waiverForm } from './waiver.form.js';
import { askView, decisionView, waiversList, waiversView, type MonthLeft } from './waivers.presenter.js';
import { WaiversRepository } from './waivers.repository.js';
import { WaiversService } from './waivers.service.js';

/** So many of the newest decisions are shown. */
const DECIDED = 30;

/** What learners need not pay: asked for by whoever talks with them, decided by whoever may. */
@Controller()
@Policy(allow(...MONEY_DECIDERS))
export class WaiversController {
  constructor(
    private readonly waivers: WaiversService, private readonly repository: WaiversRepository, private readonly taken: TakenLists, private readonly clock: Clock,
  ) {}

  @Get('charges/:id/waiver')
  @Policy(allow(...WAIVER_ASKERS))
  ask(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.askPage(viewer, id, emptyForm(), t);
  }

  /** Whoever may decide grants at once. */
  @Post('charges/:id/waiver')
  @Policy(allow(...WAIVER_ASKERS))
  async request(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const head = await this.repository.charge(viewer.centreId, id);
    const options = { actor: viewer, submission };
    const done = await submitForm(waiverForm, body, (wish) => (
      decides(viewer) ? this.waivers.give(viewer.centreId, id, wish, options) : this.waivers.request(viewer.centreId, id, wish, options)));
    if (!done.ok) return this.askPage(viewer, id, failedView(done.form, t), t);
    return redirect(backUrl(viewer, head.personId), { key: decides(viewer) ? 'fees:flash.granted' : 'fees:flash.asked', params: { name: givenNamesFirst(head) } });
  }

  @Get('waivers')
  @Policy(allow(...MONEY_READERS))
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { centreId } = viewer;
    const [waiting, decided, month] = await Promise.all([this.repository.waiting(centreId), this.repository.decided(centreId, DECIDED), this.month(centreId)]);
    return page('fees/waivers', waiversView(t, { waiting, decided, month, decides: decides(viewer) }), { title: 'fees:waivers.title' });
  }

  /** The list as a file, with what was refused. Whoever takes it away stands in the audit trail. */
  @Post('waivers/exports')
  @Policy(allow(...MONEY_READERS))
  async export(@CurrentViewer() viewer: Viewer, @Body() asked: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const rows = await this.repository.all(viewer.centreId, MOST_IN_FILE);
    const name = { list: t('fees:waivers.file'), date: this.clock.today() };
    return this.taken.list(name, waiversList(t, rows), { list: 'waivers' }, { actor: viewer, submission }, { asked, read: {}, t });
  }

  @Get('waivers/:id')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.decisionPage(viewer, id, emptyForm(), t);
  }

  @Post('waivers/:id/grant')
  async grant(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const row = await this.repository.waiver(viewer.centreId, id);
    const done = await submitForm(grantForm, body, ({ cents }) => this.waivers.grant(viewer.centreId, id, cents, { actor: viewer, submission }));
    if (!done.ok) return this.decisionPage(viewer, id, failedView(done.form, t), t);
    return redirect('/waivers', { key: 'fees:flash.granted', params: { name: givenNamesFirst(row) } });
  }

  @Post('waivers/:id/refusal')
  async refuse(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const row = await this.repository.waiver(viewer.centreId, id);
    const done = await submitForm(refusalForm, body, ({ refusal }) => this.waivers.refuse(viewer.centreId, id, refusal, { actor: viewer, submission }));
    if (!done.ok) return this.decisionPage(viewer, id, failedView(done.form, t), t);
    return redirect('/waivers', { key: 'fees:flash.refused', params: { name: givenNamesFirst(row), amount: formatSoles(row.cents) } });
  }

  private async askPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const charge = await this.repository.charge(viewer.centreId, id);
    const mayDecide = decides(viewer);
    const month = mayDecide ? await this.month(viewer.centreId) : null;
    const model = askView(t, charge, { decides: mayDecide, month, backUrl: backUrl(viewer, charge.personId) }, form);
    const title = t(mayDecide ? 'fees:waivers.give-title' : 'fees:waivers.ask-title', { name: givenNamesFirst(charge) });
    return page('fees/form', model, { title, status: formStatus(form) });
  }

  private async decisionPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const row = await this.repository.waiver(viewer.centreId, id);
    const model = decisionView(t, row, await this.month(viewer.centreId), form);
    return page('fees/waiver', model, { title: t('fees:waivers.decision-title', { name: givenNamesFirst(row) }), status: formStatus(form) });
  }

  private async month(centreId: Id): Promise<MonthLeft> {
    const today = this.clock.today();
    const [{ waiverCeilingCents }, waivedCents] = await Promise.all([this.repository.rules(centreId), this.repository.waivedIn(centreId, monthOf(today))]);
    return { ceilingCents: waiverCeilingCents, waivedCents, today };
  }
}

function decides(viewer: Viewer): boolean {
  return hasRole(viewer, ...MONEY_DECIDERS);
}

/** Where whoever asks came from: her page, or that of her fees. */
function backUrl(viewer: Viewer, personId: Id): string {
  return readsMoney(viewer) ? `/people/${personId}/fees` : `/people/${personId}`;
}
