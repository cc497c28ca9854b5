import { FrameworkRepository } from '../../src/reports/framework/framework.repository.js';
import { indicatorsIn } from '../../src/reports/framework/project-words.js';
import { IndicatorsService } from '../../src/reports/framework/indicators.service.js';
import { ProjectsService } from '../../src/reports/framework/projects.service.js';
import { readyFrameworks } from '../../src/reports/framework/ready-framework.js';
import { TargetsService } from '../../src/reports/framework/targets.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { SampleCentre } from './cast.js';
import type { StaffMember, World } from './world.js';

/** In days from today: the project began with the first course, and lasts two years. */
const BEGAN = -620;
const DAYS = 730;

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
    title: 'Red de Democracia Digital', funder: 'UNDEF', reference: 'UDF-PER-09-288', startsOn, endsOn: addDays(startsOn, DAYS - 1), budgetCents: 82_500_000,
    dollarRate: 3.75, dollarRateOn: startsOn, status: 'running', centreIds, iatiOrganisation: 'PE-RUC-20123456789', iatiActivity: 'RDD',
    summary: 'Dos centros capacitan a lideresas y líderes de organizaciones sociales del sur de Lima, para que usen internet en su vida y en su organización, y participen en su distrito.',
    english: {
      title: 'Digital Democracy Network',
      summary: 'Two centres train leaders of social organisations in southern Lima to use the internet in their lives and their organisations, and to take part in their districts.',
    },
  }, ready, { actor: administrator, centreId, keeps: centreIds });
  const options = { actor: administrator, centreId, projectId };
  const indicators = indicatorsIn(await world.get(FrameworkRepository).framework(projectId)).map(({ indicator }) => indicator);
  for (const { id, version, baseline, baselineOn, baselineSource } of indicators) {
    if (baseline === null || baselineOn === null || baselineSource === null) continue;
    await world.get(IndicatorsService).freeze(id, { value: { value: baseline, percent: false }, on: baselineOn, source: baselineSource, version }, options);
  }
  world.travelTo(addDays(startsOn, 380), '08:00');
  const typed = indicators.find(({ code }) => code === null);
  if (typed) {
    await world.get(TargetsService).type({
      startsOn, endsOn: addDays(startsOn, 364), value: { value: 42, percent: true }, source: 'Cargos de la mesa de partes: 19 pedidos, 8 con respuesta', fileId: null,
    }, { ...options, indicatorId: typed.id });
  }
  world.tell(`Un proyecto con ${indicators.length} indicadores, que terminará el ${addDays(startsOn, DAYS - 1)}`);
  return { id: projectId, startsOn };
}
