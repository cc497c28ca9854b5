import type { PlanCounts } from './plan.js';
import { organisationsMissing } from './imports.presenter.js';

const counted = (faulty: number, doubtful: number, rows = 100): { counts: PlanCounts } => (
  { counts: { rows, records: rows, faulty, doubtful, new: rows - faulty - doubtful, changed: 0, here: 0, repeated: 0, adds: 0, updates: 0 } });

describe('the list of organisations that a list of people waits for', () => {
  it.each([
    ['where the centre has none, however few were refused', counted(1, 0), false, 'any'],
    ['where many are refused or doubted', counted(20, 6), true, 'these'],
    ['where as many as are corrected by hand are', counted(20, 5), true, null],
    ['where few are', counted(3, 0), true, null],
    ['where few are of a short list', counted(5, 5, 25), true, null],
    ['where more than a few of a short list are', counted(6, 5, 25), true, 'these'],
  ] as const)('%s', (_, found, someHere, missing) => {
    expect(organisationsMissing(found, someHere)).toBe(missing);
  });
});
