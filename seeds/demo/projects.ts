import type { FrameworkOptions } from '../../src/reports/framework/framework-ground.js';
import type { FrameworkIndicator } from '../../src/reports/framework/framework.js';
import { FrameworkRepository } from '../../src/reports/framework/framework.repository.js';
import { indicatorsIn } from '../../src/reports/framework/project-words.js';
import { IndicatorsService } from '../../src/reports/framework/indicators.service.js';
import { ProjectsService } from '../../src/reports/framework/projects.service.js';
import { readyFrameworks } from '../../src/reports/framework/ready-framework.js';
import { TargetsService } from '../../src/reports/framework/targets.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { SampleCentre } from './cast.js';
import { keepLog, keepMinutes } from './project-log.js';
import type { StaffMember, World } from './world.js';

/** In days from today: the project began with the first course, and lasts two years. */
const BEGAN = -620;
const DAYS = 730;
const YEAR = 365;

/** Where the story's reports are told of. */
export interface PromisedProject {
  id: Id;
  startsOn: LocalDate;
}

/** What funded both centres: a project that began with the ready framework, its baselines looked at and frozen, and a first figure typed in. */
export async function promiseResults(world: World, centres: readonly SampleCentre[], administrator: StaffMember): Promise<PromisedProject> {
  const startsOn = world.travel(BEGAN, '16:00');
  const [ready = null] = readyFrameworks();
  const centreIds = centres.map(({ id }) => id);
  const centreId = administrator.centreId;
  const projectId = await world.get(ProjectsService).begin({
    title: 'Red de Democracia Digital', funder: 'UNDEF', reference: 'UDF-PER-09-288', startsOn, endsOn: addDays(startsOn, DAYS - 1), budgetCents: 2_400_000,
    dollarRate: 3.75, dollarRateOn: startsOn, status: 'running', centreIds, iatiOrganisation: 'PE-RUC-20123456789', iatiActivity: 'RDD', iatiReporter: 'Consorcio de organizaciones de Lima Sur', booksAreItsOwn: false,
    summary: 'Dos centros capacitan a lideresas y líderes de organizaciones sociales del sur de Lima, para que usen internet en su vida y en su organización, y participen en su distrito.',
    english: {
      title: 'Digital Democracy Network',
      summary: 'Two centres train leaders of social organisations in southern Lima to use the internet in their lives and their organisations, and to take part in their districts.',
    },
  }, ready, { actor: administrator, centreId, keeps: centreIds });
  const options = { actor: administrator, centreId, projectId };
  const framework = await world.get(FrameworkRepository).framework(projectId);
  const indicators = indicatorsIn(framework).map(({ indicator }) => indicator);
  for (const { id, version, baseline, baselineOn, baselineSource } of indicators) {
    if (baseline === null || baselineOn === null || baselineSource === null) continue;
    await world.get(IndicatorsService).freeze(id, { value: { value: baseline, percent: false }, on: baselineOn, source: baselineSource, version }, options);
  }
  await keepLog(world, startsOn, framework.results, options);
  await typeFigures(world, startsOn, indicators.filter(({ code }) => code === null), options);
  world.tell(`Un proyecto con ${indicators.length} indicadores, que terminará el ${addDays(startsOn, DAYS - 1)}`);
  return { id: projectId, startsOn };
}

/** What Minka does not count, typed in with the document that proves it: by the framework's order, each year's. */
const TYPED = [
  { years: [{ value: 42, source: 'Cargos de la mesa de partes: 19 pedidos, 8 con respuesta' }, { value: 52, source: 'Cargos de la mesa de partes: 23 pedidos, 12 con respuesta' }], document: 'cargos-de-la-mesa-de-partes' },
  { years: [{ value: 75, source: 'Página pública de cuentas: 9 de 12 meses con las dos firmas' }, { value: 87.5, source: 'Página pública de cuentas: 7 de 8 meses con las dos firmas' }], document: 'meses-publicados' },
] as const;

async function typeFigures(world: World, startsOn: LocalDate, indicators: readonly FrameworkIndicator[], options: FrameworkOptions & { actor: StaffMember }): Promise<void> {
  const spans = [{ startsOn, endsOn: addDays(startsOn, YEAR - 1) }, { startsOn: addDays(startsOn, YEAR), endsOn: addDays(world.today, -1) }];
  for (const [order, { id, title }] of indicators.entries()) {
    for (const [year, span] of spans.entries()) {
      const told = TYPED[order]?.years[year];
      if (!told) continue;
      world.travelTo(addDays(span.endsOn, 1), '08:00');
      const fileId = await keepMinutes(world, { name: `${TYPED[order]?.document}-${year + 1}.pdf`, lines: [title, told.source] }, options.actor);
      await world.get(TargetsService).type({ ...span, value: { value: told.value, percent: true }, source: told.source, fileId }, { ...options, indicatorId: id });
    }
  }
}
