import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../shared/kernel/clock.js';
import { isId } from '../shared/kernel/ids.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import { optionalLine } from '../shared/web/form-schemas.js';
import { failedView, parseForm, refusalsToForm, type ParsedForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { questionPath, questionView } from './own-survey.presenter.js';
import { OwnSurveyRepository, type DueSurvey } from './own-survey.repository.js';
import { SurveyAnswer } from './survey-answer.entity.js';
import { questionToAsk } from './survey-rules.js';
import { faceFrom, isFaceQuestion, momentFrom, QUESTIONS, type Face, type Question } from './survey-words.js';
import { SurveysService, type AskedSurvey } from './surveys.service.js';

type Fields = Record<string, unknown>;

/** A few questions about her course, one a page; each answer is kept at once, and none has to be given. */
@Controller('survey')
@Policy(allow('learner'))
export class OwnSurveyController {
  constructor(
    private readonly surveys: SurveysService, private readonly own: OwnSurveyRepository, @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Where she goes on. */
  @Get()
  async goOn(@CurrentViewer() viewer: Viewer): Promise<Answer> {
    const [survey] = await this.own.due(viewer.centreId, personOf(viewer), this.clock.now());
    if (!survey) return page('surveys/done', {}, { title: 'surveys:own.done' });
    const { editionId, moment } = survey;
    const known = await this.dataSource.manager.findOneBy(SurveyAnswer, { personId: personOf(viewer), editionId, moment });
    return redirect(questionPath(survey, questionToAsk(moment, known)));
  }

  @Get(':edition/:moment/:question')
  async ask(@CurrentViewer() viewer: Viewer, @Param() path: Fields, @Texts() t: Translate): Promise<Answer> {
    const { survey, question } = await this.asked(viewer, path);
    return page('surveys/question', questionView(t, survey, question), { title: 'surveys:own.title' });
  }

  @Post(':edition/:moment/refusal')
  async decline(@CurrentViewer() viewer: Viewer, @Param() path: Fields, @CurrentSubmission() submission: Submission): Promise<Answer> {
    const { survey } = named({ ...path, question: 'confidence' });
    await unlessTwice(() => this.surveys.decline(viewer.centreId, personOf(viewer), survey, { actor: viewer, submission }));
    return redirect('/', { key: 'surveys:flash.declined', kind: 'info' });
  }

  @Post(':edition/:moment/:question')
  async answer(
    @CurrentViewer() viewer: Viewer, @Param() path: Fields, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { survey, question } = named(path);
    const read = readAnswer(question, body);
    if (!read.ok) {
      const asked = await this.asked(viewer, path);
      return page('surveys/question', questionView(t, asked.survey, question, failedView(read.form, t)), { title: 'surveys:own.title', status: 422 });
    }
    // Whether she is asked it the unit sees: the last answer sent once more is about a survey that is over.
    const next = await unlessTwice(() => this.surveys.answer(viewer.centreId, personOf(viewer), survey, question, read.value, { actor: viewer, submission }));
    return next ? redirect(questionPath(survey, next)) : redirect('/', 'surveys:flash.thanks');
  }

  /** @throws NotThere for a survey that she is not asked now */
  private async asked(viewer: Viewer, path: Fields): Promise<{ survey: DueSurvey; question: Question }> {
    const { survey: { editionId, moment }, question } = named(path);
    const due = await this.own.due(viewer.centreId, personOf(viewer), this.clock.now());
    const survey = due.find((one) => one.editionId === editionId && one.moment === moment);
    if (!survey) throw new NotThere('survey');
    return { survey, question };
  }
}

/** What an address is about. @throws NotThere for what no survey asks */
function named({ edition, moment: asked, question: code }: Fields): { survey: AskedSurvey; question: Question } {
  const moment = momentFrom(asked);
  const question = moment && QUESTIONS[moment].find((one) => one === code);
  if (!moment || !question || !isId(edition)) throw new NotThere('question of a survey');
  return { survey: { editionId: edition, moment }, question };
}

const commentForm = z.object({ answer: optionalLine(300) });

function readAnswer(question: Question, body: Fields): ParsedForm<Face | string | null> {
  if (body.pass !== undefined) return { ok: true, value: null };
  if (!isFaceQuestion(question)) {
    const parsed = parseForm(commentForm, body);
    return parsed.ok ? { ok: true, value: parsed.value.answer } : parsed;
  }
  const face = faceFrom(body.answer);
  return face === null ? { ok: false, form: refusalsToForm([{ field: 'answer', reason: 'surveys:errors.face' }], body) } : { ok: true, value: face };
}

/** In two windows at once: what the other one kept stands. */
async function unlessTwice<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
