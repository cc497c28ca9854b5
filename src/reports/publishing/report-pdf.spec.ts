import { writeFileSync } from 'node:fs';
import { textOfPdf } from '../../../test/helpers/pdf-text.js';
import { usualReport } from '../../../test/reports/told-report.js';
import { MOST_PAGES, pagesOf, reportPdf, type PdfOptions, type PrintedReport } from './report-pdf.js';

const PRINTED: PrintedReport = {
  report: { startsOn: '2026-01-01', endsOn: '2026-09-30', edition: 1, status: 'published', digest: 'c'.repeat(64) },
  signatures: [{ name: 'Elena Mamani Ccori', signedAt: Date.UTC(2026, 9, 6, 20) }],
};

describe('a report on paper', () => {
  const print = (options: PdfOptions): Promise<Buffer> => reportPdf(usualReport(), PRINTED, options);

  it.each([
    ['es', 'minka', ['Democracia digital en Lima Sur', 'Elena Mamani Ccori', 'Resumen', 'Lo logrado frente a cada meta', 'Marco de resultados', 'Cifras por grupos', 'Dinero', 'Actividades, hitos y riesgos', 'Anexo: en qué se apoya']],
    ['en', 'minka', ['Digital democracy in South Lima', 'Elena Mamani Ccori', 'Summary', 'What was reached of each target', 'Results framework', 'Figures by groups', 'Money', 'Activities, milestones and risks', 'Annex: what each figure']],
    ['en', 'undef', ['Digital democracy in South Lima', 'I. Summary of the project', 'II. Outcomes, outputs', 'III. Beneficiaries', 'III.1 Disaggregated', 'IV. Financial utilization', 'V. Activities', 'VI. Outputs against the plan', 'VII. Problems', 'VIII. Lessons', 'IX. Sustainability', 'X. Gender', 'XI. Annex: means of']],
  ] as const)('says in its order what it has to say, in %s under the headings of %s, on no more pages than a funder reads', async (locale, template, order) => {
    const pdf = await print({ locale, template });
    if (process.env.MINKA_KEEP_PDF) writeFileSync(`${process.env.MINKA_KEEP_PDF}-${locale}-${template}.pdf`, pdf);
    expect(pagesOf(pdf)).toBeGreaterThan(3);
    expect(pagesOf(pdf)).toBeLessThanOrEqual(MOST_PAGES);
    const text = textOfPdf(pdf).join(' ').replace(/\s+/g, ' ');
    const places = order.map((words) => text.indexOf(words));
    expect(Object.fromEntries(order.map((words, index) => [words, (places[index] ?? -1) >= 0]))).toEqual(Object.fromEntries(order.map((words) => [words, true])));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is the same to the byte for the same report', async () => {
    const [one, other] = [await print({ locale: 'es', template: 'minka' }), await print({ locale: 'es', template: 'minka' })];
    expect(one.equals(other)).toBe(true);
  });

  it('leaves out what the workbook has too where it would be more pages', async () => {
    const usual = usualReport();
    const long = { ...usual, log: Array.from({ length: 12 }, () => usual.log).flat().map((entry) => ({ ...entry, text: entry.text.repeat(20) })) };
    expect(pagesOf(await reportPdf(long, PRINTED, { locale: 'es', template: 'minka' }))).toBeLessThanOrEqual(MOST_PAGES);
  });
});
