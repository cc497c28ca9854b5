import type { Content } from 'pdfmake/interfaces.js';
import { cut, headingOf, SOFT, type PdfTalk } from './report-pdf-style.js';
import { toldTexts } from './told-narrative.js';

/** How much of what somebody wrote is printed; the page of the report has all. */
const LONGEST: Readonly<Record<PdfTalk['brevity'], number>> = { 0: 3_000, 1: 1_500, 2: 700 };
/** How many lines of records stand above it. */
const MOST_LINES = 8;

/** What the records say of each part of a funder's template, then what the project's keepers wrote of it. Outside such a template only what they wrote. */
export function textParts(talk: PdfTalk): Content[] {
  return toldTexts(talk).filter(({ text }) => talk.wholeTemplate || text.length > 0).flatMap(({ key, records, text }): Content[] => {
    const shown = talk.wholeTemplate ? records.slice(0, MOST_LINES) : [];
    const none = shown.length === 0 && text.length === 0;
    return [
      headingOf(talk.heading(key)), ...none ? [{ text: talk.t('reports:texts.none'), color: SOFT }] : [],
      ...shown.length === 0 ? [] : [{ ul: shown.map((line) => cut(line, 700)), margin: [0, 0, 0, 4] as [number, number, number, number] }],
      ...text.length === 0 ? [] : [{ text: cut(text.join('\n'), LONGEST[talk.brevity]), margin: [0, 0, 0, 4] as [number, number, number, number] }],
    ];
  });
}
