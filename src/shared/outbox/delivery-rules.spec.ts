import { afterAttempt, type Attempt } from './delivery-rules.js';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const message = { dueAt: NOW, uselessAfter: NOW + 30 * MINUTE };

test.each<[string, Attempt, number, object]>([
  ['went', { outcome: 'sent' }, 1, { status: 'sent', sentAt: NOW, fault: null }],
  ['was refused for good', { outcome: 'refused', fault: 'no such number' }, 1, { status: 'failed', fault: 'no such number' }],
  ['may have gone', { outcome: 'unknown', fault: 'no answer' }, 1, { status: 'unknown', dueAt: NOW }],
  ['did not go yet', { outcome: 'not-now', fault: 'busy' }, 1, { status: 'waiting', dueAt: NOW + MINUTE }],
  ['did not go a second time', { outcome: 'not-now', fault: 'busy' }, 2, { status: 'waiting', dueAt: NOW + 5 * MINUTE }],
  ['would come too late the next time', { outcome: 'not-now', fault: 'busy' }, 4, { status: 'failed', fault: 'busy' }],
])('a message that %s', (_, attempt, attempts, expected) => {
  expect(afterAttempt(message, attempts, attempt, NOW)).toMatchObject(expected);
});

test('is given up after the fifth attempt, however late it is still of use', () => {
  expect(afterAttempt({ dueAt: NOW, uselessAfter: Infinity }, 5, { outcome: 'not-now', fault: 'busy' }, NOW).status).toBe('failed');
});

test('keeps no more of a fault than there is room for', () => {
  expect(afterAttempt(message, 1, { outcome: 'refused', fault: 'x'.repeat(1_000) }, NOW).fault).toHaveLength(300);
});
