import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { partsForm } from './consortium.form.js';
import { consortiumKeepers, consortiumReaders, keepsConsortium } from './consortium.policy.js';
import { ConsortiumRepository, type MemberRow } from './consortium.repository.js';
import { membersList, membersView } from './members.presenter.js';
import { ConsortiumMembersService } from './members.service.js';
import { membersToSet, partsValues, partsView } from './parts.presenter.js';
import { SUM_REASONS } from './shares.js';

/** The organisations that keep a centre open, and their parts of what it costs and of what is decided. */
@Controller('consortium')
@Policy(consortiumReaders)
export class ConsortiumController {
  constructor(
    private readonly repository: ConsortiumRepository, private readonly members: ConsortiumMembersService, private readonly taken: TakenLists, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return page('consortium/members', membersView(t, { ...await this.shown(viewer), mayChange: keepsConsortium(viewer) }), { title: 'consortium:title' });
  }

  /** The members of today as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  async export(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const shown = await this.shown(viewer);
    return this.taken.list({ list: t('consortium:members.file'), date: shown.today }, membersList(t, shown), { list: 'consortium' }, { actor: viewer, submission }, { asked: body, read: {}, t });
  }

  @Get('parts/edit')
  @Policy(consortiumKeepers)
  async edit(@CurrentViewer() viewer: Viewer, @Query('fill') fill: unknown, @Texts() t: Translate): Promise<Answer> {
    const { members, shares, today } = await this.shown(viewer);
    const toSet = membersToSet(members, today);
    return partsPage(t, partsValues(toSet, shares, today, fill === 'equal' ? 'equal' : 'standing'), toSet);
  }

  @Post('parts')
  @Policy(consortiumKeepers)
  async save(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const { centreId } = viewer;
    const saved = await submitEdit(partsForm, body, (parts) => this.members.setParts(parts, { actor: viewer, submission, centreId }));
    if (saved.ok) return redirect('/consortium', saved.value === 0 ? 'consortium:flash.parts-same' : 'consortium:flash.parts-set');
    const { members, shares, today } = await this.shown(viewer);
    const toSet = membersToSet(members, today);
    if (saved.form.stale) {
      const standing = partsValues(toSet, shares, today, 'standing');
      return partsPage(t, { ...failedView(saved.form, t), values: { ...standing.values, ...saved.form.values } }, toSet, { standing });
    }
    const asksWhole = saved.form.faults.some(({ reason }) => Object.values(SUM_REASONS).some((name) => reason === `consortium:refusals.${name}`));
    return partsPage(t, failedView(saved.form, t), toSet, { asksWhole });
  }

  private async shown({ centreId }: Viewer): Promise<{ members: MemberRow[]; shares: Awaited<ReturnType<ConsortiumRepository['shares']>>; today: string }> {
    const [members, shares] = await Promise.all([this.repository.members(centreId), this.repository.shares(centreId)]);
    return { members, shares, today: this.clock.today() };
  }
}

/** @param how `asksWhole`: whether parts that do not make up the whole are meant so; `standing`: what somebody else has set meanwhile */
function partsPage(t: Translate, form: FormView, members: readonly MemberRow[], how: { asksWhole?: boolean; standing?: FormView } = {}): Answer {
  return page('consortium/parts', partsView(t, form, members, how), { title: 'consortium:parts.title', status: formStatus(form) });
}
