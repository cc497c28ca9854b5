import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Centre } from '../../centres/centre.entity.js';
import { readNamed, readTogether, type SelectedRow, type Selection } from '../../shared/database/selections.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { compareSpanish } from '../../shared/kernel/text.js';
import { placeSelection, placesIn, type PlaceRow, type Places } from '../figures/places.js';
import {
  inChainOrder, indicatorIn, type Framework, type FrameworkCentre, type FrameworkCorrection, type FrameworkFigure, type FrameworkIndicator, type FrameworkResult,
} from './framework.js';
import type { IndicatorPlace } from './indicator-place.js';
import type { IndicatorTarget } from './indicator-target.entity.js';
import { ProjectCentre } from './project-centre.entity.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { ProjectResult } from './project-result.entity.js';
import { Project } from './project.entity.js';

/** A project as the list of a centre shows it. */
export interface ProjectRow {
  id: Id;
  title: string;
  funder: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  status: Project['status'];
  /** Outcomes alone: outputs and activities have words of their own. */
  results: number;
  indicators: number;
}

const INDICATORS = 'project_indicators i JOIN project_results r ON r.id = i.result_id AND r.removed_at IS NULL';

/** Reads of projects and their results frameworks. */
@Injectable()
export class FrameworkRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The projects that are carried out at a centre, the newest first. One query. */
  async ofCentre(centreId: Id): Promise<ProjectRow[]> {
    const rows = await this.dataSource.query<ProjectRow[]>(`
      SELECT p.id, p.title, p.funder, p.starts_on AS startsOn, p.ends_on AS endsOn, p.status,
        (SELECT COUNT(*) FROM project_results r WHERE r.project_id = p.id AND r.kind = 'outcome' AND r.removed_at IS NULL) AS results,
        (SELECT COUNT(*) FROM ${INDICATORS} WHERE r.project_id = p.id AND i.removed_at IS NULL) AS indicators
      FROM project_centres c JOIN projects p ON p.id = c.project_id WHERE c.centre_id = ? ORDER BY p.starts_on DESC, p.id DESC`, [centreId]);
    return rows.map((row) => ({ ...row, results: Number(row.results), indicators: Number(row.indicators) }));
  }

  /** A project that is carried out at the centre. One query. @throws NotThere for any other, whether there is one or not */
  async visible(centreId: Id, projectId: Id): Promise<Project> {
    const found = await this.dataSource.manager.createQueryBuilder(Project, 'p')
      .innerJoin(ProjectCentre, 'c', 'c.project_id = p.id AND c.centre_id = :centreId', { centreId }).where('p.id = :projectId', { projectId }).getOne();
    if (!found) throw new NotThere('project');
    return found;
  }

  /** The framework of a project that is carried out at the centre. Four queries. @throws NotThere for any other, whether there is one or not */
  async visibleFramework(centreId: Id, projectId: Id): Promise<Framework> {
    const framework = await this.framework(projectId);
    if (!framework.centres.some(({ id }) => id === centreId)) throw new NotThere('project');
    return framework;
  }

  /** An indicator of such a project, with its framework. Four queries. @throws NotThere */
  async visibleIndicator(centreId: Id, { id, indicatorId }: IndicatorPlace): Promise<{ framework: Framework; indicator: FrameworkIndicator; result: FrameworkResult }> {
    const framework = await this.visibleFramework(centreId, id);
    return { framework, ...indicatorIn(framework, indicatorId) };
  }

  /**
   * All of a project's framework in four queries, however large it is. Asks nobody who may see it: whoever shows it has
   * asked `visible`, or does so for a report that is published.
   * @throws NotThere
   */
  async framework(projectId: Id): Promise<Framework> {
    const { manager } = this.dataSource;
    const [project, results, indicators, more] = await Promise.all([
      manager.findOneBy(Project, { id: projectId }),
      manager.createQueryBuilder(ProjectResult, 'r').where('r.project_id = :projectId AND r.removed_at IS NULL', { projectId }).getMany(),
      manager.createQueryBuilder(ProjectIndicator, 'i').innerJoin(ProjectResult, 'r', 'r.id = i.result_id AND r.removed_at IS NULL')
        .where('r.project_id = :projectId AND i.removed_at IS NULL', { projectId }).orderBy('i.ordinal').addOrderBy('i.id').getMany(),
      readNamed(this.dataSource, { centres: centresOf(projectId), targets: targetsOf(projectId), typed: typedOf(projectId), corrections: correctionsOf(projectId), freezers: freezersOf(projectId) }),
    ]);
    if (!project) throw new NotThere('project');
    const whole = wholeIndicators(indicators, more);
    const ofResult = groupBy(whole, ({ resultId }) => resultId);
    return {
      project, centres: (more.centres as unknown as FrameworkCentre[]).sort((a, b) => compareSpanish(a.name, b.name)),
      results: inChainOrder(results).map((result) => ({ ...result, indicators: ofResult.get(result.id) ?? [] })),
    };
  }

  /** The centres that a project may be given: those where the account keeps projects. One query. */
  async centresKeptBy(accountId: Id): Promise<FrameworkCentre[]> {
    const centres = await this.dataSource.query<FrameworkCentre[]>(`
      SELECT DISTINCT c.id, c.name, c.short_name AS shortName, c.district FROM account_roles r JOIN centres c ON r.centre_id IS NULL OR c.id = r.centre_id
      WHERE r.account_id = ? AND r.role IN ('coordinator', 'administrator')`, [accountId]);
    return centres.sort((a, b) => compareSpanish(a.name, b.name));
  }

  /** Where the organisations of a project's centres are, and the centres themselves, which may not know of any yet. One query. */
  async places({ centres }: Pick<Framework, 'centres'>): Promise<Places> {
    const [rows = []] = await readTogether(this.dataSource, [placeSelection(centres.map(({ id }) => id))]);
    return placesIn([...rows as unknown as PlaceRow[], ...centres.map(({ district }) => ({ district, sector: null }))]);
  }

  /** Centres by their ids. One query. */
  centres(ids: readonly Id[]): Promise<Centre[]> {
    return this.dataSource.manager.findBy(Centre, { id: In([...ids]) });
  }
}

function wholeIndicators(indicators: readonly ProjectIndicator[], more: Record<string, SelectedRow[]>): FrameworkIndicator[] {
  const by = <T extends { indicatorId: Id }>(name: string, order: (a: T, b: T) => number): Map<Id, T[]> => (
    groupBy((more[name] as unknown as T[]).sort(order), ({ indicatorId }) => indicatorId));
  const targets = by<TargetRow>('targets', (a, b) => compare(a.startsOn, b.startsOn) || compare(a.endsOn, b.endsOn));
  const typed = by<TypedRow>('typed', (a, b) => compare(a.startsOn, b.startsOn) || compare(a.endsOn, b.endsOn) || a.typedAt - b.typedAt || compare(a.id, b.id));
  const corrections = by<FrameworkCorrection & { indicatorId: Id; id: Id }>('corrections', (a, b) => a.correctedAt - b.correctedAt || compare(a.id, b.id));
  const freezers = new Map((more.freezers as unknown as { indicatorId: Id; name: string }[]).map(({ indicatorId, name }) => [indicatorId, name]));
  return indicators.map((indicator) => ({
    ...indicator, targets: (targets.get(indicator.id) ?? []).map((target) => ({ ...target, fromStart: Number(target.fromStart) === 1 })), typed: (typed.get(indicator.id) ?? []).map(figureOf),
    corrections: (corrections.get(indicator.id) ?? []).map(({ indicatorId: _, id: __, ...correction }) => correction), baselineFrozenByName: freezers.get(indicator.id) ?? null,
  }));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** As the database says a flag. */
type TargetRow = Omit<IndicatorTarget, 'fromStart'> & { fromStart: number | boolean };

interface TypedRow extends Omit<FrameworkFigure, 'document'> {
  indicatorId: Id;
  fileId: Id | null;
  fileCentreId: Id | null;
  fileName: string | null;
  hash: string | null;
  parts: number | string;
}

function figureOf({ indicatorId: _, fileId, fileCentreId, fileName, hash, parts, ...figure }: TypedRow): FrameworkFigure {
  return { ...figure, document: fileId ? { fileId, centreId: fileCentreId, name: fileName, hash, gone: fileName === null || Number(parts) === 0 } : null };
}

function centresOf(projectId: Id): Selection {
  return {
    columns: { id: 'c.id', name: 'c.name', shortName: 'c.short_name', district: 'c.district' },
    from: 'FROM project_centres pc JOIN centres c ON c.id = pc.centre_id WHERE pc.project_id = ?', parameters: [projectId],
  };
}

function targetsOf(projectId: Id): Selection {
  return {
    columns: { id: 't.id', indicatorId: 't.indicator_id', startsOn: 't.starts_on', endsOn: 't.ends_on', fromStart: 't.from_start', value: 't.value', comment: 't.comment', version: 't.version' },
    from: `FROM ${INDICATORS} JOIN indicator_targets t ON t.indicator_id = i.id WHERE r.project_id = ? AND i.removed_at IS NULL`, parameters: [projectId],
  };
}

function typedOf(projectId: Id): Selection {
  return {
    columns: {
      id: 't.id', indicatorId: 't.indicator_id', startsOn: 't.starts_on', endsOn: 't.ends_on', value: 't.value', source: 't.source', typedAt: 't.typed_at',
      typedByName: 'a.display_name', withdrawnAt: 't.withdrawn_at', withdrawReason: 't.withdraw_reason', version: 't.version',
      fileId: 't.file_id', fileCentreId: 'f.centre_id', fileName: 'f.name', hash: 'f.hash', parts: '(SELECT COUNT(*) FROM stored_file_parts s WHERE s.file_id = t.file_id)',
    },
    from: `FROM ${INDICATORS} JOIN typed_figures t ON t.indicator_id = i.id LEFT JOIN stored_files f ON f.id = t.file_id LEFT JOIN accounts a ON a.id = t.typed_by
      WHERE r.project_id = ? AND i.removed_at IS NULL`,
    parameters: [projectId],
  };
}

function correctionsOf(projectId: Id): Selection {
  return {
    columns: {
      id: 'b.id', indicatorId: 'b.indicator_id', formerValue: 'b.former_value', formerOn: 'b.former_on', value: 'b.value', valueOn: 'b.value_on', source: 'b.source',
      reason: 'b.reason', correctedAt: 'b.corrected_at', correctedByName: 'a.display_name',
    },
    from: `FROM ${INDICATORS} JOIN baseline_corrections b ON b.indicator_id = i.id LEFT JOIN accounts a ON a.id = b.corrected_by WHERE r.project_id = ? AND i.removed_at IS NULL`,
    parameters: [projectId],
  };
}

function freezersOf(projectId: Id): Selection {
  return {
    columns: { indicatorId: 'i.id', name: 'a.display_name' },
    from: `FROM ${INDICATORS} JOIN accounts a ON a.id = i.baseline_frozen_by WHERE r.project_id = ? AND i.removed_at IS NULL`, parameters: [projectId],
  };
}
