import { IndicatorTarget } from '../../src/reports/framework/indicator-target.entity.js';
import { ProjectCentre } from '../../src/reports/framework/project-centre.entity.js';
import { ProjectIndicator } from '../../src/reports/framework/project-indicator.entity.js';
import { ProjectResult } from '../../src/reports/framework/project-result.entity.js';
import { Project } from '../../src/reports/framework/project.entity.js';
import { TypedFigure } from '../../src/reports/framework/typed-figure.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';

export interface SmallProject {
  project: Project;
  /** Of the figure that is typed in. */
  typedIndicatorId: Id;
}

const DAYS = { startsOn: '2026-11-01', endsOn: '2026-11-30' };

/** A project of one centre that runs through 2026: an outcome with a figure that is typed in, and an output with one that Minka computes, whole and of the women alone. */
export async function addSmallProject(test: TestApp, centreId: Id = test.centre.id): Promise<SmallProject> {
  const now = test.clock.now();
  const project: Project = {
    id: newId(), title: 'Democracia digital en Lima Sur', funder: 'Fondo para la Democracia', reference: 'FD-PER-26', startsOn: '2026-01-01', endsOn: '2026-12-31', budgetCents: 12_000_000,
    dollarRate: 3.75, dollarRateOn: '2026-01-15', summary: 'Lideresas y líderes que usan la computadora por su barrio.', status: 'running', iatiOrganisation: null, iatiActivity: null, iatiReporter: null, booksAreItsOwn: false, english: { title: 'Digital democracy in South Lima' }, createdAt: now, version: 1,
  };
  const [outcome, output] = (['outcome', 'output'] as const).map((kind, ordinal) => ({ id: newId(), projectId: project.id, kind, ordinal, title: kind === 'outcome' ? 'Participan en su municipio' : 'Dirigencias capacitadas', description: null, removedAt: null, version: 1 }));
  const indicator = (resultId: Id | undefined, ordinal: number, more: Partial<ProjectIndicator>): Partial<ProjectIndicator> => ({
    id: newId(), resultId, ordinal, unit: 'personas', form: 'count', level: 'individual', criteria: ['effectiveness'], descending: false, removedAt: null, version: 1, ...more,
  });
  const indicators = [
    indicator(outcome?.id, 0, { title: 'Propuestas presentadas al municipio', definition: 'Propuestas con cargo de recepción', source: 'Cargos', unit: 'propuestas', level: 'society', baseline: 1, baselineOn: '2025-12-31', baselineSource: 'Mesa de partes', baselineFrozenAt: now }),
    indicator(output?.id, 0, { title: 'Personas inscritas', code: 'registered' }),
    indicator(output?.id, 1, { title: 'Mujeres inscritas', code: 'registered', slice: { sex: 'female' } }),
  ];
  const typedIndicatorId = String(indicators[0]?.id);
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Project, project);
    await tx.insert(ProjectCentre, { id: newId(), projectId: project.id, centreId });
    await tx.insert(ProjectResult, [{ ...outcome, leadsToId: null }, { ...output, leadsToId: outcome?.id }]);
    await tx.insert(ProjectIndicator, indicators);
    await tx.insert(IndicatorTarget, indicators.slice(0, 2).map(({ id }, index) => ({ id: newId(), indicatorId: id, ...DAYS, value: index === 0 ? 4 : 15, comment: null, version: 1 })));
  }, { actor: SYSTEM });
  await typeFigure(test, typedIndicatorId, 3);
  return { project, typedIndicatorId };
}

/** Types a figure of November in; the one that was typed last counts. */
export async function typeFigure(test: TestApp, indicatorId: Id, value: number): Promise<void> {
  test.clock.advance(1_000);
  await test.unitOfWork.run((tx) => tx.insert(TypedFigure, [{
    id: newId(), indicatorId, ...DAYS, endsOn: '2026-11-22', value, source: 'Cargos de la mesa de partes', typedAt: test.clock.now(), typedBy: null, withdrawnAt: null, version: 1,
  }]), { actor: SYSTEM });
}
