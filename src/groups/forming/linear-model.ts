import type { ModelData, VariableType } from 'highs';

/** A column's number in the model. */
export type Column = number;

/** A sum of columns, each times its factor, and a constant. */
export interface Sum {
  terms: [column: Column, factor: number][];
  constant: number;
}

const CONTINUOUS: VariableType = 0;
const INTEGER: VariableType = 1;

/** Collects a mixed-integer linear programme row by row, for HiGHS. Every objective is minimised. */
export class LinearModel {
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly kinds: VariableType[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  get columns(): number {
    return this.cost.length;
  }

  /** A whole number between two bounds. */
  integer(lower: number, upper: number): Column {
    return this.add(lower, upper, INTEGER);
  }

  yesOrNo(): Column {
    return this.add(0, 1, INTEGER);
  }

  /** Any number between two bounds: for what comes out whole by itself. */
  continuous(lower: number, upper: number): Column {
    return this.add(lower, upper, CONTINUOUS);
  }

  /** Leaves a column one value only. */
  fix(column: Column, value: number): void {
    this.lower[column] = value;
    this.upper[column] = value;
  }

  atMost(sum: Sum | Sum['terms'], limit: number): void {
    this.row(sum, -Infinity, limit);
  }

  atLeast(sum: Sum | Sum['terms'], limit: number): void {
    this.row(sum, limit, Infinity);
  }

  equals(sum: Sum | Sum['terms'], value: number): void {
    this.row(sum, value, value);
  }

  /** Makes a sum the objective; `sign` -1 where more of it is better. */
  minimise(sum: Sum, sign: 1 | -1): void {
    this.cost.fill(0);
    for (const [column, factor] of sum.terms) this.cost[column] = (this.cost[column] ?? 0) + sign * factor;
  }

  data(): ModelData {
    const numCols = this.cost.length;
    const numRows = this.rowLower.length;
    return {
      numCols, numRows, colCost: this.cost, colLower: this.lower, colUpper: this.upper,
      rowLower: this.rowLower, rowUpper: this.rowUpper, integrality: this.kinds,
      matrix: { format: 'csr', numRows, numCols, starts: this.starts, indices: this.indices, values: this.values },
    };
  }

  private add(lower: number, upper: number, kind: VariableType): Column {
    this.cost.push(0);
    this.lower.push(lower);
    this.upper.push(upper);
    return this.kinds.push(kind) - 1;
  }

  private row(sum: Sum | Sum['terms'], lower: number, upper: number): void {
    const { terms, constant } = Array.isArray(sum) ? { terms: sum, constant: 0 } : sum;
    const factors = new Map<Column, number>();
    for (const [column, factor] of terms) factors.set(column, (factors.get(column) ?? 0) + factor);
    for (const [column, factor] of factors) {
      this.indices.push(column);
      this.values.push(factor);
    }
    this.starts.push(this.indices.length);
    this.rowLower.push(lower - constant);
    this.rowUpper.push(upper - constant);
  }
}
