import { Body, Controller, Get, Inject, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { Clock } from '../../shared/kernel/clock.js';
import { isId, type Id } from '../../shared/kernel/ids.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, submitForm, tryForm, type ParsedForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { reasonForm } from '../amount.form.js';
import { keepsMoney, MONEY_KEEPERS, MONEY_READERS } from '../money.policy.js';
import { readMonth } from '../book-months.js';
import { MOST_IN_FILE, readDayKey } from '../paging.js';
import { MOST_DOCUMENT_BYTES, DocumentFiles, type TakenDocument, withDocument } from '../../shared/files/document-files.js';
import { AlliancesRepository, type PromiseFound } from './alliances.repository.js';
import { readContribution } from './contribution.form.js';
import {
  contributionReversalView, CONTRIBUTIONS, contributionsList, contributionsView, contributionView, newContributionView, PAGE_SIZE,
} from './contributions.presenter.js';
import { ContributionsRepository, readKind, type ContributionFilter } from './contributions.repository.js';
import { ContributionsService } from './contributions.service.js';

/** What came from allies and from others, in money and in kind. */
@Controller('contributions')
@Policy(allow(...MONEY_READERS))
export class ContributionsController {
  constructor(
    private readonly contributions: ContributionsService, private readonly repository: ContributionsRepository, private readonly alliances: AlliancesRepository,
    private readonly proofs: DocumentFiles, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filter = readFilter(query);
    const as = listFormat(query, { ...filter, alliance: filter.allianceId });
    if (as) {
      const [rows, all] = await Promise.all([this.repository.page(viewer.centreId, { ...filter, before: null }, MOST_IN_FILE), this.alliances.ofCentre(viewer.centreId)]);
      const alliance = all.find(({ id }) => id === filter.allianceId)?.ally ?? null;
      return listFile(as, { list: t('contributions:list.file'), date: filter.month ?? this.clock.today() }, contributionsList(t, rows, { kind: filter.kind, alliance }), t);
    }
    const [rows, alliances] = await Promise.all([this.repository.page(viewer.centreId, filter, PAGE_SIZE + 1), this.alliances.ofCentre(viewer.centreId)]);
    const model = contributionsView(t, rows, filter, { today: this.clock.today(), alliances, mayKeep: keepsMoney(viewer) });
    return page('ledger/contributions/list', model, { title: 'contributions:list.title' });
  }

  @Get('new')
  @Policy(allow(...MONEY_KEEPERS))
  async start(@CurrentViewer() viewer: Viewer, @Query() query: unknown, @Texts() t: Translate): Promise<Answer> {
    const asked = await this.asked(viewer, query);
    return this.formPage(t, viewer, asked, emptyForm(), null);
  }

  @Post()
  @Policy(allow(...MONEY_KEEPERS))
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async receive(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const [asked, proof] = [await this.asked(viewer, body), await this.proofs.take(viewer, sent, body)];
    const received = await this.received(viewer, body, { ...asked, proof }, submission);
    if (!received.ok) return this.formPage(t, viewer, asked, failedView(received.form, t), proof.file);
    return redirect(`${CONTRIBUTIONS}/${received.value}`, 'contributions:flash.received');
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const model = contributionView(t, await this.repository.find(viewer.centreId, id), keepsMoney(viewer));
    return page('ledger/contributions/show', model, { title: 'contributions:show.title' });
  }

  @Get(':id/document')
  async document(@CurrentViewer() viewer: Viewer, @Param('id') id: Id): Promise<Answer> {
    const { contribution } = await this.repository.find(viewer.centreId, id);
    return this.proofs.show(viewer.centreId, contribution.fileId);
  }

  @Get(':id/reversal')
  @Policy(allow(...MONEY_KEEPERS))
  async askReversal(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { contribution } = await this.repository.find(viewer.centreId, id);
    if (contribution.reversalEntryId !== null) return redirect(`${CONTRIBUTIONS}/${id}`, { key: 'contributions:refusals.reversed', kind: 'warning' });
    return this.reversalPage(t, viewer, id, emptyForm());
  }

  @Post(':id/reversal')
  @Policy(allow(...MONEY_KEEPERS))
  async reverse(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const reversed = await submitForm(reasonForm, body, ({ reason }) => this.contributions.reverse(viewer.centreId, id, reason, { actor: viewer, submission }));
    if (!reversed.ok) return this.reversalPage(t, viewer, id, failedView(reversed.form, t));
    return redirect(`${CONTRIBUTIONS}/${id}`, 'contributions:flash.reversed');
  }

  private async received(
    viewer: Viewer, body: unknown, { promised, money, proof }: Asked & { proof: TakenDocument }, submission: Submission,
  ): Promise<ParsedForm<Id>> {
    const parsed = withDocument(readContribution(body, promised, money), body, proof);
    if (!parsed.ok) return parsed;
    return tryForm(body, () => (
      this.contributions.receive(viewer.centreId, { ...parsed.value, fileId: proof.file?.id ?? null }, { actor: viewer, submission })));
  }

  /** What the form is about: a promise, or else money or something in kind of anybody. @throws NotThere */
  private async asked({ centreId }: Viewer, given: unknown): Promise<Asked> {
    const { promise, money } = (given ?? {}) as { promise?: unknown; money?: unknown };
    const promised = isId(promise) ? await this.alliances.promise(centreId, promise) : null;
    return { promised, money: promised ? promised.promise.kind === 'money' : money === 'yes' };
  }

  private async formPage(t: Translate, viewer: Viewer, { promised, money }: Asked, form: FormView, kept: TakenDocument['file']): Promise<Answer> {
    const givers = promised ? [] : [...new Set((await this.alliances.ofCentre(viewer.centreId)).map(({ ally }) => ally))];
    const model = newContributionView(t, form, { today: this.clock.today(), kept, promised, money, givers });
    return page('ledger/form', model, { title: money ? 'contributions:new.title-money' : 'contributions:new.title-in-kind', status: formStatus(form) });
  }

  private async reversalPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const model = contributionReversalView(t, await this.repository.find(viewer.centreId, id), form);
    return page('ledger/form', model, { title: 'contributions:reversal.title', status: formStatus(form) });
  }
}

interface Asked {
  promised: PromiseFound | null;
  money: boolean;
}

function readFilter({ month, kind, alliance, before }: Record<string, unknown>): ContributionFilter {
  return { month: readMonth(month), kind: readKind(kind), allianceId: isId(alliance) ? alliance : null, before: readDayKey(before) };
}
