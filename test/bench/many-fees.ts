import { ACCOUNT } from '../../src/ledger/chart.js';
import { AT_CENTRE, began, idOf, IN_EDITION, LONG_AGO, sequence, type Run, type Span } from './many-learners.js';

const FEE = 1_000;
/** Of ten learners who are charged for course 1, so many pay and so many need not; the others owe. */
const PAY = 8;
const WAIVED = 1;
/** Numbers of the book that each learner has room for: her charge, and what settles it. */
const ENTRIES_EACH = 2;

/** Somebody who takes the money at each centre, and her till. */
export async function writeTills(run: Run, centres: number): Promise<void> {
  const all = sequence(0, centres - 1);
  await run(`INSERT INTO accounts (id, kind, display_name, created_at) SELECT ${idOf('f', 'seq')}, 'staff', CONCAT('Caja ', seq + 1), ${LONG_AGO} FROM ${all}`);
  await run(`INSERT INTO till_sessions (id, centre_id, account_id, opened_on, opened_at, float_cents, version)
    SELECT ${idOf('f1', 'seq')}, ${idOf('c', 'seq')}, ${idOf('f', 'seq')}, '2011-04-01', ${LONG_AGO}, 0, 1 FROM ${all}`);
  await run(`INSERT INTO ledger_books (id, centre_id, last_number, last_hash) SELECT ${idOf('f2', 'seq')}, ${idOf('c', 'seq')}, ${AT_CENTRE * ENTRIES_EACH}, '' FROM ${all}`);
}

/** A charge for course 1 for each of these learners, with what paid or waived it, and the book's entries of all. */
export async function writeFees(run: Run, span: Span): Promise<void> {
  const everybody = sequence(span.from, span.to);
  const [paying, waived] = [`${everybody} WHERE seq MOD 10 < ${PAY}`, `${everybody} WHERE seq MOD 10 BETWEEN ${PAY} AND ${PAY + WAIVED - 1}`];
  const [centre, person, charge, day] = [idOf('c', `seq DIV ${AT_CENTRE}`), idOf('1', 'seq'), idOf('90', 'seq'), began(`seq DIV ${IN_EDITION}`, 1)];
  const paidOn = `DATE_ADD(${day}, INTERVAL seq MOD 28 DAY)`;
  await run(`INSERT INTO charges (id, claim, centre_id, enrolment_id, edition_id, person_id, amount_cents, open_cents, charged_on, due_on, charged_at, entry_id, version)
    SELECT ${charge}, CONCAT(${charge}, ':1'), ${centre}, ${idOf('17', 'seq')}, ${idOf('1e', `seq DIV ${IN_EDITION}`)}, ${person}, ${FEE}, IF(seq MOD 10 < ${PAY + WAIVED}, 0, ${FEE}),
      ${day}, ${day}, ${LONG_AGO}, ${idOf('91', 'seq')}, 1 FROM ${everybody}`);
  await run(`INSERT INTO payments (id, centre_id, person_id, till_session_id, method, cents, credit_cents, paid_on, paid_at, entry_id)
    SELECT ${idOf('92', 'seq')}, ${centre}, ${person}, ${idOf('f1', `seq DIV ${AT_CENTRE}`)}, 'cash', ${FEE}, 0, ${paidOn}, ${LONG_AGO}, ${idOf('93', 'seq')} FROM ${paying}`);
  await run(`INSERT INTO receipts (id, centre_id, series, number, public_code, payment_id, person_id, person_name, centre_name, concept, cents, issued_on, issued_at, version)
    SELECT ${idOf('94', 'seq')}, ${centre}, CONCAT('C', seq DIV ${AT_CENTRE}), seq MOD ${AT_CENTRE} + 1, LPAD(seq, 20, '0'), ${idOf('92', 'seq')}, ${person}, CONCAT('Rosa Apellido ', seq),
      'Centro', 'Curso 1', ${FEE}, ${paidOn}, ${LONG_AGO}, 1 FROM ${paying}`);
  await run(`INSERT INTO waivers (id, charge_id, centre_id, person_id, cents, reason, state, requested_at, decided_at, granted_month, entry_id, version)
    SELECT ${idOf('95', 'seq')}, ${charge}, ${centre}, ${person}, ${FEE}, 'hardship', 'granted', ${LONG_AGO}, UNIX_TIMESTAMP(${day}) * 1000 + 43200000, LEFT(${day}, 7), ${idOf('93', 'seq')}, 1 FROM ${waived}`);
  await writePostings(run, 'charge', { from: everybody, id: '96', cents: FEE, entry: '91', payment: 'NULL' });
  await writePostings(run, 'payment', { from: paying, id: '97', cents: -FEE, entry: '93', payment: idOf('92', 'seq') });
  await writePostings(run, 'waiver', { from: waived, id: '98', cents: -FEE, entry: '93', payment: 'NULL' });
  await writeEntries(run, { from: everybody, kind: 'charge', id: '91', place: 1, on: day, debit: ACCOUNT.feesOwed, credit: ACCOUNT.fees });
  await writeEntries(run, { from: paying, kind: 'payment', id: '93', place: 2, on: paidOn, debit: ACCOUNT.till, credit: ACCOUNT.feesOwed });
  await writeEntries(run, { from: waived, kind: 'waiver', id: '93', place: 2, on: day, debit: ACCOUNT.waivers, credit: ACCOUNT.feesOwed });
}

/** The sums of the months that the book keeps. */
export async function writeBalances(run: Run): Promise<void> {
  await run(`INSERT INTO ledger_balances (code, centre_id, month, account_code, debit_cents, credit_cents)
    SELECT CONCAT(e.centre_id, ':', LEFT(e.date, 7), ':', l.account_code), e.centre_id, LEFT(e.date, 7), l.account_code,
      SUM(IF(l.cents > 0, l.cents, 0)), SUM(IF(l.cents < 0, -l.cents, 0))
    FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id GROUP BY e.centre_id, LEFT(e.date, 7), l.account_code`);
}

interface Postings {
  from: string;
  id: string;
  cents: number;
  entry: string;
  payment: string;
}

function writePostings(run: Run, kind: string, { from, id, cents, entry, payment }: Postings): Promise<unknown> {
  return run(`INSERT INTO charge_postings (id, charge_id, kind, cents, entry_id, payment_id, posted_at)
    SELECT ${idOf(id, 'seq')}, ${idOf('90', 'seq')}, '${kind}', ${cents}, ${idOf(entry, 'seq')}, ${payment}, ${LONG_AGO} FROM ${from}`);
}

interface Entries {
  from: string;
  kind: string;
  id: string;
  /** Of a learner's numbers in the book. */
  place: number;
  on: string;
  debit: string;
  credit: string;
}

/** Their hashes prove nothing: a book that can be proved is written by the bench of the ledger. */
async function writeEntries(run: Run, { from, kind, id, place, on, debit, credit }: Entries): Promise<void> {
  const centre = idOf('c', `seq DIV ${AT_CENTRE}`);
  const number = `(seq MOD ${AT_CENTRE}) * ${ENTRIES_EACH} + ${place}`;
  await run(`INSERT INTO ledger_entries (id, centre_id, number, kind, date, reference, recorded_at, salt, previous_hash, hash)
    SELECT ${idOf(id, 'seq')}, ${centre}, ${number}, '${kind}', ${on}, '-', ${LONG_AGO}, '-', '-', '-' FROM ${from}`);
  for (const [line, account, cents] of [[1, debit, FEE], [2, credit, -FEE]] as const) {
    await run(`INSERT INTO ledger_lines (id, entry_id, centre_id, entry_number, place, account_code, cents)
      SELECT ${idOf(`${id}${line}`, 'seq')}, ${idOf(id, 'seq')}, ${centre}, ${number}, ${line}, '${account}', ${cents} FROM ${from}`);
  }
}
