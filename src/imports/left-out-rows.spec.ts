import fc from 'fast-check';
import { hasText, LOCALES, translator } from '../shared/web/i18n.js';
import { fieldsOf, LIST_KINDS, mappingFor, matchColumns } from './columns.js';
import { readBeginning } from './csv-table.js';
import { leftOutFile, leftOutRows, type LeftOutWords } from './left-out-rows.js';
import { DOUBT_CODES, ROW_STATUSES, type RowPlan } from './plan.js';
import { planPeople } from './plan-people.js';
import { readList, type ReadList } from './read-list.js';

const t = translator('es');
const WORDS: LeftOutWords = {
  reason: t('imports:leftOutFile.reason'), row: (row, reasons) => t('imports:leftOutFile.row', { row, reasons }), heading: (field) => t(`imports:fields.${field}`), explain: ({ reason, params }) => t(reason, params),
};

const read = async (bytes: Buffer | string): Promise<ReadList> => {
  const reading = await readList(Buffer.from(bytes));
  if (!reading.ok) throw new Error(reading.refusal.reason);
  return reading.list;
};

const planOf = ({ headings, rows }: ReadList) => planPeople({
  rows, mapping: matchColumns(headings).mapping, columns: headings.length, today: '2026-03-16', organisations: [], people: [],
});

const fileOf = async (list: ReadList) =>
  leftOutFile(list, 'people', matchColumns(list.headings).mapping, (await planOf(list)).rows, WORDS);

const LIST = [
  'Apellidos y nombres;DNI;Celular;Organización',
  'Ñahui Quispe, José;07661234;987654321;',
  'Poma Rojas, Luz;6085055;+51 987 654 321;',
  ';07661235;;"Comedor ""=1+1"";x"',
  'Rojas Poma, Zoila;07661234;;',
].join('\r\n');

describe('the file of rows that were left out', () => {
  it('opens in a spreadsheet and says why, in plain words, beside the list\'s own columns', async () => {
    expect((await fileOf(await read(LIST))).toString()).toBe([
      '\ufeffApellidos y nombres;DNI;Celular;Organización;Qué corregir',
      'Poma Rojas, Luz;6085055;\'+51 987 654 321;;Fila 3: El DNI tiene 7 números y debe tener 8. Si empieza con cero, es posible que la hoja de cálculo lo haya borrado.',
      ';07661235;;"Comedor ""=1+1"";x";Fila 4: Falta el nombre. Esa organización no está registrada. Revise el nombre y el número RUOS, o registre primero la organización.',
      'Rojas Poma, Zoila;07661234;;;Fila 5: Este número ya es de Ñahui Quispe, José. Revise el número y el nombre.',
      '',
    ].join('\r\n'));
  });

  it('comes back as it was: its last column is ignored, and stands there once when it goes out again', async () => {
    const list = await read(LIST);
    const again = await read(await fileOf(list));
    expect(matchColumns(again.headings)).toEqual({ kind: 'people', mapping: matchColumns(list.headings).mapping });
    expect(again.rows.map(({ cells }) => cells.slice(0, 4))).toEqual([list.rows[1], list.rows[2], list.rows[3]].map((row) => row?.cells.slice(0, 4)));
    expect((await fileOf(again)).toString().match(/Qué corregir/gu)).toHaveLength(1);
  });

  it('is taken in when it was corrected', async () => {
    const corrected = (await fileOf(await read(LIST))).toString().replace(';6085055;', ';06085055;');
    expect((await planOf(await read(corrected))).rows[0]).toMatchObject({ status: 'new', label: 'Poma Rojas, Luz' });
  });

  it('keeps what stood behind the last heading, and finds it there again', async () => {
    const again = await read(await fileOf(await read('Apellidos;Nombres\nPoma;Luz;Ana\n')));
    expect(again).toMatchObject({ headings: ['Apellidos', 'Nombres', 'Qué corregir'], rows: [{ cells: ['Poma', 'Luz', expect.any(String), 'Ana'] }] });
    expect((await planOf(again)).rows[0]).toMatchObject({ status: 'faulty', faults: [{ field: 'row', value: 'Ana' }] });
  });

  it('gives headings to a list that had none', async () => {
    const list = await read('Poma Rojas, Luz;6085055\n');
    const mapping = { fullName: 0, dni: 1 };
    const plan = await planPeople({ rows: list.rows, mapping, columns: 2, today: '2026-03-16', organisations: [], people: [] });
    const again = await read(leftOutFile(list, 'people', mapping, plan.rows, WORDS));
    expect(mappingFor('people', again.headings)).toEqual(mapping);
  });

  it('holds no row that was written', () => {
    const row: RowPlan = { row: 2, status: 'new', label: '', knownId: null, repeats: null, read: [], changes: [], faults: [], doubts: [] };
    expect(leftOutRows([row, { ...row, status: 'here' }, { ...row, status: 'doubtful' }, { ...row, status: 'repeated' }])).toEqual([]);
    expect(leftOutRows([{ ...row, status: 'faulty' }])).toHaveLength(1);
  });

  it('never lets a cell out as a formula, and brings every cell back', async () => {
    const cell = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ';', 'a', '1', 'ñ', ' ') });
    await fc.assert(fc.asyncProperty(fc.array(cell, { minLength: 3, maxLength: 3 }), async (cells) => {
      const tidied = cells.map((text) => text.trim().replace(/ +/gu, ' '));
      const list = { headings: ['Apellidos y nombres', 'DNI', 'Celular'], rows: [{ row: 2, cells: tidied }] };
      const fault = { field: 'dni', reason: 'people:refusals.dni-digits', value: '' };
      const plans: RowPlan[] = [{ row: 2, status: 'faulty', label: '', knownId: null, repeats: null, read: [], changes: [], faults: [fault], doubts: [] }];
      const file = leftOutFile(list, 'people', { fullName: 0, dni: 1, phone: 2 }, plans, WORDS);
      for (const written of readBeginning(file.toString().slice(1), ';', 9).flat()) expect(written).not.toMatch(/^[=+\-@]/u);
      const again = await read(file);
      expect(again.rows[0]?.cells.slice(0, 3)).toEqual(tidied);
    }), { numRuns: 60 });
  });
});

describe.each(LOCALES)('the words of an import in %s', (locale) => {
  it('exist for every field, every status and every doubt', () => {
    const fields = LIST_KINDS.flatMap(fieldsOf).concat(['dniPending', 'kind', 'row'] as never[]);
    const keys = [
      ...fields.map((field) => `fields.${field}`), ...LIST_KINDS.map((kind) => `kinds.${kind}`),
      ...ROW_STATUSES.flatMap((status) => [`statuses.${status}`, `explanations.${status}`]),
      ...DOUBT_CODES.filter((code) => code !== 'left-out').map((code) => `doubts.${code}`),
    ];
    expect(keys.filter((key) => !hasText(`imports:${key}`, locale))).toEqual([]);
  });
});
