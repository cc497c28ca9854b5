import { DataSource } from 'typeorm';
import { ActionsService } from '../../src/civic-actions/actions.service.js';
import type { ActionKind } from '../../src/civic-actions/action-words.js';
import { StoredFiles } from '../../src/shared/files/stored-files.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import type { SampleCentre } from './cast.js';
import type { World } from './world.js';

interface ToldAction {
  kind: ActionKind;
  told: string;
  /** What proves it; `document` for a paper that was photographed. */
  evidence: string | null;
}

/** What people told after course 1, and after course 2. */
const TOLD: Readonly<Record<string, readonly ToldAction[]>> = {
  C1: [
    { kind: 'online-procedure', told: 'Sacó por internet la cita del centro de salud para su mamá', evidence: 'Constancia de la cita' },
    { kind: 'organisation-page', told: 'Hizo el aviso de la pollada del comedor y lo mandó por mensajes', evidence: 'document' },
    { kind: 'help', told: 'Enseñó a dos socias a abrir su correo', evidence: null },
    { kind: 'organisation-papers', told: 'Escribió en la computadora el acta de la asamblea', evidence: 'document' },
    { kind: 'complaint', told: 'Reclamó por internet el corte de agua de su manzana', evidence: 'Reclamo 0045-2' },
    { kind: 'meeting', told: 'Convocó por correo a la reunión del vaso de leche', evidence: null },
  ],
  C2: [
    { kind: 'information-request', told: 'Pidió a la municipalidad cuánto costó la losa deportiva', evidence: 'Expediente 1203' },
    { kind: 'congress', told: 'Escribió a la comisión que ve la ley de los comedores', evidence: 'Correo enviado, lo mostró' },
    { kind: 'budget', told: 'Presentó con su junta vecinal el proyecto de muro de contención', evidence: 'document' },
    { kind: 'authority-letter', told: 'Pidió más serenazgo para la avenida', evidence: 'Expediente 877' },
    { kind: 'consultation', told: 'Opinó en la consulta del plan de desarrollo del distrito', evidence: null },
    { kind: 'budget', told: 'Votó por la propuesta de áreas verdes de su sector', evidence: 'Constancia de voto' },
    { kind: 'organisation-page', told: 'Abrió la página de su organización y publicó la rendición de cuentas', evidence: 'Dirección de la página, la mostró' },
  ],
};

/** One in so many of those who completed told something when they were asked. */
const ONE_IN = 3;
const WEEKS_LATER = 5;

/** Some weeks after an edition the staff asks those who completed it, notes what they did, and looks at what proves it. */
export async function askWhatTheyDid(world: World, centre: SampleCentre, editionId: Id, courseCode: string): Promise<number> {
  const people = await world.get(DataSource).query<{ personId: Id; organisationId: Id | null }[]>(
    `SELECT n.person_id AS personId, (SELECT m.organisation_id FROM memberships m JOIN organisations o ON o.id = m.organisation_id
       WHERE m.person_id = n.person_id AND o.centre_id = n.centre_id ORDER BY m.id LIMIT 1) AS organisationId
     FROM enrolments n JOIN persons p ON p.id = n.person_id WHERE n.edition_id = ? AND n.status = 'completed' ORDER BY p.sort_name, p.id`, [editionId]);
  const told = TOLD[courseCode] ?? [];
  const asked = people.filter((_, index) => index % ONE_IN === 0);
  const today = world.travelTo(addDays(localDateAt(world.clock.now()), WEEKS_LATER * 7), '16:00');
  for (const [index, { personId, organisationId }] of asked.entries()) {
    const action = told[index % told.length];
    if (action) await noteOne(world, centre, personId, { ...action, organisationId: index % 2 === 0 ? organisationId : null, doneOn: addDays(today, -3 - (index % 20)) }, index);
  }
  return asked.length;
}

async function noteOne(
  world: World, centre: SampleCentre, personId: Id, { kind, told, evidence, organisationId, doneOn }: ToldAction & { organisationId: Id | null; doneOn: string }, index: number,
): Promise<void> {
  const actor = centre.coordinator;
  const fileId = evidence === 'document' ? await photograph(world, centre, index) : null;
  const draft = { kind, told, doneOn, organisationId, evidence: fileId ? null : evidence, fileId };
  const actions = world.get(ActionsService);
  const id = await actions.tell(centre.id, personId, draft, index % 3 === 0 ? 'desk' : 'phone', { actor });
  if (evidence === null) return;
  // Most of what can be seen has been seen; one of them has to bring something better.
  if (index % 11 === 10) await actions.doubt(centre.id, { id, version: 1 }, 'La foto no se lee: tráigala otra vez, por favor', { actor });
  else if (index % 5 !== 4) await actions.prove(centre.id, { id, version: 1 }, draft.evidence, null, { actor });
}

/** A paper of one page, as small as a PDF can be. */
async function photograph(world: World, centre: SampleCentre, index: number): Promise<Id> {
  const bytes = Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%${index % 4}\n`);
  const file = await world.get(UnitOfWork).run((tx) => world.get(StoredFiles).keep(tx, { name: 'cargo.pdf', type: 'application/pdf', bytes, centreId: centre.id, keptFor: 'office' }), { actor: centre.coordinator });
  return file.id;
}
