import { COLOUR } from './chart-colours.js';
import type { ChartHead, ChartValue } from './charts.js';
import { LETTERS, shortened, WIDTH } from './chart-parts.js';
import { escaped, tidySvg } from './tidy-svg.js';

export interface PathsChartSpec extends ChartHead {
  steps: readonly string[];
  /** Side by side, two to seven: each value is a share of 100 at its step. */
  groups: readonly { label: string; values: readonly ChartValue[] }[];
}

const [THICK, GAP, ROW] = [14, 10, 66];
/** The names of the groups, over the first row. */
const HEAD = 22;
/** A letter's width, by its size. */
const WIDE = 0.56;

/**
 * The same path of several groups side by side: at each step, a bar as long as the share of the group that got there. Put
 * together here: of seven coordinate systems ECharts makes the same picture in a quarter of a second.
 */
export function pathsChart({ steps, groups, ...head }: PathsChartSpec): string {
  const width = WIDTH / Math.max(1, groups.length);
  const letters = groups.length > 5 ? LETTERS - 3 : LETTERS - 1;
  const parts = groups.flatMap(({ label, values }, index) => {
    const left = index * width;
    const name = words(left, 16, letters, shortened(label, Math.floor(width / (letters * WIDE))), true);
    return [name, ...values.flatMap((value, step) => bar(value, left, HEAD + step * ROW + 24, width - GAP, letters))];
  });
  const names = steps.map((step, index) => words(0, HEAD + index * ROW + 18, LETTERS, shortened(step, 52)));
  return tidySvg(`<svg>${[...names, ...parts].join('')}</svg>`, { ...head, width: WIDTH, height: HEAD + steps.length * ROW });
}

/** A bar on the ground of its whole, its words under it. */
function bar({ value, text }: ChartValue, left: number, top: number, width: number, letters: number): string[] {
  const ground = value === null ? [] : [rectangle(left, top, width, COLOUR.ground), rectangle(left, top, (width * value) / 100, COLOUR.primary)];
  return [...ground, words(left, top + THICK + letters + 1, letters, text, true)];
}

function rectangle(left: number, top: number, width: number, colour: string): string {
  return `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${THICK}" fill="${colour}"></rect>`;
}

function words(left: number, base: number, size: number, text: string, bold = false): string {
  return `<text x="${round(left)}" y="${round(base)}" font-size="${size}"${bold ? ' font-weight="700"' : ''} fill="${COLOUR.ink}">${escaped(text)}</text>`;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
