import { Inject, Injectable } from '@nestjs/common';
import { Enrolment } from '../groups/enrolment.entity.js';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { Edition } from '../courses/edition.entity.js';
import { dueFor } from './own-survey.repository.js';
import { SurveyAnswer } from './survey-answer.entity.js';
import { paperRefusals, questionAfter } from './survey-rules.js';
import { FACE_QUESTIONS, isFaceQuestion, type Face, type Moment, type Question } from './survey-words.js';

/** One of the surveys about an edition. */
export interface AskedSurvey {
  editionId: Id;
  moment: Moment;
}

/** What was written on the sheet of one person. */
export interface PaperSheet {
  personId: Id;
  confidence: Face | null;
  courseFace: Face | null;
  trainerFace: Face | null;
  hoursFace: Face | null;
  comment: string | null;
}

/** Somebody answered in two windows at once. */
const TWICE = { reason: 'surveys:refusals.twice' };

/** What people say about an edition: answer by answer at a screen, or sheet by sheet from paper. */
@Injectable()
export class SurveysService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Keeps one answer of hers, so that nothing is lost when she stops; the last one ends it.
   * @param value a face or her words, null when she passes the question over
   * @returns the next question; null at the end @throws NotThere for a survey that she is not asked now
   */
  answer(centreId: Id, personId: Id, survey: AskedSurvey, question: Question, value: Face | string | null, options: UnitOptions): Promise<Question | null> {
    const next = questionAfter(survey.moment, question);
    return this.write(centreId, personId, survey, { ...answerOf(question, value), ...next === null ? { ended: true } : {} }, options).then(() => next);
  }

  /** She would rather not be asked, and is not asked again. @throws NotThere */
  decline(centreId: Id, personId: Id, survey: AskedSurvey, options: UnitOptions): Promise<void> {
    return this.write(centreId, personId, survey, { declined: true, ended: true }, options);
  }

  /**
   * Enters sheets of paper of people of an edition. Who has answered already keeps what she said.
   * @returns how many were entered, and how many had answered @throws Refused, NotThere
   */
  enterPaper(
    centreId: Id, { editionId, moment }: AskedSurvey, answeredOn: LocalDate, sheets: readonly PaperSheet[], options: UnitOptions,
  ): Promise<{ entered: number; already: number }> {
    return refuseDuplicate(TWICE, () => this.unitOfWork.run(async (tx) => {
      const edition = await tx.manager.findOneBy(Edition, { id: editionId, centreId });
      if (!edition) throw new NotThere('edition');
      refuseFor(paperRefusals(moment, answeredOn, edition, localDateAt(tx.now)));
      const members = new Set((await tx.manager.findBy(Enrolment, { editionId })).map(({ personId }) => personId));
      if (sheets.some(({ personId }) => !members.has(personId))) throw new NotThere('person of the edition');
      const known = new Map((await tx.manager.findBy(SurveyAnswer, { editionId, moment })).map((answer) => [answer.personId, answer]));
      let entered = 0;
      for (const sheet of sheets) {
        const before = known.get(sheet.personId);
        if (before?.finishedAt) continue;
        const whole = { ...sheet, way: 'paper' as const, answeredOn, finishedAt: tx.now, declined: false };
        if (before) await tx.update(SurveyAnswer, before, whole);
        else await tx.insert(SurveyAnswer, { ...blank(tx, centreId, sheet.personId, { editionId, moment }), ...whole });
        entered += 1;
      }
      return { entered, already: sheets.length - entered };
    }, options));
  }

  private write(
    centreId: Id, personId: Id, survey: AskedSurvey, { ended, ...said }: Partial<SurveyAnswer> & { ended?: boolean }, options: UnitOptions,
  ): Promise<void> {
    return refuseDuplicate(TWICE, () => this.unitOfWork.run(async (tx) => {
      const due = await dueFor(tx.manager, centreId, personId, tx.now);
      if (!due.some(({ editionId, moment }) => editionId === survey.editionId && moment === survey.moment)) throw new NotThere('survey');
      const before = await tx.manager.findOneBy(SurveyAnswer, { personId, ...survey });
      const changes = { ...said, ...ended ? { finishedAt: tx.now } : {} };
      if (before) await tx.update(SurveyAnswer, before, changes);
      else await tx.insert(SurveyAnswer, { ...blank(tx, centreId, personId, survey), ...changes });
    }, options));
  }
}

function answerOf(question: Question, value: Face | string | null): Partial<SurveyAnswer> {
  if (value === null) return {};
  return isFaceQuestion(question) ? { [FACE_QUESTIONS[question]]: value } : { comment: String(value) };
}

function blank(tx: Tx, centreId: Id, personId: Id, survey: AskedSurvey): SurveyAnswer {
  return {
    id: newId(), centreId, personId, ...survey, way: 'self', answeredOn: localDateAt(tx.now), confidence: null, courseFace: null, trainerFace: null, hoursFace: null,
    comment: null, declined: false, finishedAt: null, enteredAt: tx.now, enteredBy: tx.actor.accountId, version: 1,
  };
}
