import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import { refuseFor } from '../../shared/kernel/refusal.js';
import { holdProject, type FrameworkOptions } from './framework-ground.js';
import { projectRefusals, type Span } from './framework-rules.js';
import { IndicatorTarget } from './indicator-target.entity.js';
import { layOut } from './lay-out.js';
import { ProjectCentre } from './project-centre.entity.js';
import { Project } from './project.entity.js';
import type { ReadyFramework } from './ready-framework.js';

export type ProjectDraft = Pick<Project, 'title' | 'funder' | 'reference' | 'startsOn' | 'endsOn' | 'budgetCents' | 'dollarRate' | 'dollarRateOn' | 'summary' | 'english' | 'status'
  | 'iatiOrganisation' | 'iatiActivity' | 'iatiReporter' | 'booksAreItsOwn'> & {
  /** Of those where whoever keeps the project may do so. */
  centreIds: readonly Id[];
};

/** Whose project it is going to be. */
export interface NewProject {
  centreId: Id;
  /** Where whoever makes or changes it keeps projects. */
  keeps: readonly Id[];
}

/** What funders pay for: it is begun, empty or from a ready framework, and its terms change. */
@Injectable()
export class ProjectsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @param ready what its framework begins with; null for an empty one @throws Refused */
  begin({ centreIds, ...draft }: ProjectDraft, ready: ReadyFramework | null, { centreId, keeps, ...options }: UnitOptions & NewProject): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const chosen = centreIds.filter((id) => keeps.includes(id));
      refuseFor(projectRefusals({ ...draft, centreIds: chosen }, { today: localDateAt(tx.now), centreId, spans: [] }));
      const project: Project = { ...draft, id: newId(), createdAt: tx.now, version: 1 };
      await tx.insert(Project, project);
      await tx.insert(ProjectCentre, chosen.map((id) => ({ id: newId(), projectId: project.id, centreId: id })));
      if (ready) await layOut(tx, project, ready);
      return project.id;
    }, options);
  }

  /** Centres where whoever changes it keeps no projects stay as they are. @throws Refused, StaleEdit, NotThere */
  change({ centreIds, version, ...draft }: ProjectDraft & { version: number }, { keeps, ...options }: FrameworkOptions & NewProject): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      const known = await tx.manager.findBy(ProjectCentre, { projectId: project.id });
      const wanted = [...known.map((one) => one.centreId).filter((id) => !keeps.includes(id)), ...centreIds.filter((id) => keeps.includes(id))];
      const ground = { today: localDateAt(tx.now), centreId: options.centreId, spans: await targetSpans(tx, project.id) };
      refuseFor(projectRefusals({ ...draft, centreIds: wanted }, ground));
      await tx.update(Project, { ...project, version }, draft);
      for (const gone of known.filter((one) => !wanted.includes(one.centreId))) await tx.remove(ProjectCentre, gone);
      await tx.insert(ProjectCentre, wanted.filter((id) => !known.some((one) => one.centreId === id)).map((id) => ({ id: newId(), projectId: project.id, centreId: id })));
    }, options);
  }
}

/** The periods of a project's targets, as far as they stand. */
async function targetSpans(tx: Tx, projectId: Id): Promise<Span[]> {
  const rows = await tx.manager.query<{ id: Id }[]>(`
    SELECT t.id FROM indicator_targets t JOIN project_indicators i ON i.id = t.indicator_id AND i.removed_at IS NULL
    JOIN project_results r ON r.id = i.result_id AND r.removed_at IS NULL WHERE r.project_id = ?`, [projectId]);
  return tx.manager.findBy(IndicatorTarget, { id: In(rows.map(({ id }) => id)) });
}
