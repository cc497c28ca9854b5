import { strFromU8, unzipSync } from 'fflate';
import { textOfPdf } from '../../../test/helpers/pdf-text.js';
import { instantAt } from '../kernel/local-date.js';
import { translator } from './i18n.js';
import { listFile, listFormat, workbookFile, type ListContent } from './list-files.js';

const t = translator('es');
const list: ListContent = {
  headings: ['Nombre', 'Faltas', 'Desde'], about: 'Comedor Oasis',
  rows: [['Ñuñez; Rosa', 3, { date: '2026-11-23' }], ['=1+1', null, null], ['con \u0000 control', 0, { date: '1950-02-01' }]],
};
const bytes = async (format: 'xlsx' | 'pdf' | 'csv', content = list): Promise<Buffer> => (await listFile(format, { list: 'Llamadas: 23/11', date: '2026-11-23' }, content, t)).body as Buffer;

it('prints the day and the month of its name as they are read', async () => {
  const printed = async (date: string): Promise<string> => textOfPdf((await listFile('pdf', { list: 'Gastos', date }, list, t)).body as Buffer).join(' ');
  expect(await printed('2026-11-28')).toContain('Gastos 28/11/2026');
  expect(await printed('2026-11')).toContain('Gastos 11/2026');
});

it('calls a file by its list, what it is of and the day, and the sheet by the list alone', async () => {
  const file = await listFile('xlsx', { list: 'Inscripciones', of: 'Curso 1 · tercera vuelta', date: '2026-11-28' }, list, t);
  expect(file.name).toBe('Inscripciones, Curso 1 · tercera vuelta 2026-11-28.xlsx');
  expect(strFromU8(unzipSync(new Uint8Array(file.body as Buffer))['xl/workbook.xml'] as Uint8Array)).toContain('name="Inscripciones"');
});

it.each([['xlsx', 'xlsx'], ['pdf', 'pdf'], ['csv', 'csv'], ['', null], [undefined, null]])('asked for %p it makes %s', (as, format) => {
  expect(listFormat({ as }, {})).toBe(format);
});

it.each(['exe', ['pdf'], 'XLSX'])('makes nothing where it is asked for %p', (as) => {
  expect(() => listFormat({ as }, {})).toThrow('common:list-file.no-such-kind');
});

it('makes no file where what narrows it was not understood; a page may be shown', () => {
  expect(listFormat({ as: 'csv', month: '2026-11', kind: '' }, { month: '2026-11', kind: null })).toBe('csv');
  expect(() => listFormat({ as: 'csv', month: '99' }, { month: null })).toThrow('common:list-file.unread');
  expect(listFormat({ month: '99' }, { month: null })).toBeNull();
});

it('writes dates in CSV as people write them, and runs nothing', async () => {
  expect(String(await bytes('csv'))).toContain("Ñuñez; Rosa\";3;23/11/2026\r\n'=1+1;;\r\n");
});

it('writes real numbers and dates into a workbook, text as text, and nothing that breaks it', async () => {
  const files = unzipSync(new Uint8Array(await bytes('xlsx')));
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] as Uint8Array);
  const texts = Object.entries(files).filter(([name]) => name.endsWith('.xml')).map(([, file]) => strFromU8(file)).join('');
  expect(sheet).toMatch(/<c r="B2"[^>]*><v>3<\/v>/u);
  expect(sheet).toMatch(/<c r="C2"[^>]*><v>46349<\/v>/u);
  expect(sheet).not.toContain('<f>');
  expect(texts).toContain('=1+1');
  expect(texts).toContain('con  control');
  expect(strFromU8(files['xl/workbook.xml'] as Uint8Array)).toContain('name="Llamadas  23 11"');
});

it('writes moments by the clock of the centre, with their hour', async () => {
  const opened = { headings: ['Apertura'], rows: [[{ moment: instantAt('2026-11-23', '18:00') }]] };
  const sheet = strFromU8(unzipSync(new Uint8Array(await bytes('xlsx', opened)))['xl/worksheets/sheet1.xml'] as Uint8Array);
  expect(sheet).toMatch(/<c r="A2"[^>]*><v>46349.75<\/v>/u);
  expect(String(await bytes('csv', opened))).toContain('23/11/2026, 18:00\r\n');
  expect(textOfPdf(await bytes('pdf', opened)).join(' ')).toContain('23/11/2026, 18:00');
});

it('writes amounts as numbers of soles, and prints them with their two decimals', async () => {
  const amounts = { headings: ['Gasto', 'Monto'], rows: [['Luz', { cents: 125_050 }], ['Extorno', { cents: -1_000 }], ['Cuota: S/\u00a010.00', null]] };
  const files = unzipSync(new Uint8Array(await bytes('xlsx', amounts)));
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] as Uint8Array);
  expect(Object.values(files).map((file) => strFromU8(file)).join('')).toContain('Cuota: S/ 10.00');
  expect(sheet).toMatch(/<c r="B2"[^>]*><v>1250.5<\/v>/u);
  expect(sheet).toMatch(/<c r="B3"[^>]*><v>-10<\/v>/u);
  expect(String(await bytes('csv', amounts))).toContain('Luz;1250.5\r\nExtorno;-10\r\n');
});

it('prints long lists with numbered pages, and an empty one too', async () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`Persona ${index}`, index, { date: '2026-11-23' as const }]);
  const pages = async (content: ListContent): Promise<number> => String((await bytes('pdf', content)).toString('latin1')).match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(await pages({ ...list, rows })).toBeGreaterThan(2);
  expect(await pages({ ...list, rows: [] })).toBe(1);
});

it('turns the page between the parts of a list, and moves its rows closer before it turns it for a few', async () => {
  const headings = ['Parte', 'Concepto', 'Monto', 'Antes', 'Entró', 'Salió'];
  const pagesOf = async (sizes: readonly number[]): Promise<string[]> => {
    const parts = sizes.flatMap((size, index) => Array<number>(size).fill(index + 1));
    const rows = parts.map((part, index) => [`p${part}`, `Fila ${index}`, ...Array.from({ length: 4 }, () => ({ cents: 1_050 }))]);
    const pages = textOfPdf(await bytes('pdf', { headings, rows, parts })).join('\n').split(/^Parte$/mu).slice(1);
    return pages.map((page) => [...new Set(page.match(/^p\d+$/gmu) ?? [])].join(' '));
  };
  expect(await pagesOf([5, 5, 5, 5, 5, 5, 2])).toEqual(['p1 p2 p3 p4 p5 p6 p7']);
  // Also where a part would leave its last row alone to the second page.
  for (const before of [6, 7, 8, 9]) expect([await pagesOf([9, before, 9, 9, 9])].map((pages) => [pages.length, pages.join(' ')])).toEqual([[2, 'p1 p2 p3 p4 p5']]);
});

it('puts several lists into one workbook, each on a sheet whose name no other has', async () => {
  const names = ['Registro', 'registro', 'Personas por tipo de organización social', 'Personas por tipo de organización', '/'];
  const book = await workbookFile('Informe', names.map((name, index) => ({ name, list: { headings: ['Cifra'], rows: [[index]] } })));
  const files = unzipSync(new Uint8Array(book.body as Buffer));
  const told = [...strFromU8(files['xl/workbook.xml'] as Uint8Array).matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map(([, name]) => name);
  expect(told).toEqual(['Registro', 'registro 2', 'Personas por tipo de', 'Personas por tipo de 2', '1']);
  expect(strFromU8(files['xl/worksheets/sheet4.xml'] as Uint8Array)).toMatch(/<c r="A2"[^>]*><v>3<\/v>/u);
});
