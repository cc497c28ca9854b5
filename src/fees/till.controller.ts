import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { MONEY_KEEPERS } from '../ledger/money.policy.js';
import { readPeopleFilters } from '../people/people-filters.js';
import { PeopleRepository } from '../people/people.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, isOwnPath, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { openingForm, paymentForm } from './payment.form.js';
import { changeOf, shortOfChange } from './payment-rules.js';
import { PaymentsService } from './payments.service.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { foundDebtors, openingView, personPath, queueView, searchPath } from './till.presenter.js';
import { TillRepository, type Debtor } from './till.repository.js';
import { TillsService } from './tills.service.js';

/** Among so many of a name those who owe are looked for, so that they stand first. */
const LOOKED_AT = 60;

/** Whom and what the page of a till shows, and the page that needs an open till. */
interface QueueAsked {
  person?: unknown;
  receipt?: unknown;
  found?: { q: string; found: Debtor[] } | null;
  back?: unknown;
}

/** One's own till: opened, and then the queue of those who pay. */
@Controller('till')
@Policy(allow(...MONEY_KEEPERS))
export class TillController {
  constructor(
    private readonly tills: TillsService, private readonly payments: PaymentsService, private readonly reads: TillRepository,
    private readonly receipts: ReceiptsRepository, private readonly people: PeopleRepository, private readonly clock: Clock,
  ) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const q = typeof query.q === 'string' ? query.q.slice(0, 100).trim() : '';
    if (query.format === 'json') return data(foundDebtors(t, await this.find(viewer, q)));
    const found = q === '' ? null : await this.find(viewer, q);
    const [only] = found ?? [];
    if (only && found?.length === 1) return redirect(personPath(only.personId));
    return this.queue(viewer, t, emptyForm(), { ...query, found: found && { q, found } });
  }

  /** Where every page leads while a till of an earlier day is open. */
  @Get('count')
  async count(@CurrentViewer() viewer: Viewer): Promise<Answer> {
    const till = await this.reads.openTill(viewer.centreId, viewer.accountId);
    return redirect(till ? `/till-sessions/${till.id}/count` : '/till');
  }

  @Post()
  async open(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const done = await submitForm(openingForm, body, ({ float, bookMissing }) => (
      this.tills.open(viewer.centreId, { floatCents: float, bookMissing }, { actor: viewer, submission })));
    const back = backFrom(body);
    if (!done.ok) return this.openingPage(viewer, t, failedView(done.form, t), back);
    return redirect(back ?? '/till', 'till:flash.opened');
  }

  @Post('payments')
  async pay(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const done = await submitForm(paymentForm, body, (asked) => this.payments.record(viewer.centreId, asked, { actor: viewer, submission }));
    if (done.ok) return redirect(`/till?receipt=${done.value.receiptId}`);
    return this.queue(viewer, t, failedView(done.form, t), { person: (body as { person?: unknown } | undefined)?.person });
  }

  /** The queue with whoever is at the till; the form to open it while it is closed. */
  private async queue(
    viewer: Viewer, t: Translate, form: FormView, { person, receipt, found = null, ...asked }: QueueAsked,
  ): Promise<Answer> {
    const till = await this.reads.openTill(viewer.centreId, viewer.accountId);
    if (!till) return this.openingPage(viewer, t, form.summary.length > 0 ? { ...form, values: {} } : form, isId(person) ? personPath(person) : found ? searchPath(found.q) : backFrom(asked));
    // Opened meanwhile in another tab: whoever was sent here by a page that needs it goes on there.
    const back = backFrom(asked);
    if (back !== null) return redirect(back);
    const today = this.clock.today();
    const [debtors, debtor, written] = await Promise.all([
      this.reads.debtorsOf(viewer.centreId, today),
      isId(person) ? this.reads.debtor(viewer.centreId, person) : null,
      isId(receipt) ? this.receipts.ofCentre(viewer.centreId, receipt) : null,
    ]);
    const leftCents = written ? (await this.reads.owedBy(viewer.centreId, [written.personId])).get(written.personId) ?? 0 : 0;
    const changeFrom = written?.tillSessionId === till.id && changeOf(written) > 0 ? shortOfChange(written, await this.reads.cashIn(till)) : null;
    const view = queueView(t, { till, today, debtors, debtor, form, receipt: written, leftCents, changeFrom, search: found });
    return page('fees/till/queue', view, { title: 'till:queue.title', status: formStatus(form) });
  }

  /** @param back the page that needs an open till: it goes on there */
  private async openingPage(viewer: Viewer, t: Translate, form: FormView, back: string | null): Promise<Answer> {
    const elsewhere = await this.reads.openElsewhere(viewer.centreId, viewer.accountId);
    return page('fees/till/open', openingView(t, form, { back, elsewhere }), { title: 'till:open.title', status: formStatus(form) });
  }

  /** By name, organisation, or a DNI known to its end; those who owe first. */
  private async find(viewer: Viewer, q: string): Promise<Debtor[]> {
    if (q === '') return [];
    const audience = { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: false };
    const rows = await this.people.rows({ ...readPeopleFilters({}), q }, audience, { limit: LOOKED_AT, offset: 0 });
    const owed = await this.reads.owedBy(viewer.centreId, rows.map(({ id }) => id));
    return rows.map(({ id, surnames, givenNames, dni }) => ({ personId: id, surnames, givenNames, dni, owedCents: owed.get(id) ?? 0 }))
      .sort((a, b) => Number(b.owedCents > 0) - Number(a.owedCents > 0));
  }
}

/** The page to go on with once the till is open, where the address or the form names one of Minka's own. */
function backFrom(asked: unknown): string | null {
  const { back } = (asked ?? {}) as { back?: unknown };
  return isOwnPath(back) ? back : null;
}
