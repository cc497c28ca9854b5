import { lastFreeDay, paidOf, withdrawalOutcome } from './charge-rules.js';

const terms = (freeWithdrawalDays: number | null): { startsOn: string; freeWithdrawalDays: number | null } => ({ startsOn: '2026-11-30', freeWithdrawalDays });

describe('what becomes of a charge when somebody withdraws', () => {
  it.each([
    // amount, open, waived, days, today → outcome
    ['nothing paid, before it begins', 1000, 1000, 0, 7, '2026-11-20', { kind: 'cancelled', creditCents: 0, waivedCents: 0, openCents: 1000 }],
    ['nothing paid, on the last free day', 1000, 1000, 0, 7, '2026-12-07', { kind: 'cancelled', creditCents: 0, waivedCents: 0, openCents: 1000 }],
    ['nothing paid, a day later', 1000, 1000, 0, 7, '2026-12-08', { kind: 'stays', openCents: 1000 }],
    ['all paid, in time', 1000, 0, 0, 7, '2026-12-01', { kind: 'cancelled', creditCents: 1000, waivedCents: 0, openCents: 0 }],
    ['all paid, too late', 1000, 0, 0, 7, '2026-12-31', { kind: 'stays', openCents: 0 }],
    ['a part paid, a part waived, in time', 1000, 300, 500, 7, '2026-12-01', { kind: 'cancelled', creditCents: 200, waivedCents: 500, openCents: 300 }],
    ['all waived, in time', 1000, 0, 1000, 7, '2026-12-01', { kind: 'cancelled', creditCents: 0, waivedCents: 1000, openCents: 0 }],
    ['a part paid, too late', 1000, 600, 0, 0, '2026-12-01', { kind: 'stays', openCents: 600 }],
    ['until the day it begins', 1000, 1000, 0, 0, '2026-11-30', { kind: 'cancelled', creditCents: 0, waivedCents: 0, openCents: 1000 }],
    ['whenever', 1000, 400, 0, null, '2027-06-01', { kind: 'cancelled', creditCents: 600, waivedCents: 0, openCents: 400 }],
  ] as const)('%s', (_, amountCents, openCents, waivedCents, days, today, outcome) => {
    expect(withdrawalOutcome({ amountCents, openCents, waivedCents }, terms(days), today)).toEqual(outcome);
  });

  it('knows the last free day, where there is one', () => {
    expect([lastFreeDay(terms(7)), lastFreeDay(terms(0)), lastFreeDay(terms(null))]).toEqual(['2026-12-07', '2026-11-30', null]);
  });

  it('takes no charge that cannot be', () => {
    expect(() => paidOf({ amountCents: 1000, openCents: 600, waivedCents: 500 })).toThrow('more is open');
  });
});
