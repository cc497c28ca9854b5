import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { plainWords } from '../../../test/fixtures/file-words.js';
import { REPORT, TRAINED_FIGURE } from '../../../test/fixtures/report.js';
import { workbookFile } from '../../shared/web/list-files.js';
import { dataDictionary, LONG_COLUMNS, longForm } from './long-form.js';
import { reportSheets } from './report-tables.js';
import { overlaps, toldValue } from './told.js';

const es = plainWords('es');
const MARK = { digest: 'e'.repeat(64), edition: 2, signatures: ['Rosa Quispe Huamán'] };
const sheets = reportSheets(REPORT, MARK, es);
const sheet = (name: string): (typeof sheets)[number]['list'] => {
  const found = sheets.find((one) => one.name === name);
  if (!found) throw new Error(`no sheet ${name} in ${sheets.map((one) => one.name).join(', ')}`);
  return found.list;
};
const column = (name: string, heading: string): unknown[] => sheet(name).rows.map((row) => row[sheet(name).headings.indexOf(heading)]);

describe('a file in English', () => {
  const [first, ...others] = REPORT.results;
  const [indicator, ...more] = first?.indicators ?? [];
  if (!first || !indicator) throw new Error('the report has no indicators');
  const content: typeof REPORT = {
    ...REPORT, project: { ...REPORT.project, english: { title: 'Digital democracy' } },
    results: [{ ...first, english: { title: 'Leaders use a computer' }, indicators: [{ ...indicator, english: { title: 'Leaders trained', source: 'Registers of the centre' } }, ...more] }, ...others],
  };

  it('says in English what its keepers wrote in it, and the catalogue’s own words, on every sheet and in the long form', () => {
    const all = JSON.stringify(reportSheets(content, MARK, plainWords('en')));
    const long = longForm(content, plainWords('en'));
    for (const words of ['Leaders use a computer', 'Leaders trained']) expect([words, all.includes(words), long.includes(words)]).toEqual([words, true, true]);
    expect(all).toContain('Digital democracy');
    for (const words of [first.title, indicator.title]) expect([words, all.includes(words), long.includes(words)]).toEqual([words, false, false]);
  });

  it('stays in the language of the project where it is', () => {
    expect(JSON.stringify(reportSheets(content, MARK, es))).toContain(first.title);
  });
});

describe('what a cell says', () => {
  it.each([
    ['ratio', 'people', { value: 225, of: 623, people: 623 }, 36.12], ['ratio', 'people', { value: 0, of: 0, people: 0 }, null], ['count', 'people', null, null],
    ['count', 'minutes', { value: 90, of: 0, people: 2 }, 1.5], ['mean', 'cents', { value: 1_250_050, of: 623, people: 0 }, 20.07], ['mean', 'points', { value: -10, of: 4, people: 9 }, -2.5],
    ['count', 'cents', { value: 1, of: 0, people: 0 }, 0.01],
  ] as const)('of a %s in %s: %j is %j', (form, unit, cell, value) => {
    expect(toldValue({ form, unit }, cell)).toBe(value);
  });

  it('knows where people stand in several parts', () => {
    const [bySex, , byType] = TRAINED_FIGURE.by;
    expect([bySex, byType].map((by) => overlaps(TRAINED_FIGURE.total, by?.cells ?? []))).toEqual([false, true]);
  });
});

describe('the workbook', () => {
  it('has a sheet for each table, and none for a dimension that nothing is split by', () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      'Carátula', 'Resultados', 'Metas', 'Por sex', 'Por age', 'Por district', 'Por organisationtype', 'Por centre', 'Bitácora', 'Finanzas', 'Registros que faltan', 'Definiciones',
    ]);
  });

  it('says which report it is, in soles and in dollars at the rate of its day', () => {
    expect(sheet('Carátula').rows).toEqual(expect.arrayContaining([
      ['Presupuesto en soles', { cents: 90_000_001 }], ['Presupuesto en dólares', 323_741.01], ['Tipo de cambio del', { date: '2011-04-15' }], ['Edición', 2],
      ['Huella del informe (SHA-256)', MARK.digest], ['Corrección', `Corrige la edición 1 (SHA-256 ${'d'.repeat(64)})`], ['Sesiones sin registro guardado', 1],
    ]));
    expect(reportSheets({ ...REPORT, corrects: null }, { ...MARK, edition: null }, es)[0]?.list.rows.find(([what]) => what === 'Edición')).toEqual(['Edición', 'Borrador']);
  });

  it('tells hidden figures as such, typed ones with what proves them, and results without indicators', () => {
    expect(column('Resultados', 'Resultado')).toEqual(expect.arrayContaining(['Equipar las salas', 'El municipio publica lo que decide']));
    const reached = new Map(column('Resultados', 'Indicador').map((title, index) => [title, column('Resultados', 'Logrado')[index]]));
    expect(reached.get('Funcionarias y funcionarios en su puesto')).toBe('no se muestra');
    expect(reached.get('Quejas recibidas')).toBe(7);
    expect(reached.get('Cifra hours')).toBe(1501.5);
    expect(column('Resultados', 'Documento que lo prueba')).toContain(`quejas.pdf (SHA-256 ${'a'.repeat(64)})`);
  });

  it('sums each dimension up under its parts, and says where parts overlap', () => {
    const types = sheet('Por organisationtype');
    expect(types.rows.map((row) => [row[3], row[4], row.at(-1)])).toEqual([
      ['soup_kitchen', 400, null], ['neighbours_board', 260, null], ['Todo', 623, 'Las partes suman más que el total: quien está en varias partes cuenta en cada una.'],
    ]);
    expect(types.sums).toEqual([2]);
    expect(sheet('Por district').rows.map((row) => row[4])).toEqual([600, 'no se muestra', 'no se muestra', 623]);
  });

  it('opens again with numbers that are numbers, and no formula', async () => {
    const files = unzipSync(new Uint8Array((await workbookFile('Informe', sheets)).body as Buffer));
    const xml = (name: string): string => strFromU8(files[name] as Uint8Array);
    expect(xml('xl/workbook.xml').match(/<sheet /gu)).toHaveLength(sheets.length);
    expect(xml('xl/worksheets/sheet4.xml')).toMatch(/<c r="E2"[^>]*><v>35.64<\/v>/u);
    expect(xml('xl/worksheets/sheet10.xml')).toMatch(/<c r="C2"[^>]*><v>400000<\/v>/u);
    expect(Object.keys(files).filter((name) => name.endsWith('.xml') && xml(name).includes('<f>'))).toEqual([]);
  });

  it('says the same in English', () => {
    expect(reportSheets(REPORT, MARK, plainWords('en')).map(({ name }) => name)).toContain('Missing registers');
  });
});

describe('the long form', () => {
  const rows = parse(longForm(REPORT, es), { delimiter: ';', bom: true, columns: true }) as Record<(typeof LONG_COLUMNS)[number], string>[];
  const of = (title: string): typeof rows => rows.filter(({ indicator }) => indicator === title);

  it('has a row for each cell, hidden ones too, and for each target and baseline', () => {
    expect(of('Participantes que actuaron').map(({ what, dimension, value, figure, numerator, denominator, people, centre }) => [what, dimension, value, figure, numerator, denominator, people, centre].join(' '))).toEqual([
      'baseline   4.5    ', 'target   30    ', 'actual   36.12 225 623 623 ', 'actual sex female 35.64 180 505 505 ', 'actual sex male 40.18 45 112 112 ', 'actual sex unknown 0 0 6 6 ',
      `actual centre ${REPORT.centres[0]?.id} 37.5 150 400 400 VES`, `actual centre ${REPORT.centres[1]?.id} 33.63 75 223 223 VMT`,
    ]);
    expect(of('Lideresas y líderes capacitados').filter(({ hidden }) => hidden === '1').map(({ value, figure, people }) => [value, figure, people])).toEqual([['Lurín', '', ''], ['Pachacámac', '', '']]);
    expect(of('Quejas recibidas').map(({ what, figure, period_to }) => [what, figure, period_to])).toEqual([['target', '3', '2012-12-31'], ['typed', '7', '2012-06-30']]);
    expect(of('Mujeres capacitadas').map(({ what, value }) => [what, value])).toEqual([['baseline', 'female'], ['target', 'female'], ['actual', 'female']]);
    expect(of('Cifra cost_per_learner')[0]).toMatchObject({ figure: '20.07', unit: 'cents', result: '' });
  });

  it('runs nothing as a formula, and its dictionary tells of each column', () => {
    const [first] = REPORT.results;
    if (!first) throw new Error('no result');
    expect(longForm({ ...REPORT, results: [{ ...first, title: '=cmd|A1' }] }, es)).toContain(";'=cmd|A1;");
    for (const locale of ['es', 'en'] as const) {
      const told = parse(dataDictionary(plainWords(locale)), { delimiter: ';', bom: true, from_line: 2 }) as string[][];
      expect(told.map(([name]) => name)).toEqual(LONG_COLUMNS);
      expect(told.every((row) => row.every((cell) => cell !== ''))).toBe(true);
    }
  });
});
