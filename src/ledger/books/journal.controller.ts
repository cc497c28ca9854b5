import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import { reasonForm } from '../amount.form.js';
import { ledgerAccount } from '../chart.js';
import { ENTRY_KIND_NAMES } from '../entry-kinds.js';
import { keepsMoney, MONEY_READERS } from '../money.policy.js';
import { readMonth } from '../book-months.js';
import { MOST_IN_FILE } from '../paging.js';
import { EntryLinks } from './entry-links.js';
import { entryPath } from './entry-path.js';
import { entryReversalView, entryView } from './entry.presenter.js';
import { journalList, journalView, PAGE_SIZE } from './journal.presenter.js';
import { JournalRepository, type JournalFilter } from './journal.repository.js';
import { isMadeByHand } from './move-rules.js';
import { MovesService } from './moves.service.js';

/** The centre's book as it was written, entry by entry. */
@Controller('ledger')
@Policy(allow(...MONEY_READERS))
export class JournalController {
  constructor(
    private readonly journal: JournalRepository, private readonly moves: MovesService, private readonly links: EntryLinks, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filter = readFilter(query);
    const as = listFormat(query, { ...filter });
    if (as) {
      const entries = await this.journal.page(viewer.centreId, { ...filter, before: null }, MOST_IN_FILE);
      return listFile(as, { list: t('ledger:journal.file'), date: filter.month ?? this.clock.today() }, journalList(t, entries, filter), t);
    }
    const entries = await this.journal.page(viewer.centreId, filter, PAGE_SIZE + 1);
    const model = journalView(t, entries, filter, { today: this.clock.today(), mayMove: keepsMoney(viewer), maySet: hasRole(viewer, 'administrator') });
    return page('ledger/journal', model, { title: 'ledger:journal.title' });
  }

  @Get('entries/:number')
  async show(@CurrentViewer() viewer: Viewer, @Param('number') typed: string, @Texts() t: Translate): Promise<Answer> {
    const number = readNumber(typed);
    const found = await this.journal.find(viewer.centreId, number);
    const model = entryView(t, found, { pageUrl: this.links.pageOf(found.entry.reference), mayReverse: hasRole(viewer, 'administrator') });
    return page('ledger/entry', model, { title: t('ledger:entry.title', { number }) });
  }

  @Get('entries/:number/reversal')
  @Policy(allow('administrator'))
  async askReversal(@CurrentViewer() viewer: Viewer, @Param('number') typed: string, @Texts() t: Translate): Promise<Answer> {
    const number = readNumber(typed);
    const { entry, reversedBy } = await this.journal.find(viewer.centreId, number);
    if (isMadeByHand(entry) && reversedBy === null) return this.reversalPage(t, viewer, number, emptyForm());
    return redirect(entryPath(number), { key: `ledger:refusals.${reversedBy === null ? 'own-page' : 'reversed'}`, kind: 'warning' });
  }

  @Post('entries/:number/reversal')
  @Policy(allow('administrator'))
  async reverse(
    @CurrentViewer() viewer: Viewer, @Param('number') typed: string, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const number = readNumber(typed);
    const reversed = await submitForm(reasonForm, body, ({ reason }) => this.moves.reverse(viewer.centreId, number, reason, { actor: viewer, submission }));
    if (!reversed.ok) return this.reversalPage(t, viewer, number, failedView(reversed.form, t));
    return redirect(entryPath(reversed.value), 'ledger:reversal.done');
  }

  private async reversalPage(t: Translate, viewer: Viewer, number: number, form: FormView): Promise<Answer> {
    const model = entryReversalView(t, await this.journal.find(viewer.centreId, number), form);
    return page('ledger/form', model, { title: t('ledger:reversal.title', { number }), status: formStatus(form) });
  }
}

/** @throws NotThere for what is no number of an entry */
function readNumber(typed: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(typed)) throw new NotThere('entry');
  return Number(typed);
}

/** What is asked for and not understood is not asked for. */
function readFilter({ kind, month, account, before }: Record<string, unknown>): JournalFilter {
  return {
    kind: ENTRY_KIND_NAMES.find((name) => name === kind) ?? null, month: readMonth(month),
    account: typeof account === 'string' && ledgerAccount(account) ? account : null, before: /^\d{1,9}$/u.test(String(before)) ? Number(before) : null,
  };
}
