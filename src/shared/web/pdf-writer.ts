import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type * as pdfmakeTypes from 'pdfmake';
import { VIEWS } from './project-root.js';

type Pdfmake = typeof pdfmakeTypes;

const FONTS = join(VIEWS, 'assets', 'fonts');
let ready: Pdfmake | undefined;

/** pdfmake with the letters of the pages, as TTF: what their package brings (WOFF2, of variable weight) cannot be embedded. */
export function pdfWriter(): Pdfmake {
  if (ready) return ready;
  const pdfmake = createRequire(import.meta.url)('pdfmake') as Pdfmake & { setLocalAccessPolicy(allowed: (path: string) => boolean): void };
  const [normal, bold] = ['Regular', 'Bold'].map((weight) => join(FONTS, `AtkinsonHyperlegibleNext-${weight}.ttf`)) as [string, string];
  pdfmake.setFonts({ Atkinson: { normal, bold, italics: normal, bolditalics: bold } });
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS + sep));
  pdfmake.setUrlAccessPolicy(() => false);
  return ready = pdfmake;
}
