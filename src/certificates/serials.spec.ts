import { serialOf, seriesOf } from './serials.js';

describe('the number of a certificate', () => {
  it('counts in a series of the centre\'s year that fits its column', () => {
    expect([seriesOf('VES', '2026-12-31'), seriesOf('VMT2', '2027-01-01')]).toEqual(['VES-2026', 'VMT2-2027']);
    expect(seriesOf('ABCDEFGHIJKLM12', '2026-11-23').length).toBeLessThanOrEqual(20);
  });

  it('is readable, and goes on beyond four digits', () => {
    expect([serialOf('VES-2026', 7), serialOf('VES-2026', 12_345)]).toEqual(['VES-2026-0007', 'VES-2026-12345']);
  });
});
