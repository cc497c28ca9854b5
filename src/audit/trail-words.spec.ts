import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../app.entities.js';
import { isAudited } from '../shared/database/columns.js';
import { hasText, translator } from '../shared/web/i18n.js';
import { TRAIL_ENTITIES } from './audit.presenter.js';
import { changesOf, idsIn, UNTOLD } from './trail-words.js';
import type { TrailEntry } from './audit.repository.js';

const ID = '01a20949-d1a2-7391-91f1-020389c0150b';

function entry(valuesBefore: TrailEntry['valuesBefore'], valuesAfter: TrailEntry['valuesAfter']): TrailEntry {
  return { id: 'x', recordedAt: 0, actorName: null, entity: 'editions', entityId: ID, action: 'update', valuesBefore, valuesAfter };
}

describe('the words of the trail', () => {
  it('are what people would say', () => {
    const changed = entry(
      { feeCents: 1_000, status: 'planned', startsOn: '2026-11-23', role: 'trainer', cancelledAt: null, dniPending: false, accountId: ID, version: 1 },
      { feeCents: 0, status: 'open', startsOn: '2026-11-30', role: 'coach', cancelledAt: 1_795_446_000_000, dniPending: true, accountId: null, version: 2 });
    expect(changesOf(changed, new Map([[ID, 'Rosa Quispe']]), translator('es'))).toEqual([
      { field: 'Cuota', before: 'S/\u00a010.00', after: 'S/\u00a00.00' },
      { field: 'Estado', before: 'En preparación', after: 'Inscripciones abiertas' },
      { field: 'Empieza', before: '23/11/2026', after: '30/11/2026' },
      { field: 'Permiso', before: 'Capacitadora o capacitador', after: 'Asesora o asesor' },
      { field: 'Cancelada', before: null, after: '23/11/2026, 10:00' },
      { field: 'DNI en trámite', before: 'No', after: 'Sí' },
      { field: 'Cuenta', before: 'Rosa Quispe', after: null },
    ]);
    expect(idsIn([changed])).toEqual([ID]);
  });

  it.each<[string, string, unknown, string]>([
    ['imports', 'counts', { rows: 661, new: 610, here: 0, doubtful: 5, faulty: 25, records: 615, adds: 615 }, '661 filas, 610 nuevas, 5 por revisar, 25 con error'],
    ['imports', 'mapping', { dni: 1, fullName: 0 }, 'DNI, Apellidos y nombres'],
    ['imports', 'choices', { '3:organisation-several': ID }, '1 decisión'],
    ['imports', 'status', 'planned', 'Por confirmar'],
    ['learners', 'availability', 0b111, 'lunes por la mañana, lunes por la tarde y lunes por la noche'],
    ['learners', 'placementStage', 'to-confirm', 'Por confirmar'],
    ['memberships', 'post', 'president', 'Presidencia'],
    ['organisations', 'type', 'soup_kitchen', 'Comedor popular'],
    ['consents', 'covers', ['training', 'contact'], 'Su ficha, su nivel y su asistencia y Recibir llamadas y mensajes'],
    ['placements', 'level', 2, 'Básico'],
    ['learning_groups', 'days', 0b101, 'lunes y miércoles'],
    ['placement_tests', 'theta', -0.81234, '-0.81'],
    ['placement_responses', 'answer', { x: 1 }, 'Guardado'],
    ['attendance_marks', 'sessionId', ID, 'algo que ya no está'],
    ['coaches', 'languages', ['spanish', 'quechua'], 'Castellano y Quechua'],
    ['coaches', 'topics', ['files'], 'Guardar y encontrar archivos'],
    ['coach_exceptions', 'kind', 'away', 'Ausencia'],
    ['taken_lists', 'list', 'calls', 'Llamadas por hacer'],
    ['till_counts', 'denominations', { 50: 2, 2000: 1 }, '1 × S/\u00a020.00, 2 × S/\u00a00.50'],
    ['receipt_prints', 'format', 'strip', 'Tira de 80 mm'],
  ])('say %s.%s in words', (entity, column, value, words) => {
    const made: TrailEntry = { ...entry(null, { [column]: value }), entity, action: 'insert' };
    expect(changesOf(made, new Map(), translator('es'))).toMatchObject([{ before: null, after: words }]);
  });

  it('say what the clerk was asked in a diagnosis', () => {
    const [change] = changesOf({ ...entry(null, { answers: { computerUse: 'never', hours: ['tt-morning'], fear: '-' } }), entity: 'diagnoses' }, new Map(), translator('es'));
    expect(change?.after).toMatch(/Nunca.*martes y jueves/i);
    expect(change?.after).not.toMatch(/[{}"]|never/);
  });

  it('call what a receipt says by the words of receipts, and what a certificate says by its own', () => {
    const values = { personName: 'Rosa Quispe', issuedOn: '2026-11-23', operationClaim: 'x:yape:1' };
    const fieldsOf = (entity: string): string[] => changesOf({ ...entry(null, values), entity }, new Map(), translator('es')).map(({ field }) => field);
    expect(fieldsOf('receipts')).toEqual(['Nombre en el recibo', 'Emitido el']);
    expect(fieldsOf('certificates')).toEqual(['Nombre en la constancia', 'Dada el']);
  });

  it('leave out what a new record leaves empty', () => {
    expect(changesOf(entry(null, { phone: null, choices: {}, note: '' }), new Map(), translator('es'))).toEqual([]);
  });

  it('name every column of every record that leaves a trail, and every kind of record', () => {
    const audited = entities.filter(isAudited);
    const { columns, tables } = getMetadataArgsStorage();
    const unnamed = columns.filter(({ target }) => (audited as unknown[]).includes(target)).map(({ propertyName }) => propertyName)
      .filter((name) => !UNTOLD.has(name) && !hasText(`audit:columns.${name}`));
    expect([...new Set(unnamed)]).toEqual([]);
    const kinds = tables.filter(({ target }) => (audited as unknown[]).includes(target)).map(({ name }) => name);
    expect(kinds.filter((name) => !hasText(`audit:entities.${name}`) || !(TRAIL_ENTITIES as readonly unknown[]).includes(name))).toEqual([]);
  });
});
