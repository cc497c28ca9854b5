import { COLOUR } from './chart-colours.js';
import { LETTER, LETTERS, LOOKS, WIDTH, bars, keys, literal, rowsGrid, rowsHeight, shortened, signsAt, wordsAt } from './chart-parts.js';
import { draw } from './draw.js';

/*
 * Pictures of figures as SVG, for pages (partial `chart`) and for PDFs (`{ svg, width }` of pdfmake): plain values in, the same
 * bytes for the same values. Words come finished, in the reader's language.
 */

/** What every picture says of itself. */
export interface ChartHead {
  /** Unique on its page: letters, digits and hyphens. */
  id: string;
  title: string;
  /** In one or two sentences what is to be seen, for whoever hears the page. */
  description: string;
}

/** A value with its words, as they are printed: `64 %`. Null where it is hidden or unknown: then only the words stand there. */
export interface ChartValue {
  value: number | null;
  text: string;
}

export interface BarChartSpec extends ChartHead {
  bars: readonly ({ label: string } & ChartValue)[];
  /** Where the axis ends: 100 for a share. Without it, at the largest value. */
  most?: number;
}

/** Bars one under the other, each with its value. */
export function barChart({ bars: rows, most, ...head }: BarChartSpec): Promise<string> {
  const thick = 18;
  return draw({ ...head, width: WIDTH, height: rowsHeight(rows.map(({ label }) => label), thick) }, {
    ...rowsGrid(rows.map(({ label }) => label), thick, most ?? largest(rows), rows.map(({ text }) => text)),
    series: [
      bars(rows.map(({ value }) => value), LOOKS[0], { barWidth: thick }),
      wordsAt(rows.map(({ value, text }, row) => ({ x: value ?? 0, row, text }))),
    ],
  });
}

export interface GroupedBarsSpec extends ChartHead {
  /** Two or three: before and after, women and men. Their names are printed at their bars. */
  series: readonly string[];
  groups: readonly { label: string; values: readonly ChartValue[] }[];
  most?: number;
}

/** Two or three bars for each row, to be compared. */
export function groupedBars({ series, groups, most, ...head }: GroupedBarsSpec): Promise<string> {
  const [thick, step] = [18, 23];
  const under = series.length * step;
  const words = (value: ChartValue | undefined, name: string): string => shortened(`${value?.text ?? ''} ${name}`, 24);
  return draw({ ...head, width: WIDTH, height: rowsHeight(groups.map(({ label }) => label), under) }, {
    ...rowsGrid(groups.map(({ label }) => label), under, most ?? largest(groups.flatMap(({ values }) => values)),
      groups.flatMap(({ values }) => series.map((name, index) => words(values[index], name)))),
    series: series.flatMap((name, index) => [
      bars(groups.map(({ values }) => values[index]?.value ?? null), LOOKS[index] ?? LOOKS[2], { barWidth: thick, barGap: `${Math.round(((step - thick) / thick) * 100)}%` }),
      wordsAt(groups.map(({ values }, row) => ({
        x: values[index]?.value ?? 0, row, text: words(values[index], name), down: (index - (series.length - 1) / 2) * step,
      }))),
    ]),
  });
}

export interface PathChartSpec extends ChartHead {
  /** From the first step to the last; `drop` says how many of the step before are not there any more. */
  steps: readonly ({ label: string; drop?: string } & ChartValue)[];
}

/** A path of steps: who came so far is a full bar, who was lost since the step before the dashed one behind it. */
export function pathChart({ steps, ...head }: PathChartSpec): Promise<string> {
  const thick = 22;
  const words = steps.map(({ text, drop }) => (drop ? `${text} (${drop})` : text));
  const lost = steps.map(({ value }, index) => {
    const before = steps[index - 1]?.value ?? null;
    return value === null || before === null || before <= value ? null : before - value;
  });
  return draw({ ...head, width: WIDTH, height: rowsHeight(steps.map(({ label }) => label), thick) }, {
    ...rowsGrid(steps.map(({ label }) => label), thick, largest(steps), words),
    series: [
      bars(steps.map(({ value }) => value), LOOKS[0], { barWidth: thick, stack: 'path' }),
      bars(lost, { color: 'none', borderColor: COLOUR.accent, borderWidth: 2, borderType: [4, 3] }, { barWidth: thick, stack: 'path' }),
      wordsAt(steps.map(({ value }, row) => ({ x: (value ?? 0) + (lost[row] ?? 0), row, text: words[row] ?? '' }))),
    ],
  });
}

export interface LineChartSpec extends ChartHead {
  /** In the order of time, none left out; a month without a value breaks the line. Labels of short words: each stands on a line of its own. */
  points: readonly ({ label: string } & ChartValue)[];
  most?: number;
}

/** A line over months. Where there is no room for all of them, only every second, third … is written; the table has all. */
export function lineChart({ points, most, ...head }: LineChartSpec): Promise<string> {
  const word = Math.max(0, ...points.map(({ text }) => text.length)) * LETTER;
  const every = Math.max(Math.ceil(points.length / 8), Math.ceil(word / (WIDTH / Math.max(1, points.length))));
  // Each word stands in the middle of its place, and the first and the last one within the picture.
  const beside = Math.max(4, Math.ceil((word - WIDTH / Math.max(1, points.length)) / 2));
  const written = (index: number): boolean => (points.length - 1 - index) % every === 0;
  const small = { color: COLOUR.ink, fontSize: LETTERS - 1 };
  return draw({ ...head, width: WIDTH, height: 238 }, {
    grid: { left: beside, right: beside, top: 26, bottom: 46 },
    xAxis: {
      type: 'category', data: points.map(({ label }) => label.replaceAll(' ', '\n')), axisTick: { show: false }, axisLine: { lineStyle: { color: COLOUR.soft, width: 2 } },
      axisLabel: { ...small, interval: (index: number) => written(index), margin: 9 },
    },
    yAxis: { type: 'value', min: 0, ...(most === undefined ? { splitNumber: 4, minInterval: 1 } : { max: most, interval: most / 4 }), axisLabel: { show: false }, splitLine: { lineStyle: { color: COLOUR.line, width: 1 } } },
    series: [{
      type: 'line', silent: true, emphasis: { disabled: true }, clip: false, symbol: 'circle', symbolSize: 9, showAllSymbol: true,
      lineStyle: { color: COLOUR.primary, width: 3 }, itemStyle: { color: COLOUR.primary, borderWidth: 0 },
      label: { show: true, position: 'top', distance: 5, fontWeight: 700, textBorderWidth: 0, ...small },
      data: points.map(({ value, text }, index) => ({ value, label: { show: value !== null && written(index), formatter: literal(text) } })),
    }],
  });
}

export interface BulletSpec extends ChartHead {
  rows: readonly {
    label: string;
    actual: ChartValue;
    /** With its whole words, `Meta: 80 %`: they stand under the bar. */
    target?: ChartValue | null;
    baseline?: ChartValue | null;
  }[];
  most?: number;
}

const STROKE = { symbol: 'rect', itemStyle: { color: COLOUR.ink, borderColor: COLOUR.paper, borderWidth: 1, opacity: 1 } };
const TRIANGLE = { symbol: 'triangle', itemStyle: { color: COLOUR.accent, opacity: 1 } };

/** The height of a row's bar with its key under it. */
const BULLET = 54;

/** How many rows such a picture has at most, so that it is no higher than so many times its width. */
export function bulletRows(labels: readonly string[], times: number): number {
  return Math.max(1, Math.floor((WIDTH * times * labels.length) / rowsHeight(labels, BULLET)));
}

/** What was reached (the bar) beside what was to be reached (the stroke) and where it began (the triangle). */
export function bulletChart({ rows, most, ...head }: BulletSpec): Promise<string> {
  const thick = 18;
  const all = rows.flatMap(({ actual, target, baseline }) => [actual, target, baseline].filter((one) => one !== null && one !== undefined));
  const end = most ?? largest(all);
  const places = (which: 'target' | 'baseline'): { x: number; row: number }[] =>
    rows.flatMap((row, index) => (typeof row[which]?.value === 'number' ? [{ x: row[which].value, row: index }] : []));
  return draw({ ...head, width: WIDTH, height: rowsHeight(rows.map(({ label }) => label), BULLET) }, {
    ...rowsGrid(rows.map(({ label }) => label), thick, end, rows.map(({ actual }) => actual.text)),
    series: [
      bars(rows.map(({ actual }) => actual.value), LOOKS[0], { barWidth: thick, showBackground: true, backgroundStyle: { color: COLOUR.ground } }),
      signsAt(places('target'), { ...STROKE, symbolSize: [5, 28] }),
      signsAt(places('baseline'), { ...TRIANGLE, symbolSize: [12, 10], symbolOffset: [0, 14] }),
      wordsAt(rows.map(({ actual }, row) => ({ x: end, row, text: actual.text }))),
      keys(rows.map(({ baseline }) => ({ text: baseline?.text, left: 6 })), { ...TRIANGLE, symbolSize: [12, 10] }),
      keys(rows.map(({ target, baseline }) => ({ text: target?.text, left: baseline ? 32 + baseline.text.length * 7.2 : 3 })), { ...STROKE, symbolSize: [5, 14] }),
    ],
  });
}

function largest(values: readonly { value: number | null }[]): number {
  return Math.max(1, ...values.map(({ value }) => value ?? 0));
}
