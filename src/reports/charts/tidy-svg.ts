import { CHART_COLOURS } from './chart-colours.js';

/** What a picture says to whoever does not see it, and how large it is. */
export interface PictureFrame {
  /** Unique on its page. */
  id: string;
  title: string;
  description: string;
  width: number;
  height: number;
}

const USELESS = new Set(['class', 'xml:space', 'pointer-events']);

/**
 * Makes a chart of ECharts fit for Minka's pages and PDFs: nothing that a strict content policy forbids (style elements and
 * attributes), no running numbers (the same figures give the same bytes), a title and a description, and a class for each of
 * our colours, so that the style sheet can put another in the dark.
 */
export function tidySvg(drawn: string, frame: PictureFrame): string {
  const inside = drawn.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/<style[^>]*>.*?<\/style>/gs, '');
  const parts = inside.replace(/<([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g,
    (_whole, name: string, attributes: string, closes: string) => `<${name}${tidyAttributes(attributes, frame.id)}${closes}>`);
  const seen = parts.replace(/<(?:rect|path)(?![^>]* stroke=)[^>]* fill="none"[^>]*><\/(?:rect|path)>/g, '');
  return `${opening(frame)}${seen.replace(/\n+/g, '\n').trim()}</svg>`;
}

function opening({ id, title, description, width, height }: PictureFrame): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" class="chart__picture" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" `
    + `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Atkinson">`
    + `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>`;
}

function tidyAttributes(attributes: string, id: string): string {
  const kept: string[] = [];
  const classes: string[] = [];
  for (const [, name, value] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g) as Iterable<[string, string, string]>) {
    if (USELESS.has(name) || name.startsWith('ecmeta_')) continue;
    if (name === 'style') kept.push(...presentation(value));
    else kept.push(`${name}="${value.replace(/\bzr\d+-/g, `${id}-`)}"`);
    const colour = name === 'fill' || name === 'stroke' ? CHART_COLOURS.find(({ light }) => light === value) : undefined;
    if (colour) classes.push(`chart__${name}--${colour.name}`);
  }
  if (classes.length > 0) kept.unshift(`class="${classes.join(' ')}"`);
  return kept.map((one) => ` ${one}`).join('');
}

/** A style as attributes that say the same; the letters are those of the page. */
function presentation(style: string): string[] {
  return style.split(';').map((rule) => rule.split(':').map((part) => part.trim()) as [string, string?])
    .filter(([name, value]) => value !== undefined && (name === 'font-size' || name === 'font-weight'))
    .map(([name, value]) => `${name}="${(value as string).replace(/px$/, '')}"`);
}

/** A text as it stands in a picture. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
