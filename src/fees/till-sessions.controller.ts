import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { readMonth } from '../ledger/book-months.js';
import { keepsMoney, MONEY_DECIDERS, MONEY_KEEPERS, MONEY_READERS } from '../ledger/money.policy.js';
import { MOST_IN_FILE } from '../ledger/paging.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { listFile, listFormat } from '../shared/web/list-files.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { closingForm, countForm } from './payment.form.js';
import { isLeftOpen } from './till-rules.js';
import { closingView, countView, tillsList, tillsListView, tillView } from './till-sessions.presenter.js';
import { TillSessionsRepository, TILLS_PAGE, type TillCountView, type TillScope, type TillSessionView } from './till-sessions.repository.js';
import { TillsService, type TillKey } from './tills.service.js';

/** Tills: one's own, and for whoever decides all of the centre. Those that are open are counted and closed; what a closed one lacked is acknowledged. */
@Controller('till-sessions')
@Policy(allow(...MONEY_KEEPERS))
export class TillSessionsController {
  constructor(private readonly tills: TillsService, private readonly sessions: TillSessionsRepository, private readonly clock: Clock) {}

  @Get()
  @Policy(allow(...MONEY_READERS))
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const [scope, month, today] = [scopeOf(viewer), readMonth(query.month), this.clock.today()];
    const as = listFormat(query, { month });
    if (as) {
      const rows = await this.sessions.list(scope, month, { take: MOST_IN_FILE });
      return listFile(as, { list: t('till:sessions.file'), date: month ?? today }, tillsList(t, rows), t);
    }
    const total = await this.sessions.count(scope, month);
    const shown = pageAsked(query.page, total, TILLS_PAGE);
    const rows = await this.sessions.list(scope, month, { take: TILLS_PAGE, skip: (shown - 1) * TILLS_PAGE });
    return page('fees/till/sessions', tillsListView(t, { rows, total, page: shown, month, today, keeps: keepsMoney(viewer) }), { title: 'till:sessions.title' });
  }

  @Get(':id')
  @Policy(allow(...MONEY_READERS))
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const till = await this.sessions.one(scopeOf(viewer), id);
    const today = this.clock.today();
    const [receipts, counts, reviews] = await Promise.all([this.sessions.receiptsOf(id), this.sessions.countsOf(id), this.sessions.reviewsOf(id)]);
    const reviewer = hasRole(viewer, ...MONEY_DECIDERS) && !isOwn(viewer, till) ? viewer.accountId : null;
    const view = tillView(t, till, { today, receipts, counts, reviews, reviewer, mayClose: mayClose(viewer, till, today) });
    return page('fees/till/session', view, { title: t('till:sessions.sheet', { name: till.owner, date: formatLocalDate(till.openedOn) }) });
  }

  @Get(':id/count')
  askCount(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.whileOpen(viewer, id, (till) => countPage(viewer, till, t, emptyForm()));
  }

  /** Without a script the sums are shown by the server: the form asks for them with `sum`, and nothing is kept. */
  @Post(':id/count')
  async count(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    if (body.sum !== undefined) {
      const parsed = parseForm(countForm, body);
      return this.whileOpen(viewer, id, (till) => countPage(viewer, till, t, parsed.ok ? emptyForm(keptValues(body)) : failedView(parsed.form, t)));
    }
    const done = await submitForm(countForm, body, (count) => this.tills.count(keyOf(viewer, id), count, { actor: viewer, submission }));
    if (!done.ok) return countPage(viewer, await this.sessions.one(scopeOf(viewer), id), t, failedView(done.form, t));
    return done.value.closed ? redirect(`/till-sessions/${id}`, 'till:flash.closed-agrees') : redirect(`/till-sessions/${id}/closing`);
  }

  @Get(':id/closing')
  async askReason(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const counts = await this.sessions.countsOf(id);
    return this.whileOpen(viewer, id, (till) => {
      if (till.countedCents === null) return redirect(`/till-sessions/${id}/count`, { key: 'till:refusals.not-counted', kind: 'warning' });
      return closingPage(viewer, till, t, { form: emptyForm(), counts });
    });
  }

  @Post(':id/closing')
  async close(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const done = await submitForm(closingForm, body, ({ reason }) => this.tills.close(keyOf(viewer, id), reason, { actor: viewer, submission }));
    if (!done.ok) return closingPage(viewer, await this.sessions.one(scopeOf(viewer), id), t, { form: failedView(done.form, t), counts: await this.sessions.countsOf(id) });
    return redirect(`/till-sessions/${id}`, 'till:flash.closed');
  }

  /** Whoever decides has seen what the till lacked or had too much: her home tells it no more. */
  @Post(':id/reviews')
  @Policy(allow(...MONEY_DECIDERS))
  async review(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.tills.review(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`/till-sessions/${id}`, 'till:flash.reviewed');
  }

  /** Whoever goes back to the count of a till that is closed by now is led to its sheet. */
  private async whileOpen(viewer: Viewer, id: Id, show: (till: TillSessionView) => Answer): Promise<Answer> {
    const till = await this.sessions.one(scopeOf(viewer), id);
    if (till.closedAt !== null) return redirect(`/till-sessions/${id}`, { key: 'till:refusals.closed-already', kind: 'warning' });
    if (!mayClose(viewer, till, this.clock.today())) throw new NotThere('open till');
    return show(till);
  }
}

function countPage(viewer: Viewer, till: TillSessionView, t: Translate, form: FormView): Answer {
  return page('fees/till/count', countView(t, till, { form, own: isOwn(viewer, till) }), {
    title: 'till:count.title', status: formStatus(form), scripts: ['js/till-count.js'],
  });
}

function closingPage(viewer: Viewer, till: TillSessionView, t: Translate, { form, counts }: { form: FormView; counts: readonly TillCountView[] }): Answer {
  return page('fees/till/closing', closingView(t, till, { form, counts, own: isOwn(viewer, till) }), { title: 'till:closing.title', status: formStatus(form) });
}

function isOwn(viewer: Viewer, { accountId }: { accountId: Id }): boolean {
  return viewer.accountId === accountId;
}

/** One's own, and for an administrator one that was left open. */
function mayClose(viewer: Viewer, till: TillSessionView, today: LocalDate): boolean {
  return isOwn(viewer, till) || (hasRole(viewer, 'administrator') && isLeftOpen(till, today));
}

function scopeOf(viewer: Viewer): TillScope {
  return { centreId: viewer.centreId, accountId: viewer.accountId, all: hasRole(viewer, ...MONEY_DECIDERS) };
}

function keyOf(viewer: Viewer, sessionId: Id): TillKey {
  return { centreId: viewer.centreId, sessionId, mayCloseOthers: hasRole(viewer, 'administrator') };
}
