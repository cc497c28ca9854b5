import { COLOUR } from './chart-colours.js';
import type { ChartHead, ChartValue } from './charts.js';
import { LETTERS, LOOKS, WIDTH, bars, rowsGrid, shortened, wordsAt, type Series } from './chart-parts.js';
import { draw } from './draw.js';

export interface PathsChartSpec extends ChartHead {
  steps: readonly string[];
  /** Side by side, two to seven: each value is a share of 100 at its step. */
  groups: readonly { label: string; values: readonly ChartValue[] }[];
}

const [THICK, GAP] = [14, 10];
/** A row is its name, a bar and the bar's words under it. */
const ROW = 72;
/** The first row has the groups' names alone. */
const HEAD = 52;

/** The same path of several groups side by side: at each step, a bar as long as the share of the group that got there. */
export function pathsChart({ steps, groups, ...head }: PathsChartSpec): Promise<string> {
  const width = (WIDTH - 1) / Math.max(1, groups.length);
  const letters = groups.length > 5 ? LETTERS - 3 : LETTERS - 1;
  const names = ['', ...steps];
  const height = names.length * ROW - HEAD;
  const columns = groups.map((_, index) => column(index === 0 ? names : names.map(() => ''), 1 + index * width, width - GAP));
  return draw({ ...head, width: WIDTH, height }, {
    grid: columns.map(({ grid }) => grid),
    xAxis: columns.map(({ xAxis }, gridIndex) => ({ ...xAxis, gridIndex })),
    yAxis: columns.map(({ yAxis }, gridIndex) => ({ ...yAxis, gridIndex })),
    series: groups.flatMap(({ label, values }, index) => {
      const own = { xAxisIndex: index, yAxisIndex: index };
      const name = { x: 0, row: 0, text: shortened(label, Math.floor(width / (letters * 0.56))), down: HEAD / 2 };
      const texts = [name, ...values.map(({ text }, step) => ({ x: 0, row: step + 1, text, down: THICK + 5 }))];
      return [
        bars([null, ...values.map(({ value }) => value)], LOOKS[0], { ...own, barWidth: THICK, stack: label }),
        bars([null, ...values.map(({ value }) => (value === null ? null : 100 - value))], { color: COLOUR.ground }, { ...own, barWidth: THICK, stack: label }),
        wordsAt(texts, { ...own, label: wordsLook(letters) }),
      ];
    }),
  });
}

function column(names: readonly string[], left: number, width: number): { grid: Series; xAxis: Series; yAxis: Series } {
  const { grid, xAxis, yAxis } = rowsGrid(names, THICK, 100, []) as Record<'grid' | 'xAxis' | 'yAxis', Series>;
  return { grid: { ...grid, left, width, right: undefined, top: 6 - HEAD, bottom: 6 }, xAxis, yAxis };
}

function wordsLook(fontSize: number): Series {
  return { show: true, position: 'right', distance: 0, color: COLOUR.ink, fontSize, fontWeight: 700, textBorderWidth: 0 };
}
