import { createHash } from 'node:crypto';
import { plainWords } from '../../../test/fixtures/file-words.js';
import { REPORT } from '../../../test/fixtures/report.js';
import { unzipped, zipEntries } from '../../shared/files/zip-entries.js';
import type { LearnerFacts } from '../facts/learner-facts.js';
import { packStream, type PackSources } from './pack.js';
import { personRow, type PersonRow } from './person-rows.js';
import { pseudonyms } from './pseudonyms.js';
import type { KeptRegister } from './report-registers.repository.js';

const person = (index: number): PersonRow => ({
  personId: `person-${index}`, sex: index < 6 ? 'female' : 'male', age: '60+', district: 'VES', organisationType: 'soup_kitchen', level_first: 0, level_last: 2,
  course_1: 'completed', course_2: 'no', attendance: '80-100', coaching_hours: '1-2', acted: 1,
});

const marksOf = (people: number): KeptRegister['marks'] => Array.from({ length: people }, (_, index) => ({ personId: `person-${index + 1}`, status: index === 0 ? 'late' : 'present', minutes: index === 0 ? 10 : null }));

const SOURCES: PackSources = {
  content: REPORT, kept: Buffer.from('{"format":"minka-report-1"}'), mark: { digest: 'e'.repeat(64), edition: 2, signatures: [] }, words: plainWords('es'), seed: Buffer.alloc(32, 1),
  pdf: Buffer.from('%PDF-'), workbook: Buffer.from('workbook'), iati: '<x/>', people: Array.from({ length: 12 }, (_, index) => person(index)),
  registers: async function* (centreId) {
    if (centreId !== REPORT.centres[0]?.id) return;
    yield { date: '2012-03-05', startsAt: '09:00', endsAt: '11:00', group: '=1A', saved: true, cancelled: false, marks: marksOf(5) };
    yield { date: '2012-03-06', startsAt: '09:00', endsAt: '11:00', group: '1B', saved: true, cancelled: false, marks: marksOf(4) };
    yield { date: '2012-03-07', startsAt: '09:00', endsAt: '11:00', group: '1A', saved: false, cancelled: false, marks: [] };
  },
  statements: async function* () {
    yield { centre: 'V/S', month: '2012-03', list: { headings: ['Qué', 'Monto'], rows: [['Luz', { cents: 12_345 }]] } };
  },
  documents: async function* () {
    yield { name: '../acta 1.pdf', hash: 'b'.repeat(64), bytes: Buffer.from('%PDF-acta') };
  },
};

async function packed(sources: PackSources): Promise<{ bytes: Buffer; files: Map<string, Buffer> }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packStream(sources)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const files = new Map<string, Buffer>();
  for (const entry of zipEntries(bytes)) files.set(entry.name, await unzipped(entry));
  return { bytes, files };
}

const textOf = (files: ReadonlyMap<string, Buffer>, name: string): string => String(files.get(name));

describe('the evaluation pack', () => {
  it('holds what was signed, tables, definitions, registers and statements, and the hash of each', async () => {
    const { files } = await packed(SOURCES);
    expect([...files.keys()]).toEqual([
      'LEAME.txt', 'informe.pdf', 'informe.json', 'informe.xlsx', 'cifras.csv', 'cifras-diccionario.csv', 'definiciones.csv', 'iati-activity.xml', 'personas.csv', 'personas-diccionario.csv', 'registros.csv',
      'libro/V-S-2012-03.csv', `adjuntos/${'b'.repeat(12)}-acta-1.pdf`, 'manifest.json',
    ]);
    const manifest = JSON.parse(textOf(files, 'manifest.json')) as { report: string; files: Record<string, { bytes: number; sha256: string }> };
    expect(manifest.report).toBe(SOURCES.mark.digest);
    const told = [...files].filter(([name]) => name !== 'manifest.json').map(([name, body]) => [name, { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') }]);
    expect(manifest.files).toEqual(Object.fromEntries(told as [string, object][]));
    expect(textOf(files, 'libro/V-S-2012-03.csv')).toContain('Luz;123.45');
  });

  it('leaves out what cannot be made', async () => {
    const { files } = await packed({ ...SOURCES, iati: null });
    expect(files.has('iati-activity.xml')).toBe(false);
  });

  it('is the same for the same seed; another one gives other names', async () => {
    const [one, again, other] = await Promise.all([packed(SOURCES), packed(SOURCES), packed({ ...SOURCES, seed: Buffer.alloc(32, 2) })]);
    expect(one.bytes.equals(again.bytes)).toBe(true);
    expect(textOf(one.files, 'personas.csv')).not.toBe(textOf(other.files, 'personas.csv'));
  });

  it('says nobody\'s id, and names people in registers otherwise than in their rows', async () => {
    const { files } = await packed(SOURCES);
    for (const body of files.values()) expect(body.includes('person-1')).toBe(false);
    const rows = new Set(textOf(files, 'personas.csv').match(/[0-9a-f]{16}/gu));
    const marked = textOf(files, 'registros.csv').match(/[0-9a-f]{16}/gu) ?? [];
    expect([rows.size, marked.length]).toEqual([12, 5]);
    expect(marked.filter((name) => rows.has(name))).toEqual([]);
    expect(textOf(files, 'registros.csv')).toContain("VES;2012-03-05;09:00;11:00;'=1A;saved;");
    expect(textOf(files, 'registros.csv')).toContain('VES;2012-03-06;09:00;11:00;1B;saved;*;*;*\r\n');
    expect(textOf(files, 'registros.csv')).toContain('VES;2012-03-07;09:00;11:00;1A;missing;;;');
  });

  it('tells fewer than five people no rows at all', async () => {
    const { files } = await packed({ ...SOURCES, people: SOURCES.people.slice(0, 4) });
    expect(textOf(files, 'personas.csv').trim().split('\r\n')).toHaveLength(1);
  });

  it('names the same person alike within a file', () => {
    const nameOf = pseudonyms(Buffer.alloc(32), 'people');
    expect([nameOf('a') === nameOf('a'), nameOf('a') === nameOf('b')]).toEqual([true, false]);
  });
});

describe('the row of a person', () => {
  const facts: LearnerFacts = {
    learnerId: 'l', personId: 'p', centreId: 'c', sex: 'female', birthDate: '1950-05-05', birthYear: null, access: null, kind: 'leader', registeredOn: '2011-05-01', diagnosedOn: null,
    levels: [{ on: '2011-06-01', level: 0 }, { on: '2012-02-01', level: 2 }, { on: '2013-02-01', level: 3 }],
    posts: [{ organisationId: 'o', type: 'soup_kitchen', district: 'VES', sector: null, post: 'president', board: true, from: null, until: null }],
    courses: [{
      enrolmentId: 'e', editionId: 'd', courseCode: 'C1', course: 1, status: 'completed', level: 0, enrolledOn: '2012-01-10', groupId: null, groupedOn: null, endedOn: null, completedOn: '2013-01-20',
      marks: [['2011-12-20', 's0', 120, 120, 1], ['2012-02-01', 's1', 120, 120, 1], ['2012-02-03', 's2', 120, 0, 0], ['2012-02-05', 's3', 120, 0, 0]],
    }],
    gains: [], coaching: [{ bookingId: 'b', on: '2012-05-05', minutes: 150, before: null, after: null }], actions: [{ actionId: 'a', on: '2012-06-01', kind: 'letter', proved: false }], answers: [], fees: [],
  };

  it('says what was so at the end of the period, in bands', () => {
    expect(personRow([facts], REPORT.period)).toEqual({
      personId: 'p', sex: 'female', age: '60+', district: 'VES', organisationType: 'soup_kitchen', level_first: 0, level_last: 2, course_1: 'enrolled', course_2: 'no',
      attendance: '1-49', coaching_hours: '3+', acted: 0,
    });
    expect(personRow([facts], { from: '2013-01-01', to: '2013-12-31' })).toMatchObject({ level_last: 3, course_1: 'completed', attendance: '', coaching_hours: '0' });
    expect(personRow([{ ...facts, registeredOn: '2013-01-01' }], REPORT.period)).toBeNull();
  });
});
