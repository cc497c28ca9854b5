import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { monthOf, type Month } from '../ledger/entry-rules.js';
import { MONEY_READERS } from '../ledger/money.policy.js';
import { MoneySettingsService } from '../ledger/money-settings.service.js';
import { monthInSentence, monthName } from '../ledger/paging.js';
import { Clock } from '../shared/kernel/clock.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { listFile, listFormat } from '../shared/web/list-files.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { isMonth } from '../ledger/book-months.js';
import { signingRefusals } from './months.js';
import { aboutFile, maySign, MONTHS, monthView, monthsView, refusalWords, type MonthSeen } from './months.presenter.js';
import { MonthsRepository } from './months.repository.js';
import { digestOf, MonthsService } from './months.service.js';
import { CentrePages } from './centre-pages.js';
import { signingView } from './signing.presenter.js';
import { statementList, statementParts } from './statement.presenter.js';

/** The months of the books: each with its statement, closed by two who sign. */
@Controller('months')
@Policy(allow(...MONEY_READERS))
export class MonthsController {
  constructor(
    private readonly months: MonthsRepository, private readonly service: MonthsService, private readonly settings: MoneySettingsService,
    private readonly pages: CentrePages, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const [overview, rules, publicUrl] = await Promise.all([this.months.overview(viewer.centreId), this.settings.of(viewer.centreId), this.pages.addressOf(viewer.centreId)]);
    const model = monthsView(t, overview, {
      today: this.clock.today(), publicUrl: rules.accountsPublic ? publicUrl : null, settingsUrl: hasRole(viewer, 'administrator') ? '/ledger/settings' : null,
    });
    return page('statements/months', model, { title: 'statements:list.title' });
  }

  @Get(':month')
  async show(@CurrentViewer() viewer: Viewer, @Param('month') month: string, @Query() query: unknown, @Texts() t: Translate): Promise<Answer> {
    const seen = await this.seen(viewer, month);
    const as = listFormat(query, {});
    if (as) {
      return listFile(as, { list: t('statements:file'), of: viewer.centreName, date: month }, statementList(t, statementParts(t, seen.statement, seen.asides), aboutFile(t, seen)), t);
    }
    return page('statements/month', monthView(t, seen), { title: monthName(t, month) });
  }

  /** What a signature will do, before it is given. @param seen the digest of the statement that she looked at */
  @Get(':month/signatures')
  async confirm(@CurrentViewer() viewer: Viewer, @Param('month') month: string, @Query('seen') seen: unknown, @Texts() t: Translate): Promise<Answer> {
    const told = await this.seen(viewer, month);
    if (told.seal) return redirect(`${MONTHS}/${month}`, { key: 'statements:refusals.closed', kind: 'warning' });
    // Whatever keeps the month from being signed at all goes before what changed since she looked.
    const faults = told.refusals.length > 0 ? told.refusals.map((refusal) => refusalWords(t, refusal)) : typeof seen === 'string' && seen !== told.digest ? [t('statements:refusals.changed')] : [];
    if (seen !== told.digest || !maySign(told)) return page('statements/month', monthView(t, told, faults), { title: monthName(t, month) });
    const { accountsPublic } = await this.settings.of(viewer.centreId);
    return page('statements/sign', signingView(t, told, accountsPublic ? await this.pages.addressOf(viewer.centreId) : null), { title: t('statements:sign.title', { month: monthInSentence(t, month) }) });
  }

  @Post(':month/signatures')
  async sign(
    @CurrentViewer() viewer: Viewer, @Param('month') month: string, @Body() body: { digest?: unknown }, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    if (!isMonth(month)) throw new NotThere('month');
    try {
      const signed = await this.service.sign(viewer.centreId, month, String(body.digest), { actor: viewer, submission });
      return redirect(`${MONTHS}/${month}`, `statements:flash.${signed}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const faults = error.refusals.map((refusal) => refusalWords(t, refusal));
      return page('statements/month', monthView(t, await this.seen(viewer, month), faults), { title: monthName(t, month), status: 422 });
    }
  }

  private async seen({ centreId, accountId }: Viewer, month: string): Promise<MonthSeen> {
    if (!isMonth(month) || month > monthOf(this.clock.today())) throw new NotThere('month');
    const closing = await this.months.closing(centreId, month);
    const told = closing ? { statement: closing.statement, asides: await this.months.asides(centreId, month) } : await this.months.liveWithAsides(centreId, month);
    return {
      month, ...told, digest: digestOf(told.statement), accountId, signatures: await this.months.signatures(centreId, month),
      seal: closing ? await this.sealOf(centreId, month) : null, refusals: closing ? [] : signingRefusals(await this.months.ground(centreId, month)),
    };
  }

  private async sealOf(centreId: string, month: Month): Promise<MonthSeen['seal']> {
    return (await this.months.seals(centreId)).find((seal) => seal.month === month) ?? null;
  }
}
