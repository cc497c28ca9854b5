import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { MONEY_READERS } from '../ledger/money.policy.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ARREARS_BANDS, bandFrom } from './arrears-bands.js';
import { ARREARS_PAGE, arrearsList, arrearsView, ENDED } from './arrears.presenter.js';
import { ArrearsRepository, type ArrearsFilter } from './arrears.repository.js';

const EVERYBODY = 100_000;

/** Who owes what since when. Never on a page that learners see. */
@Controller('arrears')
@Policy(allow(...MONEY_READERS))
export class ArrearsController {
  constructor(private readonly arrears: ArrearsRepository, private readonly taken: TakenLists, private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() { centreId }: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filter = filterFrom(query);
    const today = this.clock.today();
    const [totals, places] = await Promise.all([this.arrears.totals(centreId, filter, today), this.arrears.places(centreId)]);
    const total = ARREARS_BANDS.filter((band) => filter.band === null || band === filter.band).reduce((sum, band) => sum + totals[band].charges, 0);
    const number = pageAsked(query.page, total, ARREARS_PAGE);
    const rows = await this.arrears.rows(centreId, filter, today, { limit: ARREARS_PAGE, offset: (number - 1) * ARREARS_PAGE });
    return page('fees/arrears', arrearsView(t, { filter, totals, places, rows, page: number, total, today }), { title: 'fees:arrears.title' });
  }

  /** The list as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  async export(
    @CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Body() asked: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const filter = filterFrom(query);
    const today = this.clock.today();
    const rows = await this.arrears.rows(viewer.centreId, filter, today, { limit: EVERYBODY, offset: 0 });
    return this.taken.list({ list: t('fees:arrears.file'), date: today }, arrearsList(t, rows, filter, today), { list: 'arrears' }, { actor: viewer, submission }, { asked: { ...query, ...asked }, read: { edition: filter.editionId ?? filter.ended, group: filter.groupId, band: filter.band }, t });
  }
}

/** What an address asks for; nonsense asks for nothing. */
function filterFrom({ edition, group, band }: Record<string, unknown>): ArrearsFilter {
  return { editionId: isId(edition) ? edition : null, ended: edition === ENDED, groupId: isId(group) ? group : null, band: bandFrom(band) };
}
