import { decisionRefusals, documentClaim, expenseLines, expenseRefusals, isOwed, needsSecondPerson, settlementRefusals, stepRefusals } from './expense-rules.js';
import type { DocumentKind, ExpenseState } from './expense-words.js';

const reasons = (refusals: readonly { reason: string }[]): string[] => refusals.map(({ reason }) => reason.replace('expenses:refusals.', ''));

it.each<[DocumentKind, string | null, string[]]>([
  ['boleta', 'B001-12', []], ['boleta', null, ['number-missing']], ['factura', '///', ['number-signs']], ['sworn', null, []], ['sworn', '3', []],
  ['ticket', null, ['number-missing']], ['fee-receipt', 'E001-5', []],
])('takes a %s of number %j: %j', (documentKind, documentNumber, expected) => {
  expect(reasons(expenseRefusals({ documentKind, documentNumber }))).toEqual(expected);
});

it.each([[20_000, false], [20_001, true], [1, false]])('%i céntimos need a second person above 20,000: %s', (cents, expected) => {
  expect(needsSecondPerson(cents, { expenseApprovalCents: 20_000 })).toBe(expected);
});

it('knows one document however it is written, of each centre, supplier and kind', () => {
  const claim = (supplier: string, documentNumber: string | null, documentKind: DocumentKind = 'boleta', centre = 'C'): string | null => (
    documentClaim(centre, { supplier, documentKind, documentNumber }));
  expect(claim('Librería Ñusta', 'B001-12')).toBe(claim('  libreria  ÑUSTA.', 'b001 12'));
  expect(new Set([claim('A', '1'), claim('B', '1'), claim('A', '2'), claim('A', '1', 'factura'), claim('A', '1', 'boleta', 'D')]).size).toBe(5);
  expect(claim('A', null, 'sworn')).toBeNull();
});

it.each<[ExpenseState, string | null, 'booked' | 'refused', string[]]>([
  ['waiting', 'other', 'booked', []], ['waiting', 'me', 'booked', ['own']], ['waiting', 'me', 'refused', ['own']], ['waiting', null, 'booked', []],
  ['booked', 'other', 'booked', ['booked']], ['refused', 'other', 'booked', ['refused']], ['reversed', 'me', 'refused', ['reversed']],
])('of an expense that is %s and was entered by %s somebody makes it %s: %j', (status, enteredBy, to, expected) => {
  expect(reasons(decisionRefusals({ status, enteredBy }, to, 'me'))).toEqual(expected);
});

it.each<[ExpenseState, string[]]>([['waiting', ['waiting']], ['booked', []], ['refused', ['refused']], ['reversed', ['reversed']]])('takes a %s one back: %j', (status, expected) => {
  expect(reasons(stepRefusals({ status }, 'reversed'))).toEqual(expected);
});

it('pays only what is owed, and not before it was spent', () => {
  const owed = { status: 'booked' as const, paidFrom: null, settlementEntryId: null, spentOn: '2026-11-10' };
  expect([isOwed(owed), reasons(settlementRefusals(owed, '2026-11-10')), reasons(settlementRefusals(owed, '2026-11-09'))]).toEqual([true, [], ['paid-before']]);
  for (const other of [{ status: 'waiting' as const }, { paidFrom: '1011' }, { settlementEntryId: 'x' }]) {
    expect(reasons(settlementRefusals({ ...owed, ...other }, '2026-11-10'))).toEqual(['not-owed']);
  }
});

it('debits what it was for, and credits what paid it or what is owed', () => {
  const lines = (paidFrom: string | null): string[] => expenseLines({ category: '6561', amountCents: 500, paidFrom }).map(({ account, cents }) => `${account} ${cents}`);
  expect([lines('1011'), lines(null)]).toEqual([['6561 500', '1011 -500'], ['6561 500', '4211 -500']]);
});
