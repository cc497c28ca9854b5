import { Injectable } from '@nestjs/common';
import { consentRefusals, type NewConsent } from '../people/consent-texts.js';
import { giveConsents } from '../people/consents.service.js';
import { Learner } from '../people/learner.entity.js';
import { registrationsAt } from '../people/guard-names.js';
import { restage } from '../people/restage.js';
import { hold } from '../shared/database/guards.js';
import type { Actor, Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, Refused, refuseFor } from '../shared/kernel/refusal.js';
import { accessFrom, answerTo, availabilityFrom, computerUseFrom, nextQuestion, questionOf, type Answers } from './diagnosis-questions.js';
import { Diagnosis } from './diagnosis.entity.js';
import { placementOf } from './guard-names.js';

/** Asks the diagnosis: question by question for the learner herself, or whole for the clerk who asks aloud. */
@Injectable()
export class DiagnosesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Keeps one answer of the learner herself; the first one begins the diagnosis, the last one completes it.
   * @returns the code of the next question, or null when it is complete
   * @throws Refused for a question that there is not
   */
  answer(personId: Id, code: string, given: unknown, options: UnitOptions): Promise<string | null> {
    const question = questionOf(code);
    if (!question) throw new Refused({ reason: 'diagnosis:refusals.no-such-question' });
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, placementOf(personId));
      const centreId = centreOf(tx.actor);
      const learner = await this.learner(tx, personId, centreId);
      const open = await this.open(tx, personId, centreId) ?? await this.begin(tx, personId, centreId, null);
      const answers = { ...open.answers, [code]: answerTo(question, given) };
      const next = nextQuestion(answers);
      const kept = await tx.update(Diagnosis, open, { answers, ...(next ? {} : { completedAt: tx.now }) });
      if (!next) {
        await this.tellLearner(tx, learner, kept.answers);
        await restage(tx, personId);
      }
      return next?.code ?? null;
    }, options);
  }

  /**
   * Keeps a whole diagnosis that a clerk asked aloud; takes over one that was interrupted.
   * @param consent what she agreed to when it was read out to her; null: nothing, or she was asked before
   * @throws Refused for a day to come
   */
  complete(personId: Id, answers: Answers, options: UnitOptions, consent: NewConsent | null = null): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, placementOf(personId), ...(consent ? [registrationsAt(centreOf(tx.actor))] : []));
      refuseFor(consent ? consentRefusals(consent, localDateAt(tx.now)) : []);
      await this.completeIn(tx, personId, answers);
      if (consent) await giveConsents(tx, centreOf(tx.actor), [{ personId, consent }]);
    }, options);
  }

  private async completeIn(tx: Tx, personId: Id, answers: Answers): Promise<void> {
    const centreId = centreOf(tx.actor);
    const learner = await this.learner(tx, personId, centreId);
    const open = await this.open(tx, personId, centreId) ?? await this.begin(tx, personId, centreId, tx.actor.accountId);
    await tx.update(Diagnosis, open, { answers, completedAt: tx.now, askedBy: tx.actor.accountId });
    await this.tellLearner(tx, learner, answers);
    await restage(tx, personId);
  }

  private async learner(tx: Tx, personId: Id, centreId: Id): Promise<Learner> {
    const learner = await tx.manager.findOneBy(Learner, { personId, centreId });
    if (!learner) throw new NotThere('learner');
    return learner;
  }

  private open(tx: Tx, personId: Id, centreId: Id): Promise<Diagnosis | null> {
    return tx.manager.createQueryBuilder(Diagnosis, 'diagnosis')
      .where('diagnosis.personId = :personId AND diagnosis.centreId = :centreId AND diagnosis.completedAt IS NULL', { personId, centreId })
      .orderBy('diagnosis.startedAt', 'DESC').getOne();
  }

  private async begin(tx: Tx, personId: Id, centreId: Id, askedBy: Id | null): Promise<Diagnosis> {
    const diagnosis: Diagnosis = { id: newId(), personId, centreId, startedAt: tx.now, completedAt: null, askedBy, answers: {}, version: 1 };
    await tx.insert(Diagnosis, diagnosis);
    return diagnosis;
  }

  /** What groups are formed by stands with the learner, wherever it was last said. */
  private async tellLearner(tx: Tx, learner: Learner, answers: Answers): Promise<void> {
    const availability = availabilityFrom(answers);
    const computerUse = computerUseFrom(answers);
    const access = accessFrom(answers);
    await tx.update(Learner, learner, {
      ...(availability === null ? {} : { availability }), ...(computerUse === null ? {} : { computerUse }), ...(access === null ? {} : { access }),
    });
  }
}

export function centreOf(actor: Actor): Id {
  if (!actor.centreId) throw new NotThere('centre');
  return actor.centreId;
}
