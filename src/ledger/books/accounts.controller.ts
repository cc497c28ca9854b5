import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { ledgerAccount } from '../chart.js';
import { monthOf } from '../entry-rules.js';
import { MONEY_READERS } from '../money.policy.js';
import { readMonth } from '../book-months.js';
import { MOST_IN_FILE } from '../paging.js';
import { accountList, accountView, chartView, trialList, trialView } from './accounts.presenter.js';
import { AccountsRepository } from './accounts.repository.js';

/** So many lines of a month a page shows. */
const MOST_LINES = 500;

interface Asked {
  month?: unknown;
  as?: unknown;
}

/** The centre's book by account. */
@Controller('ledger')
@Policy(allow(...MONEY_READERS))
export class AccountsController {
  constructor(private readonly accounts: AccountsRepository, @Inject(Clock) private readonly clock: Clock) {}

  @Get('accounts')
  async chart(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return page('ledger/chart', chartView(t, await this.accounts.balances(viewer.centreId)), { title: 'ledger:chart.title' });
  }

  @Get('accounts/:code')
  async account(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Query() query: Asked, @Texts() t: Translate): Promise<Answer> {
    const account = ledgerAccount(code);
    if (!account) throw new NotThere('account');
    const today = this.clock.today();
    const month = readMonth(query.month) ?? monthOf(today);
    const as = listFormat(query, { month: readMonth(query.month) });
    const [months, lines] = await Promise.all([
      this.accounts.month(viewer.centreId, month), this.accounts.lines(viewer.centreId, code, month, as ? MOST_IN_FILE : MOST_LINES + 1),
    ]);
    const story = { account, month, beforeCents: months.find((row) => row.account === code)?.beforeCents ?? 0, lines: as ? lines : lines.slice(0, MOST_LINES) };
    if (as) return listFile(as, { list: t('ledger:ledger.file'), of: code, date: month }, accountList(t, story), t);
    return page('ledger/account', accountView(t, story, { today, more: lines.length > MOST_LINES }), { title: t('ledger:ledger.title', { code }) });
  }

  @Get('trial-balance')
  async trialBalance(@CurrentViewer() viewer: Viewer, @Query() query: Asked, @Texts() t: Translate): Promise<Answer> {
    const today = this.clock.today();
    const month = readMonth(query.month) ?? monthOf(today);
    const rows = await this.accounts.month(viewer.centreId, month);
    const as = listFormat(query, { month: readMonth(query.month) });
    if (as) return listFile(as, { list: t('ledger:trial.file'), date: month }, trialList(t, rows, month), t);
    return page('ledger/trial-balance', trialView(t, rows, month, today), { title: 'ledger:trial.title' });
  }
}
