/** A coloured rectangle, in points. */
export interface Cell {
  x: number;
  y: number;
  w: number;
  h: number;
  color: string;
}

const COLOURS: Readonly<Record<string, string>> = { w: '#c2570f', l: '#f0b23c', p: '#fbf8f2' };
const GROUND = '#0e4650';

/** The woven band of the pages, thread by thread: `g` is the ground, the other letters stand on it. */
const WEFT = [
  'gggggggggggggg',
  'lgggggwwgggggl',
  'plgggwwwwggglp',
  'lgggwwggwwgggl',
  'ggwwwggggwwwgg',
  'gwwgggllgggwwg',
  'wwggglpplgggww',
  'wgggggllgggggw',
  'gggggggggggggg',
];

/** How high the band is, in cells. */
export const BAND_ROWS = WEFT.length;

/** The band across a width, as few rectangles as it takes. @param cell the side of a cell */
export function wovenBand(width: number, top: number, cell: number): Cell[] {
  const cells: Cell[] = [{ x: 0, y: top, w: width, h: BAND_ROWS * cell, color: GROUND }];
  const columns = Math.ceil(width / cell);
  for (const [row, threads] of WEFT.entries()) {
    const colourAt = (column: number): string => threads[column % threads.length] as string;
    for (let from = 0; from < columns;) {
      let to = from + 1;
      while (to < columns && colourAt(to) === colourAt(from)) to += 1;
      const color = COLOURS[colourAt(from)];
      if (color) cells.push({ x: from * cell, y: top + row * cell, w: Math.min(to * cell, width) - from * cell, h: cell, color });
      from = to;
    }
  }
  return cells;
}
