import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { refuseFor } from '../../shared/kernel/refusal.js';
import { holdProject, resultOf, resultsOf, type FrameworkOptions } from './framework-ground.js';
import { linkRefusals, neighbours, withWhatLeadsTo } from './framework-rules.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { ProjectResult } from './project-result.entity.js';

export type ResultDraft = Pick<ProjectResult, 'kind' | 'leadsToId' | 'title' | 'description' | 'english'>;

/** The chain of a project: results are added, changed, put in another order and taken out. */
@Injectable()
export class ResultsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Comes last among those of its project. @throws Refused, NotThere */
  add(draft: ResultDraft, options: FrameworkOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const results = await resultsOf(tx, options.projectId);
      refuseFor(linkRefusals(draft, results));
      const id = newId();
      await tx.insert(ProjectResult, { id, projectId: options.projectId, ...draft, ordinal: nextOrdinal(results), removedAt: null, version: 1 });
      return id;
    }, options);
  }

  /** Its kind stays. @throws Refused, StaleEdit, NotThere */
  change(id: Id, { version, ...draft }: Omit<ResultDraft, 'kind'> & { version: number }, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const known = await resultOf(tx, options.projectId, id);
      refuseFor(linkRefusals({ ...draft, kind: known.kind }, await resultsOf(tx, options.projectId)));
      await tx.update(ProjectResult, { ...known, version }, draft);
    }, options);
  }

  /** One place up or down among those that lead to the same; nothing at the end of the line. @throws NotThere */
  move(id: Id, direction: 'up' | 'down', options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const known = await resultOf(tx, options.projectId, id);
      const siblings = (await resultsOf(tx, options.projectId)).filter(({ kind, leadsToId }) => kind === known.kind && leadsToId === known.leadsToId);
      const pair = neighbours(siblings, id, direction);
      if (!pair) return;
      await tx.update(ProjectResult, pair[0], { ordinal: pair[1].ordinal });
      await tx.update(ProjectResult, pair[1], { ordinal: pair[0].ordinal });
    }, options);
  }

  /** Takes a result out, with all that leads to it and their indicators. @throws NotThere */
  remove(id: Id, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      await resultOf(tx, options.projectId, id);
      const going = withWhatLeadsTo(await resultsOf(tx, options.projectId), id);
      await removeIndicators(tx, going);
      for (const result of going) await tx.update(ProjectResult, result, { removedAt: tx.now });
    }, options);
  }
}

async function removeIndicators(tx: Tx, results: readonly ProjectResult[]): Promise<void> {
  const indicators = await tx.manager.findBy(ProjectIndicator, { resultId: In(results.map(({ id }) => id)), removedAt: IsNull() });
  for (const indicator of indicators) await tx.update(ProjectIndicator, indicator, { removedAt: tx.now });
}

export function nextOrdinal(line: readonly { ordinal: number }[]): number {
  return Math.max(0, ...line.map(({ ordinal }) => ordinal)) + 1;
}
