import { Inject, Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import { holdProject, indicatorOf, kindOf, type FrameworkOptions } from './framework-ground.js';
import { figureRefusals, targetRefusals, type FigureTerms, type TargetTerms } from './framework-rules.js';
import { IndicatorTarget } from './indicator-target.entity.js';
import type { Project } from './project.entity.js';
import { TypedFigure } from './typed-figure.entity.js';

export type TargetDraft = TargetTerms & { comment: string | null };
export type FigureDraft = FigureTerms & { source: string; fileId: Id | null };

/** Whose target or figure it is. */
export type IndicatorOptions = FrameworkOptions & { indicatorId: Id };

/** What an indicator is to reach, and what was found where Minka does not count. */
@Injectable()
export class TargetsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws Refused, NotThere */
  add(draft: TargetDraft, options: IndicatorOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      await this.weigh(tx, draft, project, { ...options, id: null });
      const id = newId();
      await tx.insert(IndicatorTarget, { id, indicatorId: options.indicatorId, ...columnsOf(draft), version: 1 });
      return id;
    }, options);
  }

  /** @throws Refused, StaleEdit, NotThere */
  change(id: Id, { version, ...draft }: TargetDraft & { version: number }, options: IndicatorOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      const known = await targetOf(tx, options.indicatorId, id);
      await this.weigh(tx, draft, project, { ...options, id });
      await tx.update(IndicatorTarget, { ...known, version }, columnsOf(draft));
    }, options);
  }

  /** @throws NotThere, StaleEdit when it is no longer in `version` */
  remove(id: Id, version: number, options: IndicatorOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      await indicatorOf(tx, options.projectId, options.indicatorId);
      await tx.remove<IndicatorTarget>(IndicatorTarget, { ...await targetOf(tx, options.indicatorId, id), version });
    }, options);
  }

  /** Puts a figure on record that Minka does not compute; of one period the last counts. @throws Refused, NotThere */
  type({ fileId, source, value, startsOn, endsOn }: FigureDraft, options: IndicatorOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const indicator = await indicatorOf(tx, options.projectId, options.indicatorId);
      refuseFor(figureRefusals({ value, startsOn, endsOn }, { ...kindOf(indicator), computed: indicator.code !== null, today: localDateAt(tx.now) }));
      const id = newId();
      await tx.insert(TypedFigure, {
        id, indicatorId: indicator.id, startsOn, endsOn, value: value.value, source, fileId, typedAt: tx.now, typedBy: tx.actor.accountId,
        withdrawnAt: null, withdrawnBy: null, withdrawReason: null, version: 1,
      });
      return id;
    }, options);
  }

  /** Takes a figure back, because it was wrong: it stays on record with the reason. @throws Refused, NotThere */
  withdraw(id: Id, reason: string, options: IndicatorOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const indicator = await indicatorOf(tx, options.projectId, options.indicatorId);
      const known = await tx.manager.findOneBy(TypedFigure, { id, indicatorId: indicator.id });
      if (!known) throw new NotThere('figure');
      if (known.withdrawnAt !== null) throw new Refused({ reason: 'projects:refusals.withdrawn' });
      await tx.update(TypedFigure, known, { withdrawnAt: tx.now, withdrawnBy: tx.actor.accountId, withdrawReason: reason });
    }, options);
  }

  private async weigh(tx: Tx, draft: TargetDraft, project: Project, { projectId, indicatorId, id }: { projectId: Id; indicatorId: Id; id: Id | null }): Promise<void> {
    const indicator = await indicatorOf(tx, projectId, indicatorId);
    const others = await tx.manager.findBy(IndicatorTarget, { indicatorId, ...(id ? { id: Not(id) } : {}) });
    refuseFor(targetRefusals(draft, { ...kindOf(indicator), baseline: indicator.baseline, project, others }));
  }
}

function columnsOf({ value, startsOn, endsOn, fromStart, comment }: TargetDraft): Pick<IndicatorTarget, 'value' | 'startsOn' | 'endsOn' | 'fromStart' | 'comment'> {
  return { value: value.value, startsOn, endsOn, fromStart, comment };
}

async function targetOf(tx: Tx, indicatorId: Id, id: Id): Promise<IndicatorTarget> {
  const found = await tx.manager.findOneBy(IndicatorTarget, { id, indicatorId });
  if (!found) throw new NotThere('target');
  return found;
}
