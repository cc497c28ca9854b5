import fc from 'fast-check';
import { allianceRefusals, allianceState, firstMonth, monthsOfAlliance, sumOfMonths } from './alliance-rules.js';
import { parseQuantity, quantityText, shareOf, valueOf } from './gift-value.js';

const today = '2026-11-23';

it.each([
  ['2026-01-01', null, 'standing'], ['2026-01-01', '2027-01-23', 'standing'], ['2026-01-01', '2027-01-22', 'ending'], ['2026-01-01', '2026-11-23', 'ending'],
  ['2026-01-01', '2026-11-22', 'ended'], ['2026-12-01', null, 'coming'],
])('an alliance from %s to %s is %s', (startsOn, endsOn, expected) => {
  expect(allianceState({ startsOn, endsOn }, today)).toBe(expected);
});

it('does not end before it begins', () => {
  expect(allianceRefusals({ startsOn: '2026-02-01', endsOn: '2026-01-31' })).toHaveLength(1);
  expect(allianceRefusals({ startsOn: '2026-02-01', endsOn: '2026-02-01' })).toEqual([]);
});

it.each([['40', 4_000], ['40.5', 4_050], ['40,25', 4_025], ['0', null], ['-1', null], ['1.234', null], ['', null], ['dos', null], ['99999.99', 9_999_999], ['100000', null]])(
  'reads a quantity %j as %j hundredths', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
    if (expected !== null) expect(parseQuantity(quantityText(expected))).toBe(expected);
  });

it.each([[100, 1_000, 1_000], [150, 1_001, 1_502], [1, 49, 0], [1, 50, 1], [33, 100, 33], [9_999_999, 999_999_999, 99_999_989_900_000]])(
  '%i hundredths at %i céntimos are worth %i', (quantity, unit, expected) => {
    expect(valueOf(quantity, unit)).toBe(expected);
  });

it('is never more than half a céntimo off', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 100_000_000 }), (quantity, unit) => {
    const twiceOff = BigInt(valueOf(quantity, unit)) * 200n - BigInt(quantity) * BigInt(unit) * 2n;
    return twiceOff <= 100n && twiceOff > -100n;
  }));
});

it('compares each month that it stood in, and those in which something came all the same', () => {
  const promises = [{ quantityHundredths: 4_000, unitValueCents: 1_500 }, { quantityHundredths: 100, unitValueCents: 9_000 }];
  const months = monthsOfAlliance({ startsOn: '2026-09-20', endsOn: '2026-10-01' }, promises, new Map([['2026-09', 69_000], ['2026-11', 500], ['2025-11', 900]]), today);
  expect(months).toEqual([
    { month: '2026-11', promisedCents: 0, cameCents: 500 }, { month: '2026-10', promisedCents: 69_000, cameCents: 0 },
    { month: '2026-09', promisedCents: 69_000, cameCents: 69_000 },
  ]);
  expect(sumOfMonths(months)).toEqual({ promisedCents: 138_000, cameCents: 69_500 });
  expect(firstMonth(today)).toBe('2025-12');
  expect(monthsOfAlliance({ startsOn: '2020-01-01', endsOn: null }, [], new Map(), today)).toHaveLength(12);
});

it.each([[50, 100, 50], [199, 200, 99], [300, 200, 150], [0, 100, 0], [5, 0, null]])('%i of %i is %j percent', (came, promised, expected) => {
  expect(shareOf(came, promised)).toBe(expected);
});
