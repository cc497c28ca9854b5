import fc from 'fast-check';
import { publicCodeFrom, readPublicCode, serialOf, seriesOf, spacedPublicCode } from './serials.js';

describe('the number of a certificate', () => {
  it.each([
    ['VES', '2026-11-23', 'VES-2026'],
    [' v.m.t. ', '2027-01-02', 'VMT-2027'],
    ['Ñaña', '2026-11-23', 'NANA-2026'],
    ['', '2026-11-23', 'CENTRO-2026'],
    ['Centro comunitario de VES', '2026-11-23', 'CENTROCOMUNITAR-2026'],
  ])('%j in %s counts in %s', (name, day, series) => {
    expect(seriesOf(name, day)).toBe(series);
    expect(series.length).toBeLessThanOrEqual(20);
  });

  it('is readable, and goes on beyond four digits', () => {
    expect([serialOf('VES-2026', 7), serialOf('VES-2026', 12_345)]).toEqual(['VES-2026-0007', 'VES-2026-12345']);
  });
});

describe('the code of the public page', () => {
  it('is read back from however it was written', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 20 }), (bytes) => {
      const code = publicCodeFrom(bytes);
      const typed = spacedPublicCode(code).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
      expect(readPublicCode(typed)).toBe(code);
    }));
  });

  it.each(['', 'ABCD', 'ABCD-EFGH-JKMN-PQRU', '../../etc/passwd', '0'.repeat(17), '0'.repeat(5_000)])('%j is none', (text) => {
    expect(readPublicCode(text)).toBeNull();
  });
});
