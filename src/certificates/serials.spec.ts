import { serialOf, seriesOf } from './serials.js';

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
