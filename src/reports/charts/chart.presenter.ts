import { table, type TableSpec, type TableView } from '../../shared/web/tables.js';
import type { ChartHead } from './charts.js';

/** What the partial `chart` shows. */
export interface ChartView {
  title: string;
  svg: string;
  table: TableView;
}

/** So many columns stand beside each other on a phone. */
const NARROW = 2;

/** A drawn chart and the table of the same figures, which has the chart's title for its caption. */
export function chartView(head: ChartHead, svg: string, figures: Pick<TableSpec, 'columns' | 'rows' | 'totals' | 'empty'>): ChartView {
  return { title: head.title, svg, table: table({ id: `${head.id}-table`, caption: head.title, captionHidden: true, slips: figures.columns.length > NARROW, ...figures }) };
}
