import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { needsScript } from '../activities/activity.presenter.js';
import { isWithoutScript, type Submitted } from '../activities/answer.js';
import { isBlank, scoreActivity } from '../activities/scoring.js';
import { Learner } from '../people/learner.entity.js';
import { restage } from '../people/restage.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import { centreOf } from './diagnoses.service.js';
import { signsOf } from './diagnosis-questions.js';
import { Diagnosis } from './diagnosis.entity.js';
import { estimate, type Estimate } from './estimate.js';
import { placementOf } from './guard-names.js';
import { itemBank } from './item-bank.js';
import type { Item } from './item-schemas.js';
import { nextStep, type ItemStep, type Step } from './next-step.js';
import { itemsFor } from './test-forms.js';
import { scoreObserved, type ObservedMark } from './observed-marks.js';
import { ownStepsOf } from './own-steps.js';
import { maySit } from './placement-rules.js';
import { PlacementResponse } from './placement-response.entity.js';
import { PlacementTest, type TestPurpose } from './placement-test.entity.js';
import { priorFrom } from './prior.js';

/** The sitting of the placement test: begun, answered item by item, finished; and the observed checklist. */
@Injectable()
export class PlacementTestsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Begins a test of the learner herself, or takes up the one that was interrupted. @returns the test's id
   * @param withoutScript her browser has no scripts, this time
   * @throws Refused for a second placement test that nobody allowed
   */
  start(personId: Id, options: UnitOptions, purpose: TestPurpose = 'placement', withoutScript = false): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, placementOf(personId));
      const open = await this.open(tx, personId, purpose);
      if (open && open.withoutScript !== withoutScript) await tx.update(PlacementTest, open, { withoutScript });
      if (open) return open.id;
      const may = purpose !== 'placement' || maySit(await ownStepsOf(tx.manager, centreOf(tx.actor), personId));
      if (!may) throw new Refused({ reason: 'levels:refusals.no-retest' });
      const test = await this.begin(tx, personId, { mode: 'self', purpose, withoutScript });
      await restage(tx, personId);
      return test.id;
    }, options);
  }

  /**
   * Keeps the answer to item number `ordinal` of the open test. An answer that was already given (a double click, the
   * back button) changes nothing. What her browser cannot show is no answer: she gets another item in its place.
   * @returns whether the test is finished now
   * @throws NotThere without an open test
   */
  answer(personId: Id, ordinal: number, submitted: Submitted, options: UnitOptions, purpose: TestPurpose = 'placement'): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const test = await this.open(tx, personId, purpose);
      if (!test) throw new NotThere('open test');
      const responses = await responsesOf(tx, test.id);
      const step = stepOf(test, responses);
      if (step.finished || step.ordinal !== ordinal) return step.finished;
      const withoutScript = isWithoutScript(submitted);
      if (withoutScript && needsScript(step.item)) {
        await tx.update(PlacementTest, test, { withoutScript });
        return stepOf({ ...test, withoutScript }, responses).finished;
      }
      const response = responseTo(test.id, ordinal, step.item.code, scoreActivity(step.item, submitted), tx.now);
      await tx.insert(PlacementResponse, response);
      const after = stepOf({ ...test, withoutScript }, [...responses, response]);
      await tx.update(PlacementTest, test, { ...outcomeOf(after.estimate, after.finished ? tx.now : null), withoutScript });
      if (after.finished) await restage(tx, personId);
      return after.finished;
    }, options);
  }

  /**
   * Keeps a checklist that a trainer marked while watching; tasks without a mark were not tried.
   * @throws Refused when nothing at all was marked
   */
  observe(personId: Id, marks: Readonly<Record<string, ObservedMark | undefined>>, options: UnitOptions): Promise<Id> {
    const watched = itemBank().tasks.filter(({ code }) => marks[code] !== undefined);
    if (watched.length < 3) throw new Refused({ reason: 'levels:refusals.watch-three' });
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, placementOf(personId));
      const open = await this.open(tx, personId, 'placement');
      const test = await this.begin(tx, personId, { mode: 'observed', purpose: 'placement', withoutScript: false });
      // Who is watched through the tasks need not, and cannot, finish on her own what she left.
      if (open) await tx.update(PlacementTest, open, { closedAt: tx.now });
      const responses = watched.map(({ code }, index) => (
        responseTo(test.id, index + 1, code, scoreObserved(marks[code] as ObservedMark), tx.now)));
      await tx.insert(PlacementResponse, responses);
      const scored = watched.map((item, index) => ({ item, score: responses[index]?.score ?? 0 }));
      const found = estimate(scored, { mean: test.priorMean, deviation: test.priorDeviation });
      await tx.update(PlacementTest, test, { ...outcomeOf(found, tx.now), observedBy: tx.actor.accountId });
      await restage(tx, personId);
      return test.id;
    }, options);
  }

  private async open(tx: Tx, personId: Id, purpose: TestPurpose): Promise<PlacementTest | null> {
    return tx.manager.createQueryBuilder(PlacementTest, 'test')
      .where('test.personId = :personId AND test.centreId = :centreId AND test.finishedAt IS NULL AND test.closedAt IS NULL AND test.purpose = :purpose',
        { personId, centreId: centreOf(tx.actor), purpose })
      .orderBy('test.startedAt', 'DESC').getOne();
  }

  private async begin(tx: Tx, personId: Id, sitting: Pick<PlacementTest, 'mode' | 'purpose' | 'withoutScript'>): Promise<PlacementTest> {
    const centreId = centreOf(tx.actor);
    if (!await tx.manager.existsBy(Learner, { personId, centreId })) throw new NotThere('learner');
    const diagnosis = await tx.manager.findOne(Diagnosis, { where: { personId }, order: { startedAt: 'DESC' } });
    const prior = priorFrom(signsOf(diagnosis?.answers ?? {}));
    const test: PlacementTest = {
      id: newId(), personId, centreId, ...sitting, seed: randomInt(2 ** 31 - 1), startedAt: tx.now, finishedAt: null, closedAt: null,
      priorMean: prior.mean, priorDeviation: prior.deviation, theta: null, deviation: null, level: null, certainty: null,
      observedBy: null, version: 1,
    };
    await tx.insert(PlacementTest, test);
    return test;
  }
}

/** Where an open test stands: the next item, or its end. Reads nothing but its arguments. */
export function stepOf(
  test: Pick<PlacementTest, 'seed' | 'priorMean' | 'priorDeviation' | 'purpose' | 'withoutScript'>, responses: readonly Pick<PlacementResponse, 'itemCode' | 'score'>[],
): Step<Item> {
  const answered = new Set(responses.map(({ itemCode }) => itemCode));
  const bank = itemsFor(test.purpose, itemBank().items, answered);
  return nextStep({
    seed: test.seed, prior: { mean: test.priorMean, deviation: test.priorDeviation },
    bank: test.withoutScript ? bank.filter((item) => answered.has(item.code) || !needsScript(item)) : bank,
    responses: responses.map(({ itemCode, score }) => ({ code: itemCode, score })),
  });
}

/** True when a form came back without an answer, so that its item is shown once more; leaving it is an answer. */
export function isAskedAgain(step: Step<Item>, ordinal: number, submitted: Submitted): step is ItemStep<Item> {
  if (step.finished || step.ordinal !== ordinal) return false;
  return isBlank(step.item, submitted) && !(isWithoutScript(submitted) && needsScript(step.item));
}

type ScoredResponse = Pick<PlacementResponse, 'outcome' | 'score'> & { kept: unknown };

function responsesOf(tx: Tx, testId: Id): Promise<PlacementResponse[]> {
  return tx.manager.find(PlacementResponse, { where: { testId }, order: { ordinal: 'ASC' } });
}

function responseTo(testId: Id, ordinal: number, itemCode: string, scored: ScoredResponse, now: number): PlacementResponse {
  return { id: newId(), testId, ordinal, itemCode, outcome: scored.outcome, score: scored.score, answer: scored.kept, answeredAt: now };
}

function outcomeOf(found: Estimate, finishedAt: number | null): Partial<PlacementTest> {
  return { theta: found.theta, deviation: found.deviation, level: found.level, certainty: found.certainty, finishedAt };
}
