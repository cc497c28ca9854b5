import { backoff, isDuplicate, verdictOn } from './retry-rules.js';

describe('verdict on a database error', () => {
  it.each([
    [{ errno: 1213 }, 'again'],
    [{ errno: 1205 }, 'again'],
    [{ errno: 1020 }, 'again'],
    [{ errno: 3101 }, 'again'],
    [{ driverError: { errno: 1213 } }, 'again'],
    [{ code: 'SQLITE_BUSY' }, 'again'],
    [{ code: 'LOST_RACE' }, 'again'],
    [{ errno: 1047 }, 'elsewhere'],
    [{ errno: 1180 }, 'elsewhere'],
    [{ errno: 2006 }, 'elsewhere'],
    [{ errno: 2013 }, 'elsewhere'],
    [{ code: 'ECONNREFUSED' }, 'elsewhere'],
    [{ code: 'ECONNRESET' }, 'elsewhere'],
    [{ code: 'PROTOCOL_CONNECTION_LOST' }, 'elsewhere'],
    [{ errno: 1062 }, 'give-up'],
    [new Error('a fault of ours'), 'give-up'],
    [null, 'give-up'],
  ])('%p → %s', (error, verdict) => {
    expect(verdictOn(error)).toBe(verdict);
  });
});

it.each([
  [{ driverError: { errno: 1062 } }, true],
  [{ code: 'SQLITE_CONSTRAINT_UNIQUE' }, true],
  [{ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }, false],
  [{ code: 'SQLITE_CONSTRAINT_TRIGGER', message: 'expenses is append-only: a row is never written over' }, true],
  [{ code: 'SQLITE_CONSTRAINT_TRIGGER', message: 'expenses is kept as it was written' }, false],
])('%p is a duplicate: %s', (error, expected) => {
  expect(isDuplicate(error)).toBe(expected);
});

it('waits longer after each try, but never over 640 ms', () => {
  const waits = [1, 2, 3, 10, 30].map((attempt) => backoff(attempt, () => 1));
  expect(waits).toEqual([10, 20, 40, 640, 640]);
});
