import { formatSoles } from '../../shared/kernel/money.js';
import { valueWords } from '../figures/figure-words.js';
import type { ReportChange, SaidCell } from './report-diff.js';
import { figureSaid, statedWords } from './told-numbers.js';
import { nameOf, namesIn, type Speech } from './told-report.js';

export interface ChangeRow {
  name: string;
  /** Of which part of the figure, or of what of the indicator. */
  part: string | null;
  was: string;
  is: string;
}

/** Each change in words. */
export function changeRows(speech: Speech, changes: readonly ReportChange[]): ChangeRow[] {
  return changes.map((change) => changeRow(speech, change));
}

function changeRow(speech: Speech, change: ReportChange): ChangeRow {
  const { t, content } = speech;
  const none = t('reports:changes.nothing');
  switch (change.of) {
    case 'figure': {
      const said = (cell: SaidCell): string => (cell === undefined ? none : figureSaid(t, cell, change));
      const { part } = change;
      const words = part && `${t(`figures:dimensions.${part.dimension}`)}: ${valueWords(t, part.dimension, part.value, namesIn(content))}`;
      return { name: change.title ?? nameOf(speech, change.code), part: words, was: said(change.before), is: said(change.after) };
    }
    case 'finance':
      return { name: t(`reports:money.${change.item}`), part: null, was: formatSoles(change.before), is: formatSoles(change.after) };
    case 'definition':
      return { name: nameOf(speech, change.code), part: t('reports:changes.version'), was: String(change.before ?? none), is: String(change.after ?? none) };
    case 'registers':
      return { name: t('reports:changes.registers'), part: null, was: String(change.before), is: String(change.after) };
    default: {
      const said = (value: number | null): string => (value === null ? none : statedWords(t, value, { ...change, word: '' }));
      return { name: change.title, part: t(`reports:changes.${change.of}`), was: said(change.before), is: said(change.after) };
    }
  }
}
