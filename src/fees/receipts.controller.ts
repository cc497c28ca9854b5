import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicAddress } from '../config/public-address.js';
import { MONEY_KEEPERS } from '../ledger/money.policy.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { download, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { voidForm, voucherForm } from './payment.form.js';
import { PaymentsService } from './payments.service.js';
import { readReceiptFilters } from './receipt-filters.js';
import { receiptPdf } from './receipt-pdf.js';
import { PRINT_FORMATS } from './receipt-print.entity.js';
import { receiptNumber } from './receipt-numbers.js';
import { publicAddress, receiptsFile, receiptsListView, receiptView, voidView } from './receipts.presenter.js';
import { ReceiptsRepository, RECEIPTS_PAGE } from './receipts.repository.js';
import { ReceiptsService } from './receipts.service.js';
import { VoidDraft } from './void-draft.js';
import { voidRefusals } from './void-rules.js';

/** As many letters of a reason fit into a cookie; the form takes fewer. */
const LONGEST_DRAFT = 600;

/** The receipts of a centre: listed, printed, voided, and taken away. */
@Controller('receipts')
@Policy(allow(...MONEY_KEEPERS))
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptsRepository, private readonly service: ReceiptsService, private readonly payments: PaymentsService,
    private readonly drafts: VoidDraft, private readonly taken: TakenLists, private readonly address: PublicAddress, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const { filters, values, faults } = readReceiptFilters(query);
    const { rows, total, cents } = await this.receipts.list(viewer.centreId, filters, pageAsked(query.page, 1_000_000, RECEIPTS_PAGE));
    const form = failedView({ values, faults }, t);
    const view = receiptsListView(t, { filters, form, rows, total, cents, page: pageAsked(query.page, total, RECEIPTS_PAGE) });
    return page('fees/receipts/list', view, { title: 'receipts:list.title', status: faults.length > 0 ? 422 : 200 });
  }

  /** The list as it is filtered, as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  async export(@CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const { filters, faults } = readReceiptFilters(body);
    if (faults.length > 0) return this.list(viewer, body, t);
    const content = receiptsFile(t, await this.receipts.rows(viewer.centreId, filters), filters);
    const name = { list: t('receipts:list.file'), date: this.clock.today() };
    return this.taken.list(name, content, { list: 'receipts' }, { actor: viewer, submission }, { asked: body, read: {}, t });
  }

  @Get(':id')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    return this.receiptPage(viewer, id, emptyForm(), t, request);
  }

  /** A form, since each print is on record: the first is the original, all others are copies. */
  @Post(':id/prints')
  async print(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: { format?: unknown } | undefined, @CurrentSubmission() submission: Submission, @Texts() t: Translate, @Req() request: Request,
  ): Promise<Answer> {
    const format = PRINT_FORMATS.find((known) => known === body?.format) ?? 'a5';
    const { copy } = await this.service.print(viewer.centreId, id, format, { actor: viewer, submission });
    const receipt = await this.receipts.ofCentre(viewer.centreId, id);
    const pdf = await receiptPdf({ ...receipt, copy, address: publicAddress(this.address.of(request), receipt.publicCode) }, format);
    return download(`${t('receipts:pdf.file', { number: receiptNumber(receipt) })}.pdf`, 'application/pdf', pdf);
  }

  @Get(':id/void')
  async askVoid(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate, @Req() request: Request): Promise<Answer> {
    const { voidedAt } = await this.receipts.ofCentre(viewer.centreId, id);
    // Nobody is told twice to hand the money back.
    if (voidedAt !== null) return redirect(`/receipts/${id}`, { key: 'receipts:refusals.voided', kind: 'warning' });
    return this.voidPage(viewer, id, emptyForm({ reason: this.drafts.read(request, viewer, id) }), t);
  }

  @Post(':id/void')
  async void(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate, @Req() request: Request,
  ): Promise<Answer> {
    const done = await submitForm(voidForm, body, ({ reason }) => this.payments.void(viewer.centreId, id, reason, { actor: viewer, submission }));
    if (!done.ok) {
      const { reason } = done.form.values;
      // Her till may have to be opened first, on another page.
      if (typeof reason === 'string' && reason.length <= LONGEST_DRAFT) this.drafts.keep(request, viewer, id, reason);
      return this.voidPage(viewer, id, failedView(done.form, t), t);
    }
    this.drafts.forget(request, id);
    return redirect(`/receipts/${id}`, 'receipts:flash.voided');
  }

  @Post(':id/voucher')
  async noteVoucher(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate, @Req() request: Request,
  ): Promise<Answer> {
    const done = await submitEdit(voucherForm, body, (voucher) => this.service.noteVoucher(viewer.centreId, id, voucher, { actor: viewer, submission }));
    if (!done.ok) return this.receiptPage(viewer, id, failedView(done.form, t), t, request);
    return redirect(`/receipts/${id}`, 'receipts:flash.voucher');
  }

  private async receiptPage(viewer: Viewer, id: Id, form: FormView, t: Translate, request: Request): Promise<Answer> {
    const receipt = await this.receipts.ofCentre(viewer.centreId, id);
    const view = receiptView(t, receipt, { base: this.address.of(request), form });
    return page('fees/receipts/show', view, { title: t('receipts:show.title', { number: receiptNumber(receipt) }), status: formStatus(form), scripts: ['js/renew-after.js'] });
  }

  private async voidPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const [receipt, ground] = await Promise.all([this.receipts.ofCentre(viewer.centreId, id), this.receipts.voidGround(viewer, id)]);
    const [refusal] = voidRefusals(ground);
    return page('fees/receipts/void', voidView(t, receipt, form, refusal), { title: t('receipts:void.title', { number: receiptNumber(receipt) }), status: formStatus(form) });
  }
}
