import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { MONEY_KEEPERS } from '../money.policy.js';
import { AccountsRepository } from './accounts.repository.js';
import { entryPath } from './entry-path.js';
import { JournalRepository } from './journal.repository.js';
import { incomeForm, openingForm, transferForm } from './moves.form.js';
import { moveView, type Move } from './moves.presenter.js';
import { MovesService } from './moves.service.js';

/** Money that is moved by hand: between accounts, at the beginning of the books, and from elsewhere. */
@Controller('ledger')
@Policy(allow(...MONEY_KEEPERS))
export class MovesController {
  constructor(
    private readonly moves: MovesService, private readonly accounts: AccountsRepository, private readonly journal: JournalRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('transfers/new')
  askTransfer(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.formPage(t, viewer, 'transfer', emptyForm());
  }

  @Post('transfers')
  transfer(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.send(t, viewer, 'transfer', transferForm, body, (centreId, value) => this.moves.transfer(centreId, value, { actor: viewer, submission }));
  }

  @Get('openings/new')
  async askOpening(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const opening = await this.journal.opening(viewer.centreId);
    if (opening !== null) return redirect(entryPath(opening), { key: 'ledger:refusals.opened', kind: 'warning' });
    return this.formPage(t, viewer, 'opening', emptyForm());
  }

  @Post('openings')
  open(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.send(t, viewer, 'opening', openingForm, body, (centreId, value) => this.moves.open(centreId, value, { actor: viewer, submission }));
  }

  @Get('other-income/new')
  askIncome(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.formPage(t, viewer, 'income', emptyForm());
  }

  @Post('other-income')
  takeIn(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.send(t, viewer, 'income', incomeForm, body, (centreId, value) => this.moves.takeIn(centreId, value, { actor: viewer, submission }));
  }

  private async send<S extends z.ZodType>(
    t: Translate, viewer: Viewer, move: Move, schema: S, body: unknown, book: (centreId: Id, value: z.output<S>) => Promise<number>,
  ): Promise<Answer> {
    const sent = await submitForm(schema, body, (value) => book(viewer.centreId, value));
    if (!sent.ok) return this.formPage(t, viewer, move, failedView(sent.form, t));
    return redirect(entryPath(sent.value), `ledger:${move}.done`);
  }

  private async formPage(t: Translate, viewer: Viewer, move: Move, form: FormView): Promise<Answer> {
    const there = move === 'transfer' ? await this.accounts.balances(viewer.centreId) : new Map<string, number>();
    const model = moveView(t, move, form, { today: this.clock.today(), there });
    return page('ledger/form', model, { title: t(`ledger:${move}.title`), status: formStatus(form) });
  }
}
