import { Controller, Get, Param, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { listFile, listFormat } from '../shared/web/list-files.js';
import { Texts } from '../shared/web/locale.js';
import { download, page, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { monthInSentence } from '../ledger/paging.js';
import { CentrePages, type OpenCentre } from './centre-pages.js';
import { LedgerFile } from './ledger-file.js';
import { isMonth } from '../ledger/book-months.js';
import { MonthsRepository, type Seal } from './months.repository.js';
import { aboutPublicFile, accountNames, accountsView, howToCheck, openCentresView, publicMonthView } from './public-accounts.presenter.js';
import { publicParts, statementList } from './statement.presenter.js';

/** What a centre's closed months say, for anybody: as long as its consortium wants that. */
@Controller('accounts-of')
@Policy(anyone)
export class PublicAccountsController {
  constructor(private readonly pages: CentrePages, private readonly months: MonthsRepository, private readonly file: LedgerFile, private readonly clock: Clock) {}

  @Get()
  async list(@Texts() t: Translate): Promise<Answer> {
    return page('statements/open-centres', openCentresView(t, await this.pages.openCentres()), { title: 'statements:public.centres-title', layout: 'plain' });
  }

  @Get(':centre')
  async show(@Param('centre') letters: string, @Texts() t: Translate): Promise<Answer> {
    const { centre, seals } = await this.open(letters);
    return page('statements/accounts', accountsView(t, centre, seals, await this.months.published(centre.id), this.clock.today()), { title: t('statements:public.title', { centre: centre.name }), layout: 'plain' });
  }

  @Get(':centre/ledger.jsonl')
  async ledger(@Param('centre') letters: string, @Texts() t: Translate): Promise<Answer> {
    const { centre, seals } = await this.open(letters);
    const [last] = seals;
    if (!last) throw new NotThere('closed month');
    return download(`${t('statements:public.file', { month: last.month })}.jsonl`, 'application/jsonl; charset=utf-8', this.file.stream(centre.id, { centre: centre.name, how: howToCheck(t), accounts: accountNames(t) }, { number: last.number, hash: last.hash }));
  }

  @Get(':centre/:month')
  async month(@Param('centre') letters: string, @Param('month') month: string, @Query() query: unknown, @Texts() t: Translate): Promise<Answer> {
    const { centre, seals } = await this.open(letters);
    const closing = isMonth(month) ? await this.months.closing(centre.id, month) : null;
    const seal = seals.find((one) => one.month === month);
    if (!closing || !seal) throw new NotThere('closed month');
    const asides = await this.months.asides(centre.id, month);
    const as = listFormat(query, {});
    if (as) {
      return listFile(as, { list: t('statements:file'), of: centre.name, date: month }, statementList(t, publicParts(t, closing.published, asides), aboutPublicFile(t, centre, closing.published, seal)), t);
    }
    return page('statements/public-month', publicMonthView(t, centre, closing.published, seal, asides), { title: t('statements:public.month-title', { month: monthInSentence(t, month), centre: centre.name }), layout: 'plain' });
  }

  private async open(letters: string): Promise<{ centre: OpenCentre; seals: Seal[] }> {
    const centre = await this.pages.openCentre(letters);
    if (!centre) throw new NotThere('public accounts');
    return { centre, seals: await this.months.seals(centre.id) };
  }
}
