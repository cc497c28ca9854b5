import { csvLines, csvText, type CsvCell } from '../../shared/web/csv-list.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { zipStream, type FileToPack, type PackedFile } from '../../shared/files/zip-stream.js';
import { tooFew } from '../../shared/kernel/small-cells.js';
import type { ReportContent } from '../publishing/report-content.js';
import { ANY } from './anonymise.js';
import { dataDictionary, longForm } from './long-form.js';
import type { LogDocumentFile } from './log-documents.repository.js';
import { peopleDictionary, peopleFile, type PersonRow } from './person-rows.js';
import { pseudonyms } from './pseudonyms.js';
import type { KeptRegister } from './report-registers.repository.js';
import { definitionsTable, type ReportMark } from './report-tables.js';
import type { FileWords } from './told.js';

/** What a pack is made from. The same of all of it gives the same bytes. */
export interface PackSources {
  content: ReportContent;
  /** The bytes that were signed. */
  kept: Buffer;
  mark: ReportMark;
  words: FileWords;
  /** Made for this pack alone and thrown away. */
  seed: Buffer;
  /** The report as it is read. */
  pdf: Buffer;
  workbook: Buffer;
  /** Null for a project that cannot be told to IATI. */
  iati: string | null;
  people: readonly PersonRow[];
  registers: (centreId: string) => AsyncIterable<KeptRegister>;
  /** Month by month, of each centre. */
  statements: () => AsyncIterable<{ centre: string; month: string; list: ListContent }>;
  /** What the log of the report names. */
  documents: () => AsyncIterable<LogDocumentFile>;
}

/** The evaluation pack as an archive that is written while it is read. */
export function packStream(sources: PackSources): AsyncGenerator<Uint8Array> {
  return zipStream(packFiles(sources), (packed) => ({ path: 'manifest.json', body: [`${JSON.stringify(manifestOf(sources, packed), null, 2)}\n`] }));
}

async function* packFiles(sources: PackSources): AsyncGenerator<FileToPack> {
  const { content, kept, words, seed, pdf, workbook, iati, people } = sources;
  const { text } = words;
  yield { path: text('report-files:pack.files.readme'), body: [readme(words)] };
  yield { path: text('report-files:pack.files.report', { ending: 'pdf' }), body: [pdf] };
  yield { path: text('report-files:pack.files.report', { ending: 'json' }), body: [kept] };
  yield { path: text('report-files:pack.files.report', { ending: 'xlsx' }), body: [workbook] };
  yield { path: text('report-files:pack.files.figures'), body: [longForm(content, words)] };
  yield { path: text('report-files:pack.files.figures-dictionary'), body: [dataDictionary(words)] };
  yield { path: text('report-files:pack.files.definitions'), body: [tableText(definitionsTable(content, words))] };
  if (iati !== null) yield { path: 'iati-activity.xml', body: [iati] };
  yield { path: text('report-files:pack.files.people'), body: [peopleFile(people, pseudonyms(seed, 'people'))] };
  yield { path: text('report-files:pack.files.people-dictionary'), body: [peopleDictionary(words)] };
  yield { path: text('report-files:pack.files.registers'), body: registerLines(sources) };
  for await (const { centre, month, list } of sources.statements()) {
    yield { path: text('report-files:pack.files.statement', { centre: centre.replace(/[^\p{L}\p{N}]+/gu, '-'), month }), body: [tableText(list)] };
  }
  for await (const { name, hash, bytes } of sources.documents()) yield { path: text('report-files:pack.files.document', { hash: hash.slice(0, 12), name: fileNameOf(name) }), body: [bytes] };
}

/** A name that every system takes, with its ending. */
function fileNameOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^[-.]+/u, '').slice(-80) || '1';
}

const REGISTER_COLUMNS = ['centre', 'date', 'starts', 'ends', 'group', 'register', 'person', 'mark', 'minutes'] as const;

/**
 * A line a person and session, under other names than those of the rows of people: the days on which somebody came would tell
 * who she is there. Of a session with very few people it is only said that there was one.
 */
async function* registerLines({ content, words, seed, registers }: PackSources): AsyncGenerator<string> {
  const nameOf = pseudonyms(seed, 'registers');
  yield csvText(REGISTER_COLUMNS.map((column) => words.text(`report-files:registers.${column}`)), []);
  for (const { id, shortName } of content.centres) {
    for await (const { marks, ...session } of registers(id)) {
      const place: CsvCell[] = [shortName, session.date, session.startsAt, session.endsAt, session.group, session.cancelled ? 'cancelled' : session.saved ? 'saved' : 'missing'];
      const rows = marks.map(({ personId, status, minutes }): CsvCell[] => [...place, nameOf(personId), status, minutes]).toSorted((a, b) => (String(a[6]) < String(b[6]) ? -1 : 1));
      yield csvLines(rows.length === 0 ? [[...place, null, null, null]] : tooFew(rows.length) ? [[...place, ANY, ANY, ANY]] : rows);
    }
  }
}

/** Figures with a point, days as the calendar of machines writes them. */
function tableText({ headings, rows }: ListContent): string {
  return csvText(headings, rows.map((row) => row.map((cell): CsvCell => {
    if (typeof cell !== 'object' || cell === null) return cell;
    if ('moment' in cell) return new Date(cell.moment).toISOString();
    return 'cents' in cell ? cell.cents / 100 : cell.date;
  })));
}

function readme({ text }: FileWords): string {
  return `${['title', 'what', 'report', 'figures', 'definitions', 'iati', 'people', 'registers', 'statements', 'documents', 'check', 'care'].map((part) => text(`report-files:pack.readme.${part}`)).join('\n\n')}\n`;
}

function manifestOf({ content, mark, words }: PackSources, packed: readonly PackedFile[]): object {
  return {
    format: 'minka-pack-1', project: content.project.title, period: content.period, edition: mark.edition, report: mark.digest, language: words.locale,
    check: words.text('report-files:pack.readme.check'),
    files: Object.fromEntries(packed.map(({ path, bytes, hash }) => [path, { bytes, sha256: hash }])),
  };
}
