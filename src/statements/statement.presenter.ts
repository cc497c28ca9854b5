import { lastDayOf, firstDayOf } from '../ledger/book-months.js';
import { listWords, spanWords } from '../shared/web/date-words.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListCell, ListContent } from '../shared/web/list-files.js';
import { table, type Cell, type Column, type TableView } from '../shared/web/tables.js';
import { asideTotal, heldTotal, moneyBridge, publicBridge, type BridgeStep } from './money-bridge.js';
import type { PublicStatement } from './public-statement.js';
import type { Amount, Statement } from './statement.js';

/** A part of a statement, as a table on the page and in a file: words, and amounts or counts. */
export interface Part {
  name: string;
  /** Headings behind the first. */
  columns: readonly string[];
  rows: readonly Row[];
  /** What the rows come to. */
  total?: Row;
}

interface Row {
  label: string;
  values: readonly Value[];
}

type Value = { cents: Cents } | { count: number } | { percent: number } | null;

/**
 * The parts of a whole statement, for those who keep the money.
 * @param asides what of the month changed the money beside the result; none where they are not told apart
 */
export function statementParts(t: Translate, statement: Statement, asides: readonly Amount[] = []): Part[] {
  const { waived, arrears, arrearsPeople, arrearsTotal, learners, minutesAttended, costPerLearner, costPerHour } = statement;
  return [
    ...moneyParts(t, statement, moneyBridge(statement, asides)), waivedPart(t, waived), arrearsPart(t, arrears, { people: arrearsPeople, cents: arrearsTotal }),
    costPart(t, statement, { people: learners, minutesAttended, costPerLearner, costPerHour }),
  ];
}

/** The parts that anybody may see. */
export function publicParts(t: Translate, statement: PublicStatement, asides: readonly Amount[]): Part[] {
  const { waived, arrears, learners } = statement;
  return [
    ...moneyParts(t, statement, publicBridge(statement, asides)), ...waived ? [waivedPart(t, waived)] : [],
    ...arrears ? [arrearsPart(t, arrears.byAge ?? [], arrears)] : [], costPart(t, statement, learners),
  ];
}

type Shared = Pick<Statement, 'income' | 'incomeTotal' | 'expenses' | 'expensesTotal' | 'inKind' | 'inKindTotal' | 'result' | 'money' | 'cost' | 'feeShare'>;

function moneyParts(t: Translate, { income, incomeTotal, expenses, expensesTotal, inKind, inKindTotal, result, money }: Shared, bridge: readonly BridgeStep[]): Part[] {
  const amounts = (name: string, rows: readonly Amount[], sum: Cents): Part => ({
    name, columns: ['amount'], rows: rows.map(({ account, cents }) => ({ label: t(`ledger:accounts.${account}`), values: [{ cents }] })),
    total: { label: t(`statements:totals.${name}`), values: [{ cents: sum }] },
  });
  const held = (when: 'before' | 'after'): Value => ({ cents: heldTotal(money, when) });
  return [
    amounts('income', income, incomeTotal), amounts('expenses', expenses, expensesTotal),
    { name: 'result', columns: ['amount'], rows: [{ label: t('statements:rows.result'), values: [{ cents: result }] }] },
    {
      name: 'bridge', columns: ['amount'], rows: bridge.map(({ name, cents }) => ({ label: t(`statements:bridge.${name}`), values: [{ cents }] })),
      total: { label: t('statements:totals.bridge'), values: [held('after')] },
    },
    {
      name: 'money', columns: ['before', 'received', 'spent', 'after'],
      rows: money.map(({ account, before, received, spent, after }) => (
        { label: t(`ledger:accounts.${account}`), values: [before, received, spent, after].map((cents) => ({ cents })) })),
      // What went from one account to another came in and went out: only what they hold can be summed.
      total: { label: t('statements:totals.money'), values: [held('before'), null, null, held('after')] },
    },
    amounts('in-kind', inKind, inKindTotal),
  ];
}

function waivedPart(t: Translate, { people, cents }: Statement['waived']): Part {
  return { name: 'waived', columns: ['people', 'amount'], rows: [{ label: t('statements:rows.waived'), values: [{ count: people }, { cents }] }] };
}

function arrearsPart(t: Translate, byAge: Statement['arrears'], whole: { people: number; cents: Cents }): Part {
  return {
    name: 'arrears', columns: ['people', 'amount'],
    rows: byAge.map(({ age, people, cents }) => ({ label: t(`statements:ages.${age}`), values: [{ count: people }, { cents }] })),
    total: { label: t('statements:totals.arrears'), values: [{ count: whole.people }, { cents: whole.cents }] },
  };
}

function costPart(t: Translate, { cost, feeShare }: Pick<Shared, 'cost' | 'feeShare'>, learners: PublicStatement['learners']): Part {
  const row = (name: string, value: Value): Row => ({ label: t(`statements:rows.${name}`), values: [value] });
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

/** The figures of a month that are looked for first. */
const MAIN_FIGURES = ['opening', 'income', 'expenses', 'result', 'held'] as const;
/** In a list of months: with what leads from the result to the money at the end, so that a row adds up. */
const LISTED_FIGURES = ['opening', 'income', 'expenses', 'result', 'aside', 'held'] as const;

function figuresOf(statement: Shared): Record<(typeof LISTED_FIGURES)[number], Cents> {
  const { incomeTotal: income, expensesTotal: expenses, result, money } = statement;
  return { opening: heldTotal(money, 'before'), income, expenses, result, aside: asideTotal(statement), held: heldTotal(money, 'after') };
}

/** The main figures in words, as the partial `stats` takes them. */
export function statementSummary(t: Translate, statement: Shared): { label: string; value: string }[] {
  const figures = figuresOf(statement);
  return MAIN_FIGURES.map((name) => ({ label: t(`statements:summary.${name}`), value: formatSoles(figures[name]) }));
}

/** Its figures in the row of a list of months; nothing for a month that is not closed. */
export function listedCells(statement: Shared | undefined): Cell[] {
  const figures = statement && figuresOf(statement);
  return LISTED_FIGURES.map((name) => ({ text: figures ? formatSoles(figures[name]) : null }));
}

export function listedColumns(t: Translate): Column[] {
  return LISTED_FIGURES.map((name) => ({ text: t(`statements:columns.${name}`), numeric: true }));
}

/** Parts that follow from others: not missed where they have nothing. */
const DERIVED: readonly string[] = ['result', 'bridge'];

/** A statement in its order of reading: the figures that matter, each part that has something, and the names of those that have nothing. */
export function statementView(t: Translate, statement: Shared, parts: readonly Part[]): object {
  const shown = withoutNothing(parts);
  const missing = parts.filter(({ name }) => !DERIVED.includes(name) && !shown.some((part) => part.name === name));
  return {
    summary: { items: statementSummary(t, statement) },
    tables: shown.filter(({ name }) => name !== 'result').map((part) => ({ table: partTable(t, part), wide: part.columns.length > 2, pair: part.columns.length === 1 })),
    nothing: missing.length > 0 ? t('statements:nothing', { parts: listWords(t, missing.map(({ name }) => t(`statements:parts.${name}`).toLowerCase())) }) : null,
  };
}

/**
 * Without the rows where every figure is nothing, and without the parts that have no other: the result and a sum stay with their
 * rows, and so does the way from the money at the beginning to that at the end, of which nothing is the first step.
 */
export function withoutNothing(parts: readonly Part[]): Part[] {
  const spoken = (row: Row): boolean => row.values.some(says);
  const whole = ({ name, rows }: Part): boolean => name === 'result' || (name === 'bridge' && rows.some(spoken));
  return parts.map((part) => (whole(part) ? part : { ...part, rows: part.rows.filter(spoken) }))
    .filter(({ rows, total }) => rows.length > 0 || (total?.values.some(says) ?? false));
}

function says(value: Value): boolean {
  return value !== null && Object.values(value).some((figure) => figure !== 0);
}

function partTable(t: Translate, { name, columns, rows, total }: Part): TableView {
  const cells = ({ label, values }: Row): Cell[] => [{ text: label }, ...values.map((value) => ({ text: inWords(t, value) }))];
  // A sum without rows is the only thing to be said.
  const [body, sums] = rows.length > 0 ? [rows, total ? [total] : []] : [total ? [total] : [], []];
  return table({
    id: name, caption: t(`statements:parts.${name}`), rows: body.map(cells), totals: sums.map(cells),
    columns: [{ text: t('statements:columns.what') }, ...columns.map((column) => ({ text: t(`statements:columns.${column}`), numeric: true }))],
  });
}

/** The same as one list to take away: each figure under the heading of its own, amounts as numbers. */
export function statementList(t: Translate, every: readonly Part[], about: string): ListContent {
  const parts = withoutNothing(every);
  const columns = [...new Set(parts.flatMap((part) => part.columns))];
  const lines = parts.flatMap(({ total, ...part }) => [...part.rows.map((row) => ({ part, row, sum: false })), ...total ? [{ part, row: total, sum: true }] : []]);
  return {
    about, headings: [t('statements:columns.part'), t('statements:columns.what'), ...columns.map((column) => t(`statements:columns.${column}`))],
    rows: lines.map(({ part, row }): ListCell[] => [t(`statements:parts.${part.name}`), row.label, ...columns.map((column) => cellOf(row.values[part.columns.indexOf(column)] ?? null))]),
    sums: lines.flatMap(({ sum }, index) => (sum ? [index] : [])), parts: lines.map(({ part }) => parts.findIndex(({ name }) => name === part.name) + 1),
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

/** `Estado de cuentas del 1 al 30 de setiembre de 2026` */
export function statementSpan(t: Translate, month: string): string {
  return t('statements:span', { days: spanWords(t, firstDayOf(month), lastDayOf(month)) });
}
