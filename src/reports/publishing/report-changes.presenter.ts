import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { valueWord } from '../indicators/indicator-words.js';
import type { ReportLogEntry } from './report-content.js';
import type { ReportChange, SaidCell, SaidMeasure } from './report-diff.js';
import { figureSaid, statedWords } from './told-numbers.js';
import { nameOf, namesIn, type Speech } from './told-report.js';
import { toldLog } from './told-sections.js';
import { targetDaysWords } from './told-targets.js';

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
      const words = part && `${t(`indicators:dimensions.${part.dimension}`)}: ${valueWord(t, part.dimension, part.value, namesIn(content))}`;
      return { name: change.title ?? nameOf(speech, change.code), part: words, was: said(change.before), is: said(change.after) };
    }
    case 'finance':
      return { name: t(`reports:money.${change.item}`), part: null, was: formatSoles(change.before), is: formatSoles(change.after) };
    case 'definition':
      return { name: nameOf(speech, change.code), part: t('reports:changes.version'), was: String(change.before ?? none), is: String(change.after ?? none) };
    case 'log': {
      const said = (entry: ReportLogEntry | null): string => (entry === null ? none : logWords(speech, entry));
      return { name: change.title, part: t('reports:changes.log'), was: said(change.before), is: said(change.after) };
    }
    case 'text':
      return { name: t(`reports:sections.${change.key}`), part: t('reports:changes.text'), was: change.before ?? none, is: change.after ?? none };
    case 'registers':
      return { name: t('reports:changes.registers'), part: null, was: String(change.before), is: String(change.after) };
    case 'measured': {
      const said = (measure: SaidMeasure): string => (
        measure === undefined ? none : typeof measure === 'number' ? statedWords(t, measure, { ...change, word: '' }) : figureSaid(t, measure, { ...change, unit: change.unit ?? 'people' }));
      return { name: change.title, part: t('reports:changes.measured', { from: formatLocalDate(change.days.from), to: formatLocalDate(change.days.to) }), was: said(change.before), is: said(change.after) };
    }
    default: {
      const said = (value: number | null): string => (value === null ? none : statedWords(t, value, { ...change, word: '' }));
      const part = change.of === 'target' ? t('reports:changes.target', { days: targetDaysWords(t, change.days) }) : t(`reports:changes.${change.of}`);
      return { name: change.title, part, was: said(change.before), is: said(change.after) };
    }
  }
}

/** All that is said of an entry of the log. */
function logWords(speech: Speech, entry: ReportLogEntry): string {
  return toldLog({ ...speech, content: { ...speech.content, log: [entry] } })
    .flatMap(({ date, state, title, text, details, attachments }) => [date, state, title, text, ...details, ...attachments.map(({ name }) => name)]).filter(Boolean).join('. ');
}
