import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, submitForm, tryForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { reasonForm } from '../amount.form.js';
import { MONEY_KEEPERS, MONEY_READERS } from '../money.policy.js';
import { DocumentFiles } from '../../shared/files/document-files.js';
import { isOwed, settlementRefusals, stepRefusals } from './expense-rules.js';
import { settlementForm } from './expense.form.js';
import { expenseView, reversalView, settlementView } from './expense.presenter.js';
import { ExpensesRepository } from './expenses.repository.js';
import { ExpensesService } from './expenses.service.js';

/** One expense: approved or refused by a second person, paid, taken back. */
@Controller('expenses/:id')
@Policy(allow(...MONEY_READERS))
export class ExpenseController {
  constructor(
    private readonly expenses: ExpensesService, private readonly repository: ExpensesRepository, private readonly proofs: DocumentFiles,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.expensePage(t, viewer, id, emptyForm());
  }

  @Get('document')
  async document(@CurrentViewer() viewer: Viewer, @Param('id') id: Id): Promise<Answer> {
    const { expense } = await this.repository.find(viewer.centreId, id);
    return this.proofs.show(viewer.centreId, expense.fileId);
  }

  @Post('approval')
  async approve(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const approved = await tryForm({}, () => this.expenses.approve(viewer.centreId, id, { actor: viewer, submission }));
    if (!approved.ok) return this.expensePage(t, viewer, id, wholeForm(failedView(approved.form, t)));
    return redirect(`/expenses/${id}`, 'expenses:flash.approved');
  }

  @Post('refusal')
  async refuse(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const refused = await submitForm(reasonForm, body, ({ reason }) => this.expenses.refuse(viewer.centreId, id, reason, { actor: viewer, submission }));
    if (!refused.ok) return this.expensePage(t, viewer, id, failedView(refused.form, t));
    return redirect(`/expenses/${id}`, 'expenses:flash.refused');
  }

  @Get('payment')
  @Policy(allow(...MONEY_KEEPERS))
  async askPayment(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { expense } = await this.repository.find(viewer.centreId, id);
    return isOwed(expense) ? this.paymentPage(t, viewer, id, emptyForm()) : cannot(id, settlementRefusals(expense, expense.spentOn));
  }

  @Post('payment')
  @Policy(allow(...MONEY_KEEPERS))
  async pay(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const paid = await submitForm(settlementForm, body, ({ paidFrom, date }) => (
      this.expenses.settle(viewer.centreId, id, { from: paidFrom, date }, { actor: viewer, submission })));
    if (!paid.ok) return this.paymentPage(t, viewer, id, failedView(paid.form, t));
    return redirect(`/expenses/${id}`, 'expenses:flash.paid');
  }

  @Get('reversal')
  @Policy(allow(...MONEY_KEEPERS))
  async askReversal(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { expense } = await this.repository.find(viewer.centreId, id);
    const refusals = stepRefusals(expense, 'reversed');
    return refusals.length > 0 ? cannot(id, refusals) : this.reversalPage(t, viewer, id, emptyForm());
  }

  @Post('reversal')
  @Policy(allow(...MONEY_KEEPERS))
  async reverse(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const reversed = await submitForm(reasonForm, body, ({ reason }) => this.expenses.reverse(viewer.centreId, id, reason, { actor: viewer, submission }));
    if (!reversed.ok) return this.reversalPage(t, viewer, id, failedView(reversed.form, t));
    return redirect(`/expenses/${id}`, 'expenses:flash.reversed');
  }

  private async expensePage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const model = expenseView(t, await this.repository.find(viewer.centreId, id), viewer, form);
    return page('ledger/expenses/show', model, { title: 'expenses:show.title', status: formStatus(form) });
  }

  private async paymentPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const model = settlementView(t, await this.repository.find(viewer.centreId, id), form, this.clock.today());
    return page('ledger/form', model, { title: 'expenses:payment.title', status: formStatus(form) });
  }

  private async reversalPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    return page('ledger/form', reversalView(t, await this.repository.find(viewer.centreId, id), form), { title: 'expenses:reversal.title', status: formStatus(form) });
  }
}

/** What cannot be done any more is not asked for: the expense says what became of it. */
function cannot(id: Id, [refusal]: readonly Refusal[]): Answer {
  return redirect(`/expenses/${id}`, { key: refusal?.reason ?? '', kind: 'warning' });
}

/** Its fields stand on another page: what is wrong with them is said of the whole. */
function wholeForm(form: FormView): FormView {
  return { ...form, errors: {}, summary: form.summary.map(({ text }) => ({ href: '', text })) };
}
