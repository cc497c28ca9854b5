import { ACCOUNT } from '../ledger/chart.js';
import { translator } from '../shared/web/i18n.js';
import { publicStatement } from './public-statement.js';
import { publicParts, statementList, statementParts, statementSpan, statementView, withoutNothing } from './statement.presenter.js';
import { statementOf, type StatementFacts } from './statement.js';

const t = translator('es');
const EMPTY: StatementFacts = { month: '2026-09', until: '2026-09-30', sums: [], before: [], openCharges: [], waivedPeople: 0, learners: 0, minutesAttended: 0 };
const QUIET: StatementFacts = {
  ...EMPTY, before: [{ account: ACCOUNT.safe, cents: 7_000 }, { account: ACCOUNT.yape, cents: 500 }],
  sums: [{ account: ACCOUNT.moneyContributions, debitCents: 0, creditCents: 15_000 }, { account: ACCOUNT.bank, debitCents: 15_000, creditCents: 0 }, { account: '6311', debitCents: 2_000, creditCents: 0 }, { account: ACCOUNT.safe, debitCents: 0, creditCents: 2_000 }],
  openCharges: [{ personId: 'a', dueOn: '2026-01-01', cents: 1_000 }],
};

interface Shown {
  summary: { items: { value: string }[] };
  tables: { table: { id: string; rows: { cells: { text: string | null }[] }[]; totals: { cells: { text: string | null }[] }[] } }[];
  nothing: string | null;
}

const shown = (facts: StatementFacts): Shown => {
  const statement = statementOf(facts);
  return statementView(t, statement, statementParts(t, statement)) as Shown;
};
const lines = (facts: StatementFacts, id: string): [string[], string[]] => {
  const found = shown(facts).tables.find(({ table }) => table.id === id)?.table;
  const words = (rows: { cells: { text: string | null }[] }[] = []): string[] => rows.map(({ cells }) => cells.map(({ text }) => text ?? '').join(' | '));
  return [words(found?.rows), words(found?.totals)];
};

describe('a statement as it is read', () => {
  it('begins with the figures that matter', () => {
    expect(shown(QUIET).summary.items.map(({ value }) => value)).toEqual(['S/\u00a075.00', 'S/\u00a0150.00', 'S/\u00a020.00', 'S/\u00a0130.00', 'S/\u00a0205.00']);
  });

  it('leaves out what has no figure, and says by name what has none', () => {
    expect(shown(QUIET).tables.map(({ table }) => table.id)).toEqual(['income', 'expenses', 'bridge', 'money', 'arrears', 'cost']);
    expect(shown(QUIET).nothing).toBe('Sin cifras este mes: recibido en especie y exoneraciones.');
    expect(lines(QUIET, 'arrears')).toEqual([['Más de 90 días | 1 | S/\u00a010.00'], ['Total por cobrar | 1 | S/\u00a010.00']]);
    expect(lines(QUIET, 'cost')[0]).toEqual(['Costo del mes: gastos y lo recibido en especie | S/\u00a020.00']);
    expect(shown(EMPTY).tables).toEqual([]);
  });

  it('sums what the accounts hold, not what went from one to another', () => {
    expect(lines(QUIET, 'money')[1]).toEqual(['Dinero en total | S/\u00a075.00 |  |  | S/\u00a0205.00']);
  });

  it('leads from the money at the beginning to that at the end, a step a line', () => {
    const sums = [{ account: ACCOUNT.fees, debitCents: 0, creditCents: 9_000 }, { account: ACCOUNT.feesOwed, debitCents: 9_000, creditCents: 4_000 }, { account: ACCOUNT.safe, debitCents: 4_500, creditCents: 2_000 }, { account: ACCOUNT.learnersCredit, debitCents: 0, creditCents: 500 }, { account: '6311', debitCents: 2_000, creditCents: 0 }];
    const statement = statementOf({ ...QUIET, sums });
    const asides = [{ account: ACCOUNT.feesOwed, cents: -5_000 }, { account: ACCOUNT.learnersCredit, cents: 500 }];
    const told = (parts: ReturnType<typeof statementParts>): [string | undefined, unknown][] => {
      const bridge = withoutNothing(parts).find(({ name }) => name === 'bridge');
      return [...bridge?.rows ?? [], bridge?.total].map((row) => [row?.label.split(':')[0], row?.values[0]]);
    };
    const [first, income, expenses, end] = [['Dinero al empezar el mes', { cents: 7_500 }], ['Más', { cents: 9_000 }], ['Menos', { cents: -2_000 }], ['Dinero al final del mes', { cents: 10_000 }]];
    expect(told(statementParts(t, statement, asides))).toEqual([first, income, expenses, ['Cuotas', { cents: -5_000 }], ['Saldos a favor de participantes', { cents: 500 }], end]);
    expect(told(publicParts(t, publicStatement(statement), asides))).toEqual([first, income, expenses, ['Cuotas y saldos de participantes', { cents: -4_500 }], end]);
    expect(told(statementParts(t, statement))).toEqual([first, income, expenses, ['Cuotas y gastos de un mes que se cobran o pagan en otro', { cents: -4_500 }], end]);
  });

  it.each([['2026-09', '30 de setiembre'], ['2026-02', '28 de febrero'], ['2028-02', '29 de febrero'], ['2026-12', '31 de diciembre']])('knows the last day of %s', (month, last) => {
    expect(statementSpan(t, month)).toBe(`Estado de cuentas del 1 al ${last} de ${month.slice(0, 4)}`);
  });

  it('says of what is hidden in public neither a figure nor that there is none', () => {
    const statement = publicStatement(statementOf({ ...QUIET, waivedPeople: 2, learners: 3, minutesAttended: 60 }));
    expect(JSON.stringify(statementView(t, statement, publicParts(t, statement, [])))).not.toMatch(/exoneraci|por cobrar|asistieron/i);
  });
});

describe('a statement to take away', () => {
  const list = statementList(t, statementParts(t, statementOf(QUIET)), 'Setiembre');

  it('has each figure under the heading of its own, as a number', () => {
    expect(list.headings).toEqual(['Parte', 'Concepto', 'Monto', 'Antes', 'Entró', 'Salió', 'Después', 'Personas', 'Cifra']);
    expect(list.rows.find((row) => row[1] === 'Caja general')).toEqual(['Dónde está el dinero', 'Caja general', null, { cents: 7_000 }, { cents: 0 }, { cents: 2_000 }, { cents: 5_000 }, null, null]);
    expect(list.rows.find((row) => row[1] === 'Más de 90 días')).toEqual(['Cuotas por cobrar al final del mes', 'Más de 90 días', { cents: 1_000 }, null, null, null, null, 1, null]);
  });

  it('tells which rows are sums', () => {
    expect(list.sums?.map((row) => list.rows[row]?.[1])).toEqual(['Total de ingresos', 'Total de gastos', 'Dinero al final del mes', 'Dinero en total', 'Total por cobrar']);
  });

  it('keeps a sum although its rows say nothing', () => {
    const total = { label: 'Total', values: [{ cents: 5 }] };
    expect(withoutNothing([{ name: 'arrears', columns: ['amount'], rows: [], total }, { name: 'waived', columns: ['amount'], rows: [], total: { ...total, values: [{ cents: 0 }] } }])).toHaveLength(1);
  });
});
