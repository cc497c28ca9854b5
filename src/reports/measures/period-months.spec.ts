import { periodParts, type PeriodParts } from './period-months.js';

const TABLE: [string, string, string, PeriodParts][] = [
  ['a month', '2026-11-01', '2026-11-30', { months: { from: '2026-11', to: '2026-11' }, days: [] }],
  ['a year', '2026-01-01', '2026-12-31', { months: { from: '2026-01', to: '2026-12' }, days: [] }],
  ['days of a month', '2026-11-02', '2026-11-29', { months: null, days: [{ from: '2026-11-02', to: '2026-11-29' }] }],
  ['one day', '2026-11-15', '2026-11-15', { months: null, days: [{ from: '2026-11-15', to: '2026-11-15' }] }],
  ['days of two months', '2026-11-15', '2026-12-14', { months: null, days: [{ from: '2026-11-15', to: '2026-12-14' }] }],
  ['days at both ends', '2026-01-15', '2026-04-02', {
    months: { from: '2026-02', to: '2026-03' }, days: [{ from: '2026-01-15', to: '2026-01-31' }, { from: '2026-04-01', to: '2026-04-02' }],
  }],
  ['the end of a year', '2025-12-31', '2026-02-28', { months: { from: '2026-01', to: '2026-02' }, days: [{ from: '2025-12-31', to: '2025-12-31' }] }],
  ['a period that ends before it begins', '2026-11-30', '2026-11-01', { months: null, days: [] }],
];

describe('periodParts', () => {
  it.each(TABLE)('%s', (_name, from, to, parts) => {
    expect(periodParts({ from, to })).toEqual(parts);
  });
});
