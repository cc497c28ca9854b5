import { availabilityWords } from '../people/availability-view.js';
import { postWord } from '../organisations/post-words.js';
import { isId } from '../shared/kernel/ids.js';
import { formatLocalDate, isLocalDate, type Weekday } from '../shared/kernel/local-date.js';
import { formatSoles } from '../shared/kernel/money.js';
import { formatPercent } from '../shared/kernel/percent.js';
import { listWords, momentWords, weekdaysWords, weekdayWord } from '../shared/web/date-words.js';
import { hasText, type Translate } from '../shared/web/i18n.js';

/** What a value is shown with. */
export interface ValueSurroundings {
  entity: string;
  names: ReadonlyMap<string, string>;
  t: Translate;
}

/** Where the words of a column's codes are; a table's own column goes before one that several tables have. */
const CODES: Readonly<Record<string, string>> = {
  'expenses.status': 'expenses:states', 'contributions.kind': 'contributions:kinds', 'alliance_promises.kind': 'contributions:kinds',
  category: 'ledger:accounts', paidFrom: 'ledger:accounts', settledFrom: 'ledger:accounts', accountCode: 'ledger:accounts', documentKind: 'expenses:documents',
  'waivers.reason': 'fees:reasons', 'waivers.state': 'fees:states',
  'imports.status': 'imports:states', 'imports.kind': 'imports:kinds', 'learners.kind': 'people:kinds', 'taken_lists.list': 'audit:lists',
  'civic_actions.kind': 'actions:kinds', enteredThrough: 'actions:through', review: 'actions:reviews', moment: 'surveys:moments', 'survey_answers.way': 'surveys:ways',
  convocation: 'consortium:convocations', 'reports.status': 'reports:states',
  'payments.method': 'till:methods', 'receipt_prints.format': 'audit:formats',
  role: 'web:roles', type: 'organisations:types', motherTongue: 'people:motherTongues', sex: 'people:sexes', computerUse: 'people:computerUses',
  languages: 'people:motherTongues', topics: 'coaching:coaches.topics', topic: 'coaching:coaches.topics',
  placementStage: 'levels:stages', level: 'levels:names', proposedLevel: 'levels:names', waitingReason: 'groups:reasons', covers: 'people:consent.purposes',
};

/** Columns that hold hundredths of a percent. */
const HUNDREDTHS: ReadonlySet<string> = new Set(['costShare', 'decisionShare', 'presentShare']);

const LONGEST = 200;

/** A value of a record as people say it: never a code, an id or a structure. Null for nothing. */
export function valueWords(column: string, value: unknown, around: ValueSurroundings): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = wordsOf(column, value, around);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text || null;
}

function wordsOf(column: string, value: unknown, around: ValueSurroundings): string {
  const { t, entity } = around;
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (Array.isArray(value)) return listWords(t, value.map((each) => wordsOf(column, each, around)));
  if (typeof value === 'object') return structureWords(column, value as Record<string, unknown>, t);
  if (typeof value !== 'number' && typeof value !== 'string') return '';
  const words = CODES[`${entity}.${column}`] ?? CODES[column];
  if (words && hasText(`${words}.${value}`)) return t(`${words}.${value}`);
  return typeof value === 'number' ? numberWords(column, value, t) : textWords(column, value, around);
}

function numberWords(column: string, value: number, t: Translate): string {
  if (column === 'availability') return availabilityWords(t, value).join(', ');
  if (column === 'days') return weekdaysWords(t, value);
  if (column === 'weekday') return weekdayWord(t, value as Weekday);
  if (/(At|Since)$/.test(column)) return momentWords(value);
  if (HUNDREDTHS.has(column)) return formatPercent(value);
  if (/^cents$|Cents$/.test(column)) return formatSoles(value);
  return String(Math.round(value * 100) / 100);
}

function textWords(column: string, value: string, { names, t }: ValueSurroundings): string {
  if (isId(value)) return names.get(value) ?? t('audit:gone');
  if (isLocalDate(value)) return formatLocalDate(value);
  if (column === 'post') return postWord(t, value, null);
  return /^[a-z_-]{2,20}$/.test(value) && hasText(`audit:words.${value}`) ? t(`audit:words.${value}`) : value;
}

/** What is kept as a structure: how many rows of each kind, which columns, how many choices, which answers. */
function structureWords(column: string, value: Record<string, unknown>, t: Translate): string {
  const entries = Object.entries(value);
  if (column === 'counts') {
    const counted = entries.filter(([name, count]) => Number(count) > 0 && hasText(`audit:counts.${name}`));
    return counted.map(([name, count]) => t(`audit:counts.${name}`, { count: Number(count) })).join(', ');
  }
  if (column === 'mapping') return entries.map(([field]) => t(`imports:fields.${field}`)).join(', ');
  if (column === 'denominations') return entries.toSorted(([a], [b]) => Number(b) - Number(a)).map(([cents, number]) => `${String(number)} × ${formatSoles(Number(cents))}`).join(', ');
  if (column === 'choices') return entries.length === 0 ? '' : t('audit:choices', { count: entries.length });
  if (column === 'answers') return entries.flatMap(([question, answer]) => answerWords(question, answer, t)).join('. ');
  return entries.length === 0 ? '' : t('audit:kept');
}

function answerWords(question: string, answer: unknown, t: Translate): string[] {
  const key = `diagnosis:questions.${question}`;
  const said = [answer].flat().filter((each) => hasText(`${key}.answers.${String(each)}`)).map((each) => t(`${key}.answers.${String(each)}`));
  return said.length > 0 && hasText(`${key}.label`) ? [`${t(`${key}.label`)} ${said.join(', ')}`] : [];
}
