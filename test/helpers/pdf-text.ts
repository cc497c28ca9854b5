import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF in the order in which they are drawn, a line for each piece of text: what a screen reader reads and what
 * can be selected; spaces that do not break stand as spaces. For PDFs as pdfmake writes them: fonts of two bytes a letter with a table of what each stands for.
 */
export function textOfPdf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const tables = new Map<string, Map<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of /\/Font\s*<<([^>]*)>>/.exec(head)?.[1]?.matchAll(/\/(F\d+)\s+(\d+) 0 R/g) ?? []) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      if (unicode) tables.set(name, tableOf(objects.get(unicode)?.body ?? ''));
    }
  }
  return [...objects.values()].filter(({ body }) => /\bTf\b/.test(body)).flatMap(({ body }) => linesOf(body, tables));
}

/** How far down the page each line stands that is drawn from side to side, at least so long. In points. */
export function rulesOfPdf(pdf: Buffer, shortest = 150): number[] {
  return [...objectsOf(pdf).values()].flatMap(({ body }) => [...body.matchAll(/([\d.]+) ([\d.]+) m\n([\d.]+) ([\d.]+) l\n/g)])
    .map(([, ...numbers]) => numbers.map(Number)).filter(([x1 = 0, y1, x2 = 0, y2]) => y1 === y2 && x2 - x1 >= shortest).map(([, y = 0]) => y);
}

interface PdfObject {
  head: string;
  body: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', whole = ''] = match;
    const [head = '', stream] = whole.split(/stream\n/, 2);
    const bytes = stream === undefined ? null : Buffer.from(stream.replace(/\nendstream$/, ''), 'latin1');
    objects.set(id, { head, body: bytes === null ? '' : head.includes('FlateDecode') ? inflated(bytes) : bytes.toString('latin1') });
  }
  return objects;
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return '';
  }
}

/** Which letters each code stands for. */
function tableOf(cmap: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, letters = ''], index) => table.set(
      (parseInt(first, 16) + index).toString(16).padStart(4, '0'),
      (letters.replace(/ /g, '').match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('')));
  }
  return table;
}

function linesOf(content: string, tables: ReadonlyMap<string, Map<string, string>>): string[] {
  const lines: string[] = [];
  let table: Map<string, string> | undefined;
  for (const [, font, pieces] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/gi)) {
    if (font) table = tables.get(font);
    else lines.push([...(pieces ?? '').matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.toLowerCase().match(/.{4}/g) ?? []).map((code) => table?.get(code) ?? '').join(''));
  }
  return lines.map((line) => line.replaceAll('\u00a0', ' ').trim()).filter((line) => line !== '');
}
