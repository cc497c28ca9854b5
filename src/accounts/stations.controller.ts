import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { wholeAddress } from '../shared/web/referer.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { table, type TableView } from '../shared/web/tables.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { spacedCode } from './card-code.js';
import { StationsRepository, type StationRow } from './stations.repository.js';
import { StationsService } from './stations.service.js';

/** Which PCs of the centre learners may sign in at. */
@Controller('stations')
@Policy(allow('coordinator', 'administrator'))
export class StationsController {
  constructor(private readonly pcs: StationsRepository, private readonly stations: StationsService) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const rows = await this.pcs.all(viewer.centreId);
    return page('accounts/stations', { stations: stationsTable(rows, t) }, { title: 'accounts:stations.title' });
  }

  @Get(':workstationId')
  async show(@CurrentViewer() viewer: Viewer, @Param('workstationId') id: Id, @Texts() t: Translate): Promise<Answer> {
    const label = await this.pcs.label(viewer.centreId, id);
    return page('accounts/station', { id, label }, { title: t('accounts:stations.of', { label }) });
  }

  /** Shows the code that is typed once at the PC. */
  @Post(':workstationId/codes')
  async prepare(
    @CurrentViewer() viewer: Viewer, @Param('workstationId') id: Id, @CurrentSubmission() submission: Submission, @Req() request: Request,
  ): Promise<Answer> {
    const { code, label } = await this.stations.prepare(viewer, id, submission);
    return page('accounts/code', {
      code: spacedCode(code), name: label, how: 'accounts:stations.how', address: wholeAddress(request, '/station/registration'), back: '/stations',
    }, { title: 'accounts:code-given.title' });
  }

  @Post(':workstationId/closing')
  async close(@CurrentViewer() viewer: Viewer, @Param('workstationId') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.stations.close(viewer, id, submission);
    return redirect('/stations', 'accounts:flash.station-closed');
  }
}

function stationsTable(rows: readonly StationRow[], t: Translate): TableView {
  return table({
    id: 'stations', caption: t('accounts:stations.title'), captionHidden: true,
    columns: [{ text: t('accounts:stations.pc') }, { text: t('accounts:stations.room') }, { text: t('accounts:stations.state') }],
    rows: rows.map((row) => [{ text: row.label, href: `/stations/${row.id}` }, { text: row.room }, { badge: badgeOf(row, t) }]),
    empty: { title: t('accounts:stations.none'), text: t('accounts:stations.none-text'), icon: 'computer' },
  });
}

function badgeOf(row: StationRow, t: Translate): { text: string; kind?: string } {
  if (!row.accountId || row.disabledAt !== null) return { text: t('accounts:stations.is-none') };
  return row.usedAt === null ? { text: t('accounts:stations.waits'), kind: 'warning' } : { text: t('accounts:stations.is-one'), kind: 'success' };
}
