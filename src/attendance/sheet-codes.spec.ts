import fc from 'fast-check';
import type { Mark, MarkStatus } from './register-rules.js';
import { readSheet, sheetCode } from './sheet-codes.js';

const LETTERS: Record<MarkStatus, string> = { present: 'P', late: 'T', left_early: 'S', excused: 'J', absent: 'A' };
const absent: Mark = { status: 'absent', minutes: null, reason: null };
const read = (text: string): unknown => {
  const result = readSheet(text, LETTERS, { count: 20, blank: 3 });
  return result.ok ? Object.fromEntries(result.marks) : result.refusals.map(({ reason, params }) => [reason.split('.')[1], ...Object.values(params ?? {})]);
};

describe('keying a sheet in', () => {
  it.each<[string, unknown]>([
    ['3 7 12', { 3: absent, 7: absent, 12: absent }],
    ['3,7;12', { 3: absent, 7: absent, 12: absent }],
    ['3\n7', { 3: absent, 7: absent }],
    ['A3 a7', { 3: absent, 7: absent }],
    ['T5:10', { 5: { status: 'late', minutes: 10, reason: null } }],
    ['t 5 : 10', { 5: { status: 'late', minutes: 10, reason: null } }],
    ['T5', { 5: { status: 'late', minutes: null, reason: null } }],
    ['S8:20 3', { 8: { status: 'left_early', minutes: 20, reason: null }, 3: absent }],
    ['J9:cita médica a las 3, 12', { 9: { status: 'excused', minutes: null, reason: 'cita médica a las 3' }, 12: absent }],
    ['12 j9: salud', { 12: absent, 9: { status: 'excused', minutes: null, reason: 'salud' } }],
    ['P4', { 4: { status: 'present', minutes: null, reason: null } }],
    ['0', {}],
    ['', [['sheet-empty']]],
    ['21', [['sheet-blank', 21]]],
    ['24', [['sheet-number', 24, 20]]],
    ['T0:5', [['sheet-number', 0, 20]]],
    ['3 3', [['sheet-twice', 3]]],
    ['3 T3:5', [['sheet-twice', 3]]],
    ['X5', [['sheet-unreadable', 'X5']]],
    ['hola', [['sheet-unreadable', 'hola']]],
    ['3-7', [['sheet-unreadable', '3-7']]],
    ['5:10', [['sheet-unreadable', '5:10']]],
    ['T5:1000', [['sheet-unreadable', 'T5:1000']]],
    ['1234', [['sheet-unreadable', '1234']]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('reads back what it would print', () => {
    const entry = fc.record({ status: fc.constantFrom<MarkStatus[]>('present', 'late', 'left_early', 'excused', 'absent'), minutes: fc.integer({ min: 1, max: 89 }) });
    fc.assert(fc.property(fc.dictionary(fc.integer({ min: 1, max: 20 }).map(String), entry, { minKeys: 1 }), fc.constantFrom(', ', ',', '\n', ' , '), (marks, gap) => {
      const written = Object.entries(marks).map(([number, { status, minutes }]) => {
        const detail = status === 'late' || status === 'left_early' ? `:${minutes}` : status === 'excused' ? ':salud' : '';
        return `${status === 'absent' ? '' : LETTERS[status]}${number}${detail}`;
      }).join(gap);
      const result = readSheet(written, LETTERS, { count: 20, blank: 3 });
      expect(result.ok && [...result.marks.keys()].sort((a, b) => a - b)).toEqual(Object.keys(marks).map(Number).sort((a, b) => a - b));
    }));
  });

  it('never throws, and never marks a number that is not on the sheet', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('1', '2', '9', 'T', 'j', 'ñ', ':', ',', ' ', '-', '\n', '😀') }), (text) => {
      const result = readSheet(text, LETTERS, { count: 20, blank: 3 });
      if (result.ok) for (const number of result.marks.keys()) expect(number >= 1 && number <= 20).toBe(true);
      else expect(result.refusals.length).toBeGreaterThan(0);
    }));
  });
});

describe('the code of a sheet', () => {
  it('is three letters that change with the session, the names and their order', () => {
    const code = sheetCode('s1', ['ana', 'luz']);
    expect(code).toMatch(/^[BCDFHJKLMNPRTVWX]{3}$/);
    expect(sheetCode('s1', ['ana', 'luz'])).toBe(code);
    const others = [sheetCode('s2', ['ana', 'luz']), sheetCode('s1', ['luz', 'ana']), sheetCode('s1', ['ana', 'luz', 'rosa'])];
    expect(others).not.toContain(code);
  });
});
