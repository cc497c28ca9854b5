import { hold } from '../../shared/database/guards.js';
import type { Tx } from '../../shared/database/tx.js';
import type { UnitOptions } from '../../shared/database/unit-of-work.js';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { IsNull } from 'typeorm';
import { CATALOGUE } from '../indicators/catalogue.js';
import { countsWholes, type ValueKind } from './framework-rules.js';
import { ProjectCentre } from './project-centre.entity.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { ProjectResult } from './project-result.entity.js';
import { Project } from './project.entity.js';

/** Whose framework is changed, from which centre, and by whom. */
export interface FrameworkOptions extends UnitOptions {
  centreId: Id;
  projectId: Id;
}

/** Held by whoever changes a project, or its reports. @param projectId also as somebody typed it */
export function projectGuard(projectId: Id): string {
  return `project:${projectId.slice(0, 36)}`;
}

/**
 * The project, held so that its framework is changed by one unit after the other: periods do not overlap and places are not
 * taken twice. Comes first in its unit.
 * @throws NotThere for a project of other centres
 */
export async function holdProject(tx: Tx, { centreId, projectId }: Pick<FrameworkOptions, 'centreId' | 'projectId'>): Promise<Project> {
  await hold(tx, projectGuard(projectId));
  const project = await tx.manager.findOneBy(Project, { id: projectId });
  if (!project || !(await tx.manager.existsBy(ProjectCentre, { projectId, centreId }))) throw new NotThere('project');
  return project;
}

export function resultsOf(tx: Tx, projectId: Id): Promise<ProjectResult[]> {
  return tx.manager.find(ProjectResult, { where: { projectId, removedAt: IsNull() }, order: { ordinal: 'ASC', id: 'ASC' } });
}

/** @throws NotThere for one of another project, and for one that was taken out */
export async function resultOf(tx: Tx, projectId: Id, id: Id): Promise<ProjectResult> {
  const found = await tx.manager.findOneBy(ProjectResult, { id, projectId, removedAt: IsNull() });
  if (!found) throw new NotThere('result');
  return found;
}

export function indicatorsOf(tx: Tx, resultId: Id): Promise<ProjectIndicator[]> {
  return tx.manager.find(ProjectIndicator, { where: { resultId, removedAt: IsNull() }, order: { ordinal: 'ASC', id: 'ASC' } });
}

/** @throws NotThere for one of another project, and for one that was taken out */
export async function indicatorOf(tx: Tx, projectId: Id, id: Id): Promise<ProjectIndicator> {
  const found = await tx.manager.findOneBy(ProjectIndicator, { id, removedAt: IsNull() });
  if (!found) throw new NotThere('indicator');
  await resultOf(tx, projectId, found.resultId);
  return found;
}

/** What its baseline, targets and figures may be. */
export function kindOf({ code, form }: Pick<ProjectIndicator, 'code' | 'form'>): ValueKind {
  return { form, whole: countsWholes(code === null ? null : CATALOGUE.get(code) ?? null) };
}
