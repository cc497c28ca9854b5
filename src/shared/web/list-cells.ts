import { formatLocalDate } from '../kernel/local-date.js';
import { formatAmount } from '../kernel/money.js';
import type { CsvCell } from './csv-list.js';
import { momentWords } from './date-words.js';
import type { ListCell } from './list-files.js';

/** A number: it stands at the right. */
export function isFigure(cell: ListCell): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'cents' in cell);
}

/** As people write it. */
export function inWords(cell: ListCell): CsvCell {
  if (typeof cell !== 'object' || cell === null) return cell;
  if ('moment' in cell) return momentWords(cell.moment);
  return 'cents' in cell ? formatAmount(cell.cents) : formatLocalDate(cell.date);
}
