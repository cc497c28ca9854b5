import fc from 'fast-check';
import { guardCell, unguardCell } from './csv-cell.js';

describe('guarding cells against formulas', () => {
  it.each([
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ['+51 984379037', "'+51 984379037"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ["'=1", "''=1"],
    ['Quispe Huamán, Ana', 'Quispe Huamán, Ana'],
    ["D'Angelo", "D'Angelo"],
    ['', ''],
  ])('%s goes out as %s', (text, guarded) => {
    expect(guardCell(text)).toBe(guarded);
  });

  it('comes back as it was, and never goes out as a formula', () => {
    const cell = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '1') });
    fc.assert(fc.property(cell, (text) => {
      expect(unguardCell(guardCell(text))).toBe(text);
      expect(guardCell(text)).not.toMatch(/^[=+\-@\t\r\n]/u);
    }));
  });
});
