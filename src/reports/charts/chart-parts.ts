import { COLOUR } from './chart-colours.js';

/** Narrow on purpose: on a phone the letters stay readable, on a wide page the picture grows. */
export const WIDTH = 440;
export const LETTERS = 15;
/** What a bold letter takes at most. */
export const LETTER = 8.6;
/** The height of a row's name. */
const NAME = 23;
/** The height of every further line of a name, and how many letters a line has at most. */
const [LINE, LONGEST_LINE] = [18, 56];

export type Series = Record<string, unknown>;

/** Nothing in a picture moves or answers to the mouse. */
const STILL = { silent: true, emphasis: { disabled: true }, clip: false } as const;

/** Words beside a bar, of at most so many letters; the table below has all of them. */
export function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

/** How high rows are: the longest name, what stands under it, and air. */
export function rowsHeight(names: readonly string[], under: number): number {
  return Math.max(1, names.length) * (nameHeight(names) + under + 13) + 4;
}

function nameHeight(names: readonly string[]): number {
  return NAME + (Math.max(1, ...names.map((name) => nameLines(name).length)) - 1) * LINE;
}

/** A name as it is written over its bars: broken between words, so that nothing of it is cut where it is printed. */
function nameLines(name: string): string[] {
  const lines = [''];
  for (const word of name.split(' ')) {
    const longer = [lines.at(-1), word].filter((part) => part !== '').join(' ');
    if (longer.length > LONGEST_LINE && lines.at(-1) !== '') lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Rows one under the other, each with its name over its bars; the axis goes to `most`, the words of the values stand at its right. */
export function rowsGrid(names: readonly string[], under: number, most: number, words: readonly string[]): Series {
  return {
    grid: { left: 1, right: roomFor(words), top: nameHeight(names) / 2, bottom: 0 },
    xAxis: { type: 'value', show: false, min: 0, max: most > 0 ? most : 1 },
    yAxis: {
      type: 'category', inverse: true, data: names.map((name) => nameLines(name).join('\n')), axisTick: { show: false }, splitLine: { show: false },
      axisLine: { show: false },
      axisLabel: { inside: true, margin: 0, align: 'left', verticalAlign: 'bottom', padding: [0, 0, under / 2 + 5, 0], color: COLOUR.ink, fontSize: LETTERS, lineHeight: LINE, interval: 0 },
    },
  };
}

/** What words of bold letters take at most, with the gap before them. */
function roomFor(words: readonly string[]): number {
  return Math.min(WIDTH / 2, Math.max(24, ...words.map((text) => text.length * LETTER)) + 16);
}

/** A bar of every row. */
export function bars(values: readonly (number | null)[], look: Series, more: Series = {}): Series {
  return { type: 'bar', ...STILL, data: values, itemStyle: look, ...more };
}

/** Words at a place of each row: where the value ends. */
export function wordsAt(places: readonly { x: number; row: number; text: string; down?: number }[], more: Series = {}): Series {
  return {
    type: 'scatter', ...STILL, symbolSize: 0.01, z: 10, itemStyle: { color: 'none', opacity: 1 },
    data: places.map(({ x, row, text, down = 0 }) => ({
      value: [x, row], label: { formatter: literal(text), offset: [0, down] },
    })),
    label: { show: true, position: 'right', distance: 6, color: COLOUR.ink, fontSize: LETTERS, fontWeight: 700, textBorderWidth: 0 }, ...more,
  };
}

/** A sign at a place of each row. */
export function signsAt(places: readonly { x: number; row: number }[], sign: Series): Series {
  return { type: 'scatter', ...STILL, z: 9, data: places.map(({ x, row }) => [x, row]), ...sign };
}

/** What a sign means, under the bar of each row; `left` in pixels. */
export function keys(words: readonly { text: string | undefined; left: number }[], sign: Series): Series {
  return {
    type: 'scatter', ...STILL, ...sign, z: 9,
    data: words.flatMap(({ text, left }, row) => (text ? [{ value: [0, row], symbolOffset: [left, 30], label: { formatter: literal(text) } }] : [])),
    label: { show: true, position: 'right', distance: 6, color: COLOUR.soft, fontSize: LETTERS - 1.5, textBorderWidth: 0 },
  };
}

/** A text as it stands: ECharts would read braces as places to fill. */
export function literal(text: string): () => string {
  return () => text;
}

/** How bars that stand beside each other look: dark, pale with an edge, middling. */
export const LOOKS: readonly [Series, Series, Series] = [
  { color: COLOUR.primary },
  { color: COLOUR.pale, borderColor: COLOUR.accent, borderWidth: 2 },
  { color: COLOUR.accent },
];
