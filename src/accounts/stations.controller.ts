import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
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
    return page('accounts/stations', { stations: stationsTable(rows, t), unprepared: rows.filter(isUnprepared).length }, { title: 'accounts:stations.title' });
  }

  @Get(':workstationId')
  async show(@CurrentViewer() viewer: Viewer, @Param('workstationId') id: Id, @Texts() t: Translate): Promise<Answer> {
    const row = (await this.pcs.all(viewer.centreId)).find((one) => one.id === id);
    if (!row) throw new NotThere('workstation');
    const { label } = row;
    return page('accounts/station', { id, label, open: row.accountId !== null && row.disabledAt === null }, { title: t('accounts:stations.of', { label }) });
  }

  /** The codes of all PCs that are not prepared, to walk from one to the next with. */
  @Post('codes')
  async prepareAll(
    @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Req() request: Request, @Texts() t: Translate,
  ): Promise<Answer> {
    const rows = (await this.pcs.all(viewer.centreId)).filter(isUnprepared);
    const prepared = await this.stations.prepareSeveral(viewer, rows.map(({ id }) => id), submission);
    const codes = table({
      id: 'codes', caption: t('accounts:stations.list-title'), captionHidden: true, slips: false,
      columns: [{ text: t('accounts:stations.pc') }, { text: t('accounts:stations.room') }, { text: t('accounts:stations.code') }],
      rows: prepared.map(({ code, label }, index) => [{ text: label }, { text: rows[index]?.room ?? '' }, { text: spacedCode(code) }]),
      empty: { title: t('accounts:stations.none') },
    });
    const how = t('accounts:stations.list-how', { address: wholeAddress(request, '/station/registration') });
    return page('accounts/station-codes', { back: '/stations', how, codes }, { title: 'accounts:stations.list-title' });
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

/** A PC that was never prepared, is one no more, or whose code nobody has typed. */
function isUnprepared({ accountId, disabledAt, usedAt }: StationRow): boolean {
  return !accountId || disabledAt !== null || usedAt === null;
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
