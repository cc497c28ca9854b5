import { dollarWords, inDollars, rateWords } from './dollars.js';

const RATE = { dollarRate: 3.75, dollarRateOn: '2026-01-15' };

describe('what is said in dollars', () => {
  it.each([[12_000_000, 3_200_000, 'US$\u00a032,000.00'], [1, 0, 'US$\u00a00.00'], [2, 1, 'US$\u00a00.01'], [-375, -100, '-US$\u00a01.00'], [0, 0, 'US$\u00a00.00']])('rounds %d céntimos to whole cents', (soles, dollars, words) => {
    expect([inDollars(soles, RATE), dollarWords(soles, RATE)]).toEqual([dollars, words]);
  });

  it('states the rate and its day, or is not said at all', () => {
    expect(rateWords(RATE)).toEqual({ rate: '3.75', date: '15/01/2026' });
    for (const none of [{ dollarRate: null, dollarRateOn: null }, { ...RATE, dollarRateOn: null }, { ...RATE, dollarRate: 0 }]) {
      expect([inDollars(100, none), dollarWords(100, none), rateWords(none)]).toEqual([null, null, null]);
    }
  });
});
