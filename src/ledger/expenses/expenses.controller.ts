import { Body, Controller, Get, Inject, Post, Query, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { Clock } from '../../shared/kernel/clock.js';
import { isId, type Id } from '../../shared/kernel/ids.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, parseForm, tryForm, type ParsedForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { MONEY_KEEPERS, MONEY_READERS, keepsMoney } from '../money.policy.js';
import { EXPENSE_CATEGORIES } from '../money-accounts.js';
import { MoneySettingsService } from '../money-settings.service.js';
import { readMonth } from '../book-months.js';
import { MOST_IN_FILE, readDayKey } from '../paging.js';
import { MOST_DOCUMENT_BYTES, DocumentFiles, type TakenDocument, withDocument } from '../../shared/files/document-files.js';
import { enteredAgain, expenseForm } from './expense.form.js';
import { EXPENSE_STATES, type ExpenseState } from './expense-words.js';
import { EXPENSES, expensesList, expensesView, newExpenseView, PAGE_SIZE } from './expenses.presenter.js';
import { ExpensesRepository, type ExpenseFilter } from './expenses.repository.js';
import { ExpensesService } from './expenses.service.js';

/** What the centre spends: the list, and the form to enter one more. */
@Controller('expenses')
@Policy(allow(...MONEY_READERS))
export class ExpensesController {
  constructor(
    private readonly expenses: ExpensesService, private readonly repository: ExpensesRepository, private readonly settings: MoneySettingsService,
    private readonly proofs: DocumentFiles, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filter = readFilter(query);
    const as = listFormat(query, { ...filter });
    if (as) {
      const rows = await this.repository.page(viewer.centreId, { ...filter, before: null }, MOST_IN_FILE);
      return listFile(as, { list: t('expenses:list.file'), date: filter.month ?? this.clock.today() }, expensesList(t, rows, filter), t);
    }
    const rows = await this.repository.page(viewer.centreId, filter, PAGE_SIZE + 1);
    const model = expensesView(t, rows, filter, { today: this.clock.today(), mayEnter: keepsMoney(viewer) });
    return page('ledger/expenses/list', model, { title: 'expenses:list.title' });
  }

  /** @param from an expense that was refused or taken back, to be entered again */
  @Get('new')
  @Policy(allow(...MONEY_KEEPERS))
  async start(@CurrentViewer() viewer: Viewer, @Query('from') from: unknown, @Texts() t: Translate): Promise<Answer> {
    const again = isId(from) ? enteredAgain((await this.repository.find(viewer.centreId, from)).expense) : {};
    return this.formPage(t, viewer, emptyForm(again), null);
  }

  @Post()
  @Policy(allow(...MONEY_KEEPERS))
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async enter(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const proof = await this.proofs.take(viewer, sent, body);
    const entered = await this.entered(viewer, body, proof, submission);
    if (!entered.ok) return this.formPage(t, viewer, failedView(entered.form, t), proof.file);
    const { id, status, amountCents } = entered.value;
    return redirect(`${EXPENSES}/${id}`, { key: `expenses:flash.${status}`, params: { amount: formatSoles(amountCents) } });
  }

  private async entered(
    viewer: Viewer, body: unknown, proof: TakenDocument, submission: Submission,
  ): Promise<ParsedForm<{ id: Id; status: ExpenseState; amountCents: number }>> {
    const parsed = withDocument(parseForm(expenseForm, body), body, proof);
    if (!parsed.ok) return parsed;
    return tryForm(body, async () => ({
      ...await this.expenses.enter(viewer.centreId, { ...parsed.value, fileId: proof.file?.id ?? null }, { actor: viewer, submission }),
      amountCents: parsed.value.amountCents,
    }));
  }

  private async formPage(t: Translate, viewer: Viewer, form: FormView, kept: TakenDocument['file']): Promise<Answer> {
    const { expenseApprovalCents } = await this.settings.of(viewer.centreId);
    const model = newExpenseView(t, form, kept, { limit: formatSoles(expenseApprovalCents), today: this.clock.today() });
    return page('ledger/form', model, { title: 'expenses:new.title', status: formStatus(form) });
  }
}

/** What is asked for and not understood is not asked for. */
function readFilter({ month, category, status, before }: Record<string, unknown>): ExpenseFilter {
  return {
    month: readMonth(month), category: EXPENSE_CATEGORIES.find((code) => code === category) ?? null,
    status: EXPENSE_STATES.find((state) => state === status) ?? null, before: readDayKey(before),
  };
}
