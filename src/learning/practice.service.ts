import { Injectable } from '@nestjs/common';
import type { Submitted } from '../activities/answer.js';
import { draftOf, type Draft } from '../activities/draft.js';
import { scoreActivity } from '../activities/scoring.js';
import type { PracticeContent, PracticeTask } from '../courses/practice-content.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { PracticeEvents } from './practice-events.js';
import { afterHelp, afterTrying, isAlone, isPractised, nextTask, NOT_TRIED, timesSent, type TaskState } from './practice-rules.js';
import { PracticeRound } from './practice-round.entity.js';
import { PracticeStep } from './practice-step.entity.js';

/** Somebody at a practice. */
export interface Practising {
  personId: Id;
  centreId: Id;
  practice: PracticeContent;
}

/** What became of a task that was sent. */
export interface Tried extends TaskState {
  /** The number of the next task, from 1; null when the round is over. */
  next: number | null;
}

/** Rounds of practice: every try and every help is on record as soon as it is sent. */
@Injectable()
export class PracticeService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly events: PracticeEvents) {}

  /** Begins a round, or takes up the one that was interrupted. */
  begin({ personId, centreId, practice }: Practising, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const newest = await newestRound(tx, personId, practice.code);
      if (newest && newest.finishedAt === null) return;
      await tx.insert(PracticeRound, {
        id: newId(), personId, practiceCode: practice.code, centreId, round: (newest?.round ?? 0) + 1,
        startedAt: tx.now, seenAt: tx.now, finishedAt: null, practisedAt: null, tasks: practice.tasks.length, alone: 0, version: 1,
      });
    }, options);
  }

  /** Takes up what she left in the round that is over: what she did in it stays done. */
  takeUp({ personId, practice }: Practising, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const round = await newestRound(tx, personId, practice.code);
      const left = round && round.finishedAt !== null ? await tx.manager.findBy(PracticeStep, { roundId: round.id, outcome: 'left' }) : [];
      if (!round || left.length === 0) return;
      for (const step of left) await tx.update(PracticeStep, step, { outcome: 'trying', changedAt: tx.now });
      await tx.update(PracticeRound, round, { seenAt: tx.now, finishedAt: null });
    }, options);
  }

  /**
   * She sends task number `ordinal`. A task that is behind her already (a double click, the back button) stays as it is.
   * @throws NotThere without a round, or for a task that the practice has not
   */
  try(at: Practising, ordinal: number, submitted: Submitted, options: UnitOptions): Promise<Tried> {
    return this.unitOfWork.run(async (tx) => {
      const after = await change(tx, at, ordinal, (before, task) => {
        const scored = scoreActivity(task, submitted);
        return { ...afterTrying(before, scored, submitted.left !== undefined), kept: scored.kept, draft: draftOf(task, submitted) };
      });
      if (after.next === null) await this.events.practised(tx, at.personId);
      return after;
    }, options);
  }

  /** She asks for a help, in the middle of what stands in the task. @throws NotThere as `try` does */
  help(at: Practising, ordinal: number, submitted: Submitted, options: UnitOptions): Promise<Tried> {
    return this.unitOfWork.run((tx) => change(tx, at, ordinal, (before, task) => (
      { ...afterHelp(before), draft: draftOf(task, submitted) ?? undefined }
    )), options);
  }

  /**
   * Keeps what stands in a task that she has not sent yet.
   *
   * @param sent how often she had sent it when the page was drawn: from an older page nothing is kept; null: this is no old page
   * @throws NotThere as `try` does
   */
  keepDraft(at: Practising, ordinal: number, submitted: Submitted, sent: number | null, options: UnitOptions): Promise<Tried> {
    return this.unitOfWork.run((tx) => change(tx, at, ordinal, (before, task) => (
      { ...stateOf(before), draft: sent === null || timesSent(before) === sent ? draftOf(task, submitted) : undefined }
    )), options);
  }
}

type Changed = TaskState & { kept?: unknown; draft?: Draft | null | undefined };
type Change = (before: TaskState, task: PracticeTask) => Changed;

async function change(tx: Tx, { personId, practice }: Practising, ordinal: number, decide: Change): Promise<Tried> {
  const task = practice.tasks[ordinal - 1];
  const round = await newestRound(tx, personId, practice.code);
  if (!task || !round) throw new NotThere('task');
  const steps = await tx.manager.findBy(PracticeStep, { roundId: round.id });
  const states = practice.tasks.map((_, index) => steps.find((step) => step.ordinal === index + 1));
  const before = states[ordinal - 1];
  if (round.finishedAt !== null || (before && before.outcome !== 'trying')) return tried(before ?? NOT_TRIED, states, practice);
  const after = decide(before ?? NOT_TRIED, task);
  await keepStep(tx, round.id, { ordinal, taskCode: task.code, before, after });
  const now = states.map((state, index) => (index === ordinal - 1 ? after : state));
  const next = nextTask(now, practice.tasks.length);
  const done = now.filter((state) => state?.outcome === 'done').length;
  await tx.update(PracticeRound, round, {
    seenAt: tx.now, alone: now.filter((state) => state && isAlone(state)).length, finishedAt: next === null ? tx.now : null,
    practisedAt: round.practisedAt ?? (next === null && isPractised(done, practice.tasks.length) ? tx.now : null),
  });
  return tried(after, now, practice);
}

interface StepChange {
  ordinal: number;
  taskCode: string;
  before: PracticeStep | undefined;
  after: Changed;
}

async function keepStep(tx: Tx, roundId: Id, { ordinal, taskCode, before, after }: StepChange): Promise<void> {
  const { attempts, helps, outcome, kept } = after;
  // What is behind her is not shown again.
  const draft = outcome === 'trying' ? (after.draft === undefined ? before?.draft ?? null : after.draft) : null;
  if (before) await tx.update(PracticeStep, before, { attempts, helps, outcome, kept: kept ?? before.kept, draft, changedAt: tx.now });
  else await tx.insert(PracticeStep, { id: newId(), roundId, ordinal, taskCode, attempts, helps, outcome, kept: kept ?? null, draft, changedAt: tx.now, version: 1 });
}

function stateOf({ attempts, helps, outcome }: TaskState): TaskState {
  return { attempts, helps, outcome };
}

function tried({ attempts, helps, outcome }: TaskState, states: readonly (TaskState | undefined)[], practice: PracticeContent): Tried {
  return { attempts, helps, outcome, next: nextTask(states, practice.tasks.length) };
}

function newestRound(tx: Tx, personId: Id, practiceCode: string): Promise<PracticeRound | null> {
  return tx.manager.findOne(PracticeRound, { where: { personId, practiceCode }, order: { round: 'DESC' } });
}
