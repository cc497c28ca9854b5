import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { monthsOf } from '../../ledger/book-months.js';
import { Refused } from '../../shared/kernel/refusal.js';
import { translator, type Locale } from '../../shared/web/i18n.js';
import { workbookFile } from '../../shared/web/list-files.js';
import { download, type Download } from '../../shared/web/page.js';
import { TakenLists, type Taker } from '../../shared/web/taken-lists.js';
import { listWords } from '../../shared/web/date-words.js';
import { MonthsRepository } from '../../statements/months.repository.js';
import { statementList, statementParts, statementSpan } from '../../statements/statement.presenter.js';
import { FactsRepository } from '../facts/facts.repository.js';
import type { ReportContent } from '../publishing/report-content.js';
import type { ReportSignature } from '../publishing/report-signature.entity.js';
import type { Report } from '../publishing/report.entity.js';
import { reportPdf } from '../publishing/report-pdf.js';
import { fileName } from '../publishing/reports.presenter.js';
import { ReportsRepository } from '../publishing/reports.repository.js';
import { iatiActivity, lacksIdentifier } from './iati-activity.js';
import { dataDictionary, longForm } from './long-form.js';
import { LogDocumentsRepository } from './log-documents.repository.js';
import { packStream, type PackSources } from './pack.js';
import { personRow, type PersonRow } from './person-rows.js';
import { ReportRegistersRepository } from './report-registers.repository.js';
import { reportSheets, type ReportMark } from './report-tables.js';
import { fileWords } from './words.js';

export const FILE_KINDS = ['xlsx', 'csv', 'dictionary', 'iati'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** In which language, and where the catalogue of indicators can be read. */
export interface FileWish {
  locale: Locale;
  definitions: string | null;
}

const [CSV, XML, ZIP] = ['text/csv; charset=utf-8', 'application/xml; charset=utf-8', 'application/zip'];

/** Makes what leaves of a report as a file. */
@Injectable()
export class ReportFilesService {
  constructor(
    private readonly reports: ReportsRepository, private readonly facts: FactsRepository, private readonly registers: ReportRegistersRepository,
    private readonly months: MonthsRepository, private readonly documents: LogDocumentsRepository, private readonly taken: TakenLists,
  ) {}

  /** @throws Refused for IATI where the project has no identifier @throws NotThere for a report whose figures are not gathered yet */
  async make(report: Report, kind: FileKind, wish: FileWish): Promise<Download> {
    const { content, mark } = await this.read(report);
    const words = fileWords(wish.locale, content);
    const name = fileName(translator(wish.locale), report);
    if (kind === 'xlsx') return workbookFile(name, reportSheets(content, mark, words));
    if (kind === 'csv') return download(`${name}.csv`, CSV, longForm(content, words));
    if (kind === 'dictionary') return download(words.text('report-files:pack.files.figures-dictionary'), CSV, dataDictionary(words));
    const xml = iatiOf(content, wish);
    if (xml === null) throw new Refused({ reason: 'report-files:no-identifier' });
    return download(`${name}.xml`, XML, xml);
  }

  /** The evaluation pack of a published report, noted in the trail before a byte of it is written. */
  async pack(report: Report, wish: FileWish, by: Taker): Promise<Download> {
    const { content, bytes, mark, signatures } = await this.read(report);
    const words = fileWords(wish.locale, content);
    const name = fileName(translator(wish.locale), report);
    const people = await this.people(content);
    const sources: PackSources = {
      content, kept: bytes, mark, words, seed: randomBytes(32), people, iati: iatiOf(content, wish),
      pdf: await reportPdf(content, { report, signatures }, { locale: wish.locale, template: 'minka' }),
      workbook: (await workbookFile(name, reportSheets(content, mark, words))).body as Buffer,
      registers: (centreId) => this.registers.of(centreId, content.period), statements: () => this.statements(content, wish.locale),
      documents: () => this.documents.of(content),
    };
    return this.taken.file(`${name}.zip`, Readable.from(packStream(sources), { objectMode: false }), { list: 'evaluation-pack', about: content.project.title, people: people.length }, by, ZIP);
  }

  private async read(report: Report): Promise<{ content: ReportContent; bytes: Buffer; mark: ReportMark; signatures: ReportSignature[] }> {
    const [{ content, bytes, digest }, signatures] = await Promise.all([this.reports.content(report), this.reports.signatures(report.id)]);
    return { content, bytes, signatures, mark: { digest, edition: report.edition, signatures: signatures.map(({ name }) => name) } };
  }

  private async people({ centres, period }: ReportContent): Promise<PersonRow[]> {
    const rows: PersonRow[] = [];
    const centreIds = centres.map(({ id }) => id);
    const withdrawn = await this.registers.withdrawn(centreIds);
    await this.facts.eachPerson(centreIds, (facts) => {
      const row = personRow(facts, period);
      if (row && !withdrawn.has(row.personId)) rows.push(row);
    });
    return rows;
  }

  /** Closed months as they were sealed, the others as they are now. At most five queries a month. */
  private async* statements({ centres, period }: ReportContent, locale: Locale): ReturnType<PackSources['statements']> {
    const t = translator(locale);
    for (const { id, shortName } of centres) {
      for (const month of monthsOf(period)) {
        const closing = await this.months.closing(id, month);
        const statement = closing?.statement ?? await this.months.live(id, month);
        const list = statementList(t, statementParts(t, statement), statementSpan(t, month));
        if (list.rows.length > 0) yield { centre: shortName, month, list };
      }
    }
  }
}

function iatiOf(content: ReportContent, { definitions }: FileWish): string | null {
  if (lacksIdentifier(content.project)) return null;
  const es = translator('es');
  const reporter = content.project.iatiReporter ?? es('report-files:iati.reporter', { centres: listWords(es, content.centres.map(({ name }) => name)) });
  return iatiActivity(content, { reporter, definitions, words: { es: fileWords('es', content), en: fileWords('en', content) } });
}
