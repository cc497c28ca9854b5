import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import type { Speech } from './told-report.js';
import type { TextKey } from './report-texts.js';
import type { Brevity } from './report-pdf.js';

export const [INK, SOFT, PRIMARY, LINE] = ['#1e1a16', '#49433b', '#0e4650', '#cfc6b8'] as const;

/** The parts of a report that have a heading. */
export type PdfSection = 'summary' | 'results' | 'path' | 'splits' | 'others' | 'finance' | 'log' | 'evidence' | TextKey;

/** What speaking of a report on paper takes. */
export interface PdfTalk extends Speech {
  heading: (section: PdfSection) => string;
  brevity: Brevity;
  /** Whether each part of a funder's template stands there, also where nobody wrote it. */
  wholeTemplate: boolean;
}

export function headingOf(text: string): Content {
  return { text, headlineLevel: 1, fontSize: 15, bold: true, color: PRIMARY, margin: [0, 14, 0, 4] };
}

export function smallHeading(text: string): Content {
  return { text, headlineLevel: 1, fontSize: 11, bold: true, margin: [0, 8, 0, 3] };
}

/** At most so many letters. */
export function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

const LAYOUT: CustomTableLayout = {
  hLineWidth: (line) => (line === 1 ? 1 : 0.5), vLineWidth: () => 0, hLineColor: () => LINE, paddingLeft: () => 3, paddingRight: () => 3, paddingTop: () => 2, paddingBottom: () => 2,
};

/** A heading, and what must stand on its page. */
export function together(...parts: Content[]): Content {
  return { unbreakable: true, stack: parts };
}

/** A table whose headings stand on every page that it goes over. Columns that are `numeric` stand to the right, headings too. */
export function printedTable(headings: readonly string[], rows: readonly (readonly TableCell[])[], { widths, fontSize = 8.5, numeric = [], tight = false }: {
  widths: (string | number)[]; fontSize?: number; numeric?: readonly number[]; tight?: boolean;
}): Content {
  const placed = (cell: TableCell, column: number): TableCell => (numeric.includes(column) ? { ...(cell as object), alignment: 'right' } as TableCell : cell);
  return {
    layout: tight ? { ...LAYOUT, paddingLeft: () => 1.5, paddingRight: () => 1.5 } : LAYOUT, fontSize, margin: [0, 0, 0, 4],
    table: {
      headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths,
      body: [headings.map((text, column) => placed({ text, bold: true, color: SOFT }, column)), ...rows.map((row) => row.map(placed))],
    },
  };
}
