import { dateRefusals } from './entry-rules.js';

describe('a day to book on', () => {
  it.each([
    ['today', '2026-11-26', []],
    ['the first day of the open month', '2026-11-01', []],
    ['tomorrow', '2026-11-27', [{ field: 'date', reason: 'ledger:refusals.to-come' }]],
    ['the last day of the closed month, named as people write it', '2026-10-31', [{ field: 'date', reason: 'ledger:refusals.month-closed', params: { month: '10/2026' } }]],
    ['long before it', '2025-02-01', [{ field: 'date', reason: 'ledger:refusals.month-closed', params: { month: '02/2025' } }]],
  ])('%s', (_, date, refusals) => {
    expect(dateRefusals(date, { today: '2026-11-26', closedThrough: '2026-10' })).toEqual(refusals);
  });
});
