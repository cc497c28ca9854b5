import { daysOf, monthName } from '../ledger/paging.js';
import { spanWords } from '../shared/web/date-words.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListCell, ListContent } from '../shared/web/list-files.js';
import { table, type Cell, type TableView } from '../shared/web/tables.js';
import type { PublicStatement } from './public-statement.js';
import type { Amount, Statement } from './statement.js';

/** A part of a statement, as a table on the page and in a file: words, and amounts or counts. */
interface Part {
  name: string;
  /** Headings behind the first. */
  columns: readonly string[];
  rows: readonly { label: string; values: readonly Value[]; total?: boolean }[];
}

type Value = { cents: Cents } | { count: number } | { percent: number } | null;

/** The parts of a whole statement, for those who keep the money. */
export function statementParts(t: Translate, statement: Statement): Part[] {
  const { waived, arrears, arrearsPeople, arrearsTotal, learners, minutesAttended, costPerLearner, costPerHour } = statement;
  return [
    ...moneyParts(t, statement),
    { name: 'waived', columns: ['people', 'amount'], rows: [{ label: t('statements:rows.waived'), values: [{ count: waived.people }, { cents: waived.cents }] }] },
    arrearsPart(t, arrears, { people: arrearsPeople, cents: arrearsTotal }),
    costPart(t, statement, { people: learners, minutesAttended, costPerLearner, costPerHour }),
  ];
}

/** The parts that anybody may see. */
export function publicParts(t: Translate, statement: PublicStatement): Part[] {
  const { waived, arrears, learners } = statement;
  return [
    ...moneyParts(t, statement),
    ...waived ? [{ name: 'waived', columns: ['people', 'amount'], rows: [{ label: t('statements:rows.waived'), values: [{ count: waived.people }, { cents: waived.cents }] }] }] : [],
    ...arrears ? [arrearsPart(t, arrears.byAge ?? [], arrears)] : [],
    costPart(t, statement, learners),
  ];
}

type Shared = Pick<Statement, 'income' | 'incomeTotal' | 'expenses' | 'expensesTotal' | 'inKind' | 'inKindTotal' | 'result' | 'money' | 'cost' | 'feeShare'>;

function moneyParts(t: Translate, { income, incomeTotal, expenses, expensesTotal, inKind, inKindTotal, result, money }: Shared): Part[] {
  const amounts = (name: string, rows: readonly Amount[], sum: Cents): Part => ({
    name, columns: ['amount'],
    rows: [
      ...rows.map(({ account, cents }) => ({ label: t(`ledger:accounts.${account}`), values: [{ cents }] })),
      { label: t(`statements:totals.${name}`), values: [{ cents: sum }], total: true },
    ],
  });
  return [
    amounts('income', income, incomeTotal), amounts('expenses', expenses, expensesTotal),
    { name: 'result', columns: ['amount'], rows: [{ label: t('statements:rows.result'), values: [{ cents: result }], total: true }] },
    amounts('in-kind', inKind, inKindTotal),
    {
      name: 'money', columns: ['before', 'received', 'spent', 'after'],
      rows: money.map(({ account, before, received, spent, after }) => (
        { label: t(`ledger:accounts.${account}`), values: [before, received, spent, after].map((cents) => ({ cents })) })),
    },
  ];
}

function arrearsPart(t: Translate, byAge: Statement['arrears'], whole: { people: number; cents: Cents }): Part {
  return {
    name: 'arrears', columns: ['people', 'amount'],
    rows: [
      ...byAge.map(({ age, people, cents }) => ({ label: t(`statements:ages.${age}`), values: [{ count: people }, { cents }] })),
      { label: t('statements:totals.arrears'), values: [{ count: whole.people }, { cents: whole.cents }], total: true },
    ],
  };
}

function costPart(t: Translate, { cost, feeShare }: Pick<Shared, 'cost' | 'feeShare'>, learners: PublicStatement['learners']): Part {
  const row = (name: string, value: Value): Part['rows'][number] => ({ label: t(`statements:rows.${name}`), values: [value] });
  return {
    name: 'cost', columns: ['figure'],
    rows: [
      row('cost', { cents: cost }), row('fee-share', feeShare === null ? null : { percent: feeShare }),
      ...learners ? [
        row('learners', { count: learners.people }), row('hours', { count: Math.round(learners.minutesAttended / 6) / 10 }),
        row('cost-per-learner', learners.costPerLearner === null ? null : { cents: learners.costPerLearner }),
        row('cost-per-hour', learners.costPerHour === null ? null : { cents: learners.costPerHour }),
      ] : [],
    ],
  };
}

export function partTables(t: Translate, parts: readonly Part[]): TableView[] {
  return parts.filter(({ rows }) => rows.length > 0).map(({ name, columns, rows }) => table({
    id: name, caption: t(`statements:parts.${name}`),
    columns: [{ text: t('statements:columns.what') }, ...columns.map((column) => ({ text: t(`statements:columns.${column}`), numeric: true }))],
    rows: rows.map(({ label, values }): Cell[] => [{ text: label }, ...values.map((value) => ({ text: inWords(t, value) }))]),
  }));
}

/** The same as one list to take away: amounts as numbers. */
export function statementList(t: Translate, parts: readonly Part[], month: string): ListContent {
  const widest = Math.max(...parts.map(({ columns }) => columns.length));
  return {
    about: monthWords(t, month),
    headings: [t('statements:columns.part'), t('statements:columns.what'), ...Array.from({ length: widest }, (_, index) => (index === 0 ? t('statements:columns.figure') : `${t('statements:columns.figure')} ${index + 1}`))],
    rows: parts.flatMap(({ name, columns, rows }) => rows.map(({ label, values }): ListCell[] => [
      t(`statements:parts.${name}`), columns.length > 1 ? `${label} (${columns.map((column) => t(`statements:columns.${column}`)).join(' · ')})` : label,
      ...Array.from({ length: widest }, (_, index) => cellOf(values[index] ?? null)),
    ])),
  };
}

function cellOf(value: Value): ListCell {
  if (value === null) return null;
  if ('cents' in value) return value;
  return 'count' in value ? value.count : value.percent / 100;
}

function inWords(t: Translate, value: Value): string | null {
  if (value === null) return null;
  if ('cents' in value) return formatSoles(value.cents);
  return 'count' in value ? String(value.count) : t('statements:percent', { percent: (value.percent / 100).toFixed(1) });
}

/** `Octubre de 2026` with its days. */
export function monthWords(t: Translate, month: string): string {
  return `${monthName(t, month)} (${spanWords(t, ...daysOf(month))})`;
}
