import iconv from 'iconv-lite';
import { inventedLists } from '../../test/fixtures/lists.js';
import { MOST_BYTES, readList } from './read-list.js';

const TEXT = 'Apellidos y nombres;DNI;Organización\r\nÑahui Núñez, José;07661234;Comité "Unión"\r\n';

const read = async (bytes: Buffer | string) => {
  const reading = await readList(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  if (!reading.ok) throw new Error(reading.refusal.reason);
  return reading.list;
};

const refusalOf = async (bytes: Buffer | string) => {
  const reading = await readList(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return reading.ok ? null : reading.refusal;
};

describe('readList: letters', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['utf-16le', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(TEXT, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(TEXT, 'utf-16le', { addBOM: false })],
    ['windows-1252', iconv.encode(TEXT, 'windows-1252')],
    ['cp850', iconv.encode(TEXT, 'cp850')],
    ['macintosh', iconv.encode(TEXT, 'macintosh')],
  ])('%s', async (encoding, bytes) => {
    expect(await read(bytes)).toEqual({
      encoding, delimiter: ';', headerRow: 1, headings: ['Apellidos y nombres', 'DNI', 'Organización'],
      rows: [{ row: 2, cells: ['Ñahui Núñez, José', '07661234', 'Comité "Unión"'] }],
    });
  });

  it('takes letters that are the same everywhere for UTF-8', async () => {
    expect((await read('Nombres;Apellidos\nAna;Quispe')).encoding).toBe('utf-8');
  });
});

describe('readList: separators, headings and rows', () => {
  it.each([
    [';', 'Apellidos y nombres;DNI;Disponibilidad\nPoma, Luz;07661234;L-M-V mañana, noches\nRojas, Ana;07661235;noches\n'],
    [',', 'Apellidos y nombres,DNI,Disponibilidad\n"Poma, Luz",07661234,"L-M-V mañana, noches"\n"Rojas, Ana",07661235,noches\n'],
    ['\t', 'Apellidos y nombres\tDNI\tDisponibilidad\nPoma, Luz\t07661234\tL-M-V mañana, noches\nRojas, Ana\t07661235\tnoches\n'],
    ['|', 'Apellidos y nombres|DNI|Disponibilidad\nPoma, Luz|07661234|L-M-V mañana, noches\nRojas, Ana|07661235|noches'],
  ])('separator %j', async (delimiter, text) => {
    const list = await read(text);
    expect(list.delimiter).toBe(delimiter);
    expect(list.rows.map(({ cells }) => cells)).toEqual([['Poma, Luz', '07661234', 'L-M-V mañana, noches'], ['Rojas, Ana', '07661235', 'noches']]);
  });

  it('recognises a separator by the shape of rows where the headings are unknown', async () => {
    expect((await read('a,b,c\n1,"x;y",3\n4,z,6\n')).delimiter).toBe(',');
  });

  it('obeys the hint that Excel writes, and numbers rows behind it as Excel does', async () => {
    expect(await read('sep=,\r\nApellidos,Nombres\r\nPoma,Luz\r\n')).toMatchObject({ delimiter: ',', headerRow: 2, rows: [{ row: 3 }] });
  });

  it('finds the headings under a title, and keeps the numbers of rows over blank ones', async () => {
    const list = await read('MUNICIPALIDAD DE VILLA EL SALVADOR;;\n;;\nApellidos;Nombres;DNI\nPoma;Luz;07661234\n;;\nRojas;Ana;\n');
    expect(list.headerRow).toBe(3);
    expect(list.rows).toEqual([{ row: 4, cells: ['Poma', 'Luz', '07661234'] }, { row: 6, cells: ['Rojas', 'Ana', ''] }]);
  });

  it('sees that there are no headings', async () => {
    expect(await read('Poma, Luz;07661234\nRojas, Ana;07661235\n')).toMatchObject({ headerRow: null, headings: ['', ''], rows: [{ row: 1 }, { row: 2 }] });
  });

  it('reads line breaks inside quotes, quotes inside words, guards before numbers, and columns without a name', async () => {
    const list = await read('Apellidos;Nombres;Celular;;\n"Poma\nPoma";"Luz ""Lucha""";\'+51 987654321;;\nO"Higgins;Ana;;x\n');
    expect(list.headings).toEqual(['Apellidos', 'Nombres', 'Celular']);
    expect(list.rows).toEqual([
      { row: 2, cells: ['Poma Poma', 'Luz "Lucha"', '+51 987654321'] },
      { row: 3, cells: ['O"Higgins', 'Ana', '', 'x'] },
    ]);
  });

  it('reads both lists of a centre', async () => {
    const lists = inventedLists();
    expect(await read(lists.organisationsFile)).toMatchObject({ encoding: 'utf-8', delimiter: ';', headerRow: 1, rows: { length: 64 } });
    expect(await read(lists.peopleFile)).toMatchObject({ encoding: 'windows-1252', delimiter: ';', headerRow: 1, rows: { length: 661 } });
  });

  it('lets others have their turn while it reads', async () => {
    let turns = 0;
    const timer = setInterval(() => { turns += 1; }, 1);
    await read(inventedLists({ people: 10_000 }).peopleFile);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('readList: what it refuses', () => {
  const zip = (inside: string) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(inside)]);

  it.each([
    ['an empty file', '', 'empty'],
    ['nothing but blanks', ' \r\n\t ', 'empty'],
    ['a byte order mark alone', '\ufeff', 'empty'],
    ['headings alone', 'Apellidos;Nombres;DNI\n;;\n', 'no-rows'],
    ['an Excel workbook', zip('xl/worksheets/sheet1.xml'), 'kind-spreadsheet'],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1aabb', 'hex'), 'kind-spreadsheet'],
    ['a LibreOffice sheet', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'), 'kind-spreadsheet'],
    ['a Word document', zip('word/document.xml'), 'kind-document'],
    ['an archive', zip('foto.jpg'), 'kind-archive'],
    ['a PDF', '%PDF-1.7\n', 'kind-pdf'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000d', 'hex'), 'kind-picture'],
    ['a photograph', Buffer.from('ffd8ffe000104a464946', 'hex'), 'kind-picture'],
    ['a web page called .xls', '\ufeff <html><table><tr><td>Ana', 'kind-web-page'],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0, 0, 250, 7, 0, 9, 1, 1]), 'kind-unknown'],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', 'latin1'), 'kind-unknown'],
    ['the first bytes of a program', Buffer.from('MZ\0\0', 'latin1'), 'kind-unknown'],
    ['a program that begins otherwise', Buffer.from('MZ\x01\0\x02\0\x1c\0', 'latin1'), 'kind-unknown'],
    ['a list whose first column is the block of houses', 'MZ;LOTE;Apellidos\n;;\n', 'no-rows'],
    ['control characters', Buffer.alloc(500, '\u0001\u0002ab'), 'kind-unknown'],
    ['a file of 50 MB', Buffer.alloc(50 * 1024 * 1024, 'a;b\n'), 'too-large'],
    ['too many columns', `${'a;'.repeat(80)}b\n${'1;'.repeat(80)}2\n`, 'too-many-columns'],
    ['too many rows', `Apellidos;Nombres\n${'a;b\n'.repeat(50_001)}`, 'too-many-rows'],
    ['a quote that nobody closed', `Apellidos;Nombres\nPoma;"Luz\n${'Rojas;Ana\n'.repeat(5000)}`, 'broken-line'],
  ])('%s', async (_, bytes, reason) => {
    expect((await refusalOf(bytes))?.reason).toBe(`imports:refusals.${reason}`);
  });

  it('says where a line is broken and how large a file may be', async () => {
    expect(await refusalOf(`Apellidos;Nombres\nPoma;"Luz\n${'Rojas;Ana\n'.repeat(5000)}`)).toEqual({ reason: 'imports:refusals.broken-line', params: { row: 2 } });
    expect(await refusalOf(Buffer.alloc(MOST_BYTES + 1))).toEqual({ reason: 'imports:refusals.too-large', params: { megabytes: 20 } });
  });
});
