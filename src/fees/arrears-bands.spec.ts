import { ARREARS_BANDS, bandFrom, bandOf, daysOverdue, dueWithin } from './arrears-bands.js';
import { addDays } from '../shared/kernel/local-date.js';

const TODAY = '2026-11-23';

describe('the age of arrears', () => {
  it.each([
    [-300, 'not-due'], [-1, 'not-due'], [0, 'not-due'], [1, 'to-30'], [30, 'to-30'], [31, 'to-60'], [60, 'to-60'], [61, 'to-90'], [90, 'to-90'], [91, 'older'], [4000, 'older'],
  ])('%i days after it was due is %s', (days, band) => {
    expect(bandOf(addDays(TODAY, -days), TODAY)).toBe(band);
    expect(daysOverdue(addDays(TODAY, -days), TODAY)).toBe(Math.max(0, days));
  });

  it('puts every day into the span of just its own band', () => {
    for (let days = -200; days <= 200; days += 1) {
      const dueOn = addDays(TODAY, -days);
      const holding = ARREARS_BANDS.filter((band) => dueOn >= dueWithin(band, TODAY).from && dueOn <= dueWithin(band, TODAY).to);
      expect(holding).toEqual([bandOf(dueOn, TODAY)]);
    }
  });

  it('takes no nonsense for a band', () => {
    expect([bandFrom('older'), bandFrom('toString'), bandFrom(['older', 'to-30']), bandFrom(undefined)]).toEqual(['older', null, null, null]);
  });
});
