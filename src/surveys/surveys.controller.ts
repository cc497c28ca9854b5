import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { surnamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, tryForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { readPaper } from './paper.form.js';
import { paperView, type PaperPage } from './paper.presenter.js';
import { MOMENTS, momentFrom } from './survey-words.js';
import { mayEnterPaper, readsComments, SURVEY_READERS } from './surveys.policy.js';
import { SURVEYS, SURVEYS_PAGE, surveysView, surveyView } from './surveys.presenter.js';
import { SurveysRepository } from './surveys.repository.js';
import { SurveysService } from './surveys.service.js';

type Fields = Record<string, unknown>;

/** What people say about the editions of the centre, added up; and their sheets of paper, entered a group at a time. */
@Controller('surveys')
@Policy(allow(...SURVEY_READERS))
export class SurveysController {
  constructor(private readonly surveys: SurveysService, private readonly repository: SurveysRepository, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() { centreId }: Viewer, @Query() query: Fields, @Texts() t: Translate): Promise<Answer> {
    const total = await this.repository.count(centreId);
    const number = pageAsked(query.page, total, SURVEYS_PAGE);
    const editions = await this.repository.editions(centreId, { limit: SURVEYS_PAGE, offset: (number - 1) * SURVEYS_PAGE });
    return page('surveys/list', surveysView(t, editions, number, total), { title: 'surveys:list.title' });
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const edition = await this.repository.edition(viewer.centreId, id);
    const answers = await this.repository.answers(edition.id);
    const mayEnter = MOMENTS.filter((moment) => mayEnterPaper(viewer, moment));
    return page('surveys/show', surveyView(t, { edition, answers, readsComments: readsComments(viewer), mayEnter }), { title: t('surveys:show.title', { edition: edition.name }) });
  }

  @Get(':id/paper')
  async paper(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Fields, @Texts() t: Translate): Promise<Answer> {
    return paperPage(t, await this.sheets(viewer, id, query), emptyForm());
  }

  @Post(':id/paper')
  async enter(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Fields, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const sheets = await this.sheets(viewer, id, query);
    const { moment, people, groupId } = sheets;
    const parsed = readPaper(body, moment, people.map((row) => ({ personId: row.personId, name: surnamesFirst(row) })));
    const entered = parsed.ok ? await tryForm(body, () => (
      this.surveys.enterPaper(viewer.centreId, { editionId: id, moment }, parsed.value.answeredOn, parsed.value.sheets, { actor: viewer, submission }))) : parsed;
    if (!entered.ok) return paperPage(t, sheets, failedView(entered.form, t));
    const { entered: count, already } = entered.value;
    return redirect(`${SURVEYS}/${id}/paper?moment=${moment}&group=${groupId ?? ''}`, { key: already > 0 ? 'surveys:flash.entered-some' : 'surveys:flash.entered', params: { count, already } });
  }

  /** @throws NotThere for a moment whose sheets are not the viewer's to read */
  private async sheets(viewer: Viewer, id: Id, { moment: asked, group }: Fields): Promise<PaperPage> {
    const moment = momentFrom(asked) ?? 'start';
    if (!mayEnterPaper(viewer, moment)) throw new NotThere('sheets of paper');
    const edition = await this.repository.edition(viewer.centreId, id);
    const groups = await this.repository.groups(edition.id);
    const groupId = (groups.find((one) => one.id === group) ?? groups[0])?.id ?? null;
    return { edition, moment, groups, groupId, people: groupId ? await this.repository.people(groupId, moment) : [], today: this.clock.today() };
  }
}

function paperPage(t: Translate, sheets: PaperPage, form: FormView): Answer {
  return page('surveys/paper', paperView(t, sheets, form), { title: t(`surveys:paper.${sheets.moment}`), status: formStatus(form) });
}
