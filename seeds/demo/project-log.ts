import { StoredFiles } from '../../src/shared/files/stored-files.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, formatLocalDate, type LocalDate } from '../../src/shared/kernel/local-date.js';
import { pdfWriter } from '../../src/shared/web/pdf-writer.js';
import type { FrameworkOptions } from '../../src/reports/framework/framework-ground.js';
import type { FrameworkResult } from '../../src/reports/framework/framework.js';
import type { LogKind } from '../../src/reports/log/log-kinds.js';
import type { LogDraft } from '../../src/reports/log/log-rules.js';
import { LogService } from '../../src/reports/log/log.service.js';
import type { StaffMember, World } from './world.js';

/** An entry of the log: its days are counted from the project's first one. */
interface Told {
  kind: LogKind;
  day: number;
  until?: number;
  title: string;
  about: string;
  place?: string;
  people?: number;
  /** How the title of the framework's activity that it is a part of begins. */
  of?: string;
  risk?: Pick<LogDraft, 'likelihood' | 'effect' | 'measures'>;
  /** The minutes that prove it. */
  document?: string;
}

const LOG: readonly Told[] = [
  { kind: 'activity', day: 12, title: 'Feria de inscripción con las organizaciones', of: 'Registrar', place: 'Losa deportiva del sector 3, Villa El Salvador', people: 64, document: 'acta-feria-de-inscripcion.pdf',
    about: 'Comedores, vasos de leche y juntas vecinales conocieron el centro y nombraron a sus representantes. Cada una firmó su consentimiento.' },
  { kind: 'milestone', day: 75, until: 68, title: 'Segundo centro abierto en Villa María del Triunfo', of: 'Dictar el curso 1', document: 'acta-de-apertura-vmt.pdf',
    about: 'La municipalidad puso el local, la luz y el internet; las 20 computadoras quedaron instaladas y probadas.' },
  { kind: 'risk', day: 90, until: 400, title: 'Cortes de luz por la tarde', about: 'Dos veces en un mes se perdió una clase.', risk: { likelihood: 'medium', effect: 'medium', measures: 'Se compró un estabilizador y se pasó a la mañana a los grupos de la tarde.' } },
  { kind: 'activity', day: 150, title: 'Encuentro: qué le pedimos a la municipalidad por internet', of: 'Reunir a organizaciones', place: 'Auditorio de Untecs', people: 38, document: 'acta-del-encuentro.pdf',
    about: 'Las organizaciones acordaron tres pedidos comunes: limpieza del parque zonal, alumbrado del sector 7 y una cuenta del presupuesto.' },
  { kind: 'milestone', day: 195, until: 200, title: 'Consorcio de organizaciones fundado', of: 'Reunir a la asamblea', about: 'La asamblea aprobó su estatuto y eligió a su junta directiva.' },
  { kind: 'risk', day: 260, title: 'Quienes pasan al curso 2 lo dejan a la mitad', about: 'El curso 2 coincide con la campaña escolar y con el trabajo de la tarde.', risk: { likelihood: 'high', effect: 'high', measures: 'Se llama el mismo día a quien falta y se ofrece asesoría entre los dos cursos.' } },
  { kind: 'activity', day: 300, title: 'Jornada de asesoras: la primera hora frente a una computadora', of: 'Dar asesoría', place: 'Centro de Villa El Salvador', people: 9, about: 'Se practicó cómo acompañar sin tocar el mouse de la otra persona.' },
  { kind: 'activity', day: 410, title: 'Mesa con la Subgerencia de Participación Vecinal', of: 'Reunir a organizaciones', place: 'Municipalidad de Villa El Salvador', people: 17, document: 'acta-de-la-mesa.pdf',
    about: 'La subgerencia recibió los pedidos presentados por internet y se comprometió a responder por escrito en diez días.' },
  { kind: 'risk', day: 430, title: 'Cambian las funcionarias y los funcionarios capacitados', about: 'La gerencia de Desarrollo Social cambió a mitad del año.', risk: { likelihood: 'high', effect: 'medium', measures: 'Se capacita por cargo y se invita otra vez a quien lo ocupa ahora.' } },
  { kind: 'milestone', day: 480, title: 'Convenio renovado con la municipalidad de Villa María del Triunfo', of: 'Reunir a organizaciones',
    about: 'El texto está acordado; falta la firma de la alcaldía, que se pidió otra vez por escrito.' },
  { kind: 'activity', day: 520, until: 521, title: 'Acompañamiento del voto en el presupuesto participativo', of: 'Acompañar el voto', place: 'Los dos centros', people: 45, document: 'informe-del-voto.pdf',
    about: 'Dos días con los centros abiertos: cada persona leyó las propuestas y votó desde una computadora.' },
  { kind: 'activity', day: 590, title: 'Asamblea de rendición de cuentas del consorcio', of: 'Reunir a la asamblea', place: 'Centro de Villa El Salvador', people: 27, about: 'Se leyeron las cuentas del año, que cualquiera puede ver en la página pública del centro.' },
  { kind: 'milestone', day: 700, title: 'Plan para seguir sin la subvención aprobado por la asamblea', of: 'Reunir a la asamblea', about: 'Cuotas, aportes de los aliados y turnos de las organizaciones.' },
];

/** What happened in a project, each written down on its day, with its minutes. */
export async function keepLog(world: World, startsOn: LocalDate, results: readonly FrameworkResult[], options: FrameworkOptions & { actor: StaffMember }): Promise<void> {
  for (const { kind, day, until, title, about, place = null, people = null, of, risk, document } of LOG) {
    const began = addDays(startsOn, day);
    const ended = until === undefined ? null : addDays(startsOn, until);
    // What is still to come is written down as the project begins.
    world.travelTo([began, ended ?? began].reduce((last, one) => (one > last && one <= world.today ? one : last), startsOn), '18:00');
    const resultId = results.find((result) => of !== undefined && result.kind === 'activity' && result.title.startsWith(of))?.id ?? null;
    const draft: LogDraft = { startsOn: began, endsOn: kind === 'activity' ? ended ?? began : ended, title, about, place, people, resultId, ...risk ?? { likelihood: null, effect: null, measures: null } };
    const fileId = document === undefined ? null : await keepMinutes(world, { name: document, lines: [title, formatLocalDate(began), about] }, options.actor);
    await world.get(LogService).write(kind, draft, fileId, options);
  }
}

/** A document of a page. @returns its id */
export async function keepMinutes(world: World, { name, lines: [title = '', ...lines] }: { name: string; lines: readonly string[] }, actor: StaffMember): Promise<Id> {
  const drawnOn = new Date(world.clock.now());
  const bytes = Buffer.from(await pdfWriter().createPdf({
    info: { title, creationDate: drawnOn, modDate: drawnOn }, defaultStyle: { font: 'Atkinson', fontSize: 11 },
    content: [{ text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 12] }, ...lines.map((text) => ({ text, margin: [0, 0, 0, 8] as [number, number, number, number] }))],
  }).getBuffer());
  const file = await world.get(UnitOfWork).run((tx) => world.get(StoredFiles).keep(tx, { name, type: 'application/pdf', bytes, centreId: actor.centreId, keptFor: 'office' }), { actor });
  return file.id;
}
