import { apart } from '../../shared/kernel/apart.js';
import { toldFigures, type ToldFigure } from '../disclosure/disclosure.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';

/** A figure as the staff look at it, with all its cells. */
export interface SeenFigure extends FigureWith<Cell> {
  /** What stands in several parts of a dimension. */
  overlap: Partial<Record<Dimension, Cell>>;
}

/** A figure as it leaves the centre; cells that are not told are null. */
export type FigureForFile = FigureWith<ToldCell>;

interface FigureWith<AnyCell> {
  definition: IndicatorDefinition;
  total: AnyCell;
  by: readonly { dimension: Dimension; cells: readonly { value: string; cell: AnyCell }[] }[];
}

interface ToldTask {
  figures: readonly Figure[];
  scope: Scope;
}

const SCRIPT = new URL('./told-together.worker.js', import.meta.url);

/** As it leaves the centre with others; all that leaves together must be given at once. In a thread of its own: of very few days it can take seconds to find out. */
export async function toldTogether(figures: readonly Figure[], scope: Scope): Promise<FigureForFile[]> {
  const told = await apart(SCRIPT, { figures, scope }, toldTask);
  return told.map(({ code, total, by }) => ({ definition: definitionOf(code), total, by }));
}

/** In the thread: what of some figures may be told together. */
export function toldTask({ figures, scope }: ToldTask): ToldFigure[] {
  return toldFigures(figures.map((figure) => ({ definition: definitionOf(figure.code), figure, slice: scope.slice ?? null, scope })));
}

export function seenFigure({ code, total, by, overlap = {} }: Figure): SeenFigure {
  const dimensions = Object.keys(by) as Dimension[];
  return { definition: definitionOf(code), total, by: dimensions.map((dimension) => ({ dimension, cells: by[dimension] ?? [] })), overlap };
}

function definitionOf(code: string): IndicatorDefinition {
  const definition = CATALOGUE.get(code);
  if (!definition) throw new Error(`no indicator ${code}`);
  return definition;
}
