import { type Cell, type Dimension, type Figure, UNKNOWN } from '../indicators/indicator.js';
import { figuresOf, keyOf, type Cells } from '../indicators/tally.js';

/** What a measure comes to as a whole (`dimension` null), or for one value of a dimension. */
export interface PartRow extends Cell {
  dimension: Dimension | null;
  /** Null where no record says it. */
  part: string | null;
}

/** A part of a measure that stands apart in every dimension asked for, so that parts can be added up. */
export interface GroupRow {
  at: Partial<Record<Dimension, string | null>>;
  value: number;
  of: number;
}

/** The whole and the parts of a measure from groups that no person is counted in. */
export function addUp(groups: readonly GroupRow[], dimensions: readonly Dimension[]): PartRow[] {
  const rows = new Map<string, PartRow>();
  const add = (dimension: Dimension | null, part: string | null, { value, of }: GroupRow): void => {
    const key = `${dimension ?? ''}|${part ?? ''}`;
    const row = rows.get(key) ?? { dimension, part, value: 0, of: 0, people: 0 };
    rows.set(key, { ...row, value: row.value + value, of: row.of + of });
  };
  for (const group of groups) {
    add(null, null, group);
    for (const dimension of dimensions) add(dimension, group.at[dimension] ?? null, group);
  }
  return [...rows.values()];
}

/** A figure from its rows, as figures of people are made from their cells. */
export function figureFromRows(code: string, rows: readonly PartRow[]): Figure {
  const cells: Cells = new Map();
  for (const { dimension, part, ...cell } of rows) {
    if (cell.value !== 0 || cell.of !== 0 || cell.people !== 0) cells.set(dimension === null ? code : keyOf(code, dimension, part ?? UNKNOWN), cell);
  }
  return figuresOf([{ code }], cells)[0] as Figure;
}

/**
 * A figure whose value and people are of one figure, and what they are divided by of another: seats used of seats offered,
 * money spent by people trained. What only one of them has counts as nothing in the other.
 */
export function divided(code: string, { value, of, people }: { value: Figure; of: Figure; people: Figure }, dimensions: readonly Dimension[]): Figure {
  const cellOf = (pick: (figure: Figure) => Cell | undefined): Cell => ({ value: pick(value)?.value ?? 0, of: pick(of)?.value ?? 0, people: pick(people)?.people ?? 0 });
  const rows: PartRow[] = [{ dimension: null, part: null, ...cellOf(({ total }) => total) }];
  for (const dimension of dimensions) {
    const partsOf = (figure: Figure): { value: string; cell: Cell }[] => figure.by[dimension] ?? [];
    for (const part of new Set([...partsOf(value), ...partsOf(of)].map((one) => one.value))) {
      rows.push({ dimension, part, ...cellOf((figure) => partsOf(figure).find((one) => one.value === part)?.cell) });
    }
  }
  return figureFromRows(code, rows);
}
