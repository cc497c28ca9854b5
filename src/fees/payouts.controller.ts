import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { MONEY_KEEPERS } from '../ledger/money.policy.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { PaymentsService } from './payments.service.js';
import { payoutRefusals } from './payout-rules.js';
import { askPayoutView, payoutView } from './payouts.presenter.js';
import { PayoutsRepository } from './payouts.repository.js';
import { personPath } from './till.presenter.js';
import { TillRepository } from './till.repository.js';

/** The credit that the page showed, in céntimos. Nobody types it: what cannot be read is not what stands there now. */
const payoutForm = z.object({ seen: z.coerce.number().int().catch(-1) });

/** Credit handed back in cash at one's own till, and the slip of it. */
@Controller()
@Policy(allow(...MONEY_KEEPERS))
export class PayoutsController {
  constructor(private readonly payments: PaymentsService, private readonly payouts: PayoutsRepository, private readonly reads: TillRepository) {}

  @Get('people/:id/payout')
  async ask(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { creditCents } = await this.reads.debtor(viewer.centreId, id);
    // Nobody is told twice to hand the money back.
    if (creditCents === 0) return redirect(personPath(id), { key: 'till:refusals.no-credit', kind: 'warning' });
    return this.askPage(viewer, id, emptyForm(), t);
  }

  @Post('people/:id/payout')
  async payOut(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const done = await submitForm(payoutForm, body, ({ seen }) => this.payments.payOut(viewer.centreId, { personId: id, seen }, { actor: viewer, submission }));
    if (!done.ok) return this.askPage(viewer, id, failedView(done.form, t), t);
    return redirect(`/payouts/${done.value.payoutId}`, 'till:flash.paid-out');
  }

  @Get('payouts/:id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const payout = await this.payouts.one(viewer.centreId, id);
    return page('fees/till/payout', payoutView(t, payout), { title: t('till:payout.slip', { number: payout.entryNumber }) });
  }

  private async askPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const [debtor, inTill] = await Promise.all([this.reads.debtor(viewer.centreId, id), this.reads.cashInTill(viewer.centreId, viewer.accountId)]);
    const [refusal] = payoutRefusals({ credit: debtor.creditCents, seen: debtor.creditCents, inTill });
    return page('fees/till/payout-ask', askPayoutView(t, debtor, form, refusal), { title: 'till:payout.title', status: formStatus(form) });
  }
}
